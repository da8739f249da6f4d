using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>An immutable drawing of a computation graph, from inputs at the top to outputs at the bottom, with the
/// graph of its gradient beside it if there is one. On the page the pointer lights up a node's operands and consumers,
/// shows its details, and finds the terms of the gradient that an operator produced. Leaves are drawn beside each of
/// their users; parts of a model can be folded, and what is beyond <see cref="Capacity"/> nodes is.</summary>
public sealed record GraphDrawing
{
    /// <summary>How many nodes of a graph are drawn at most.</summary>
    public const int Capacity = 150;

    private GraphDrawing(ImmutableArray<GraphNode> nodes, ImmutableArray<(int From, int To)> edges)
    {
        Nodes = nodes;
        Edges = edges;
    }

    internal ImmutableArray<GraphNode> Nodes { get; private init; }
    internal ImmutableArray<(int From, int To)> Edges { get; }
    internal string Title { get; private init; } = "";
    internal string Name { get; private init; } = "";
    internal GraphDrawing? Adjoint { get; private init; }
    internal ImmutableArray<(string Forward, string Adjoint)> Produced { get; private init; } = [];
    internal ImmutableArray<Rewriting> Rewritings { get; init; } = [];

    /// <summary>A drawing of nodes and of edges, each from an operand to the node that uses it.</summary>
    /// <exception cref="ArgumentException">There are no nodes, two nodes share an id, an edge leads to no node, or a
    /// node depends on itself.</exception>
    public static GraphDrawing Of(IEnumerable<GraphNode> nodes, IEnumerable<(string From, string To)> edges)
    {
        ImmutableArray<GraphNode> copy = [.. nodes];
        if (copy.IsEmpty) throw Sentences.NoNodes();
        var index = new Dictionary<string, int>();
        foreach (var node in copy)
            if (!index.TryAdd(node.Id, index.Count)) throw Sentences.DuplicateNode(node.Id);
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var (from, to) in edges)
        {
            string? missing = !index.ContainsKey(from) ? from : !index.ContainsKey(to) ? to : null;
            if (missing is not null) throw Sentences.UnknownNode(from, to, missing);
            pairs.Add((index[from], index[to]));
        }
        var drawing = new GraphDrawing(copy, pairs.ToImmutable());
        if (TopologicalOrder.CycleIn(copy.Length, drawing.Edges) is { } own)
            throw Sentences.Cyclic(copy[own].Id);
        return drawing;
    }

    /// <summary>Sets the title, which also names the page.</summary>
    public GraphDrawing WithTitle(string title) => this with { Title = title };

    /// <summary>Puts the graph of the gradient beside this one.</summary>
    /// <param name="adjoint">The graph of the gradient; its nodes of kind <see cref="GraphNodeKind.Saved"/> carry the
    /// ids of the forward nodes that they stand for.</param>
    /// <param name="produced">For each operator of this graph the nodes of the gradient that its rule produced.</param>
    /// <exception cref="ArgumentException">A pair names no node.</exception>
    public GraphDrawing WithAdjoint(GraphDrawing adjoint, IEnumerable<(string Forward, string Adjoint)> produced)
    {
        ImmutableArray<(string Forward, string Adjoint)> pairs = [.. produced];
        var forwardIds = Nodes.Select(node => node.Id).ToHashSet();
        var adjointIds = adjoint.Nodes.Select(node => node.Id).ToHashSet();
        foreach (var (forward, made) in pairs)
            if (!forwardIds.Contains(forward) || !adjointIds.Contains(made))
                throw Sentences.UnknownNode(forward, made, forwardIds.Contains(forward) ? made : forward);
        var beside = adjoint with { Adjoint = null, Name = "Gradient" };
        return this with
        {
            Nodes = [.. Nodes.Select(node => node with
            {
                IsKept = adjointIds.Contains(node.Id) && node.Kind is not GraphNodeKind.Constant,
            })],
            Adjoint = beside,
            Name = "Forward",
            Produced = pairs,
        };
    }

    /// <summary>The page as text: HTML with everything it needs inside.</summary>
    public string ToHtml() => ToPage("page").ToString();

    /// <summary>Writes the drawing as one self-contained page of some tens of kilobytes that opens by a double click
    /// and needs no network. Missing folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name does not end with <c>.html</c> or <c>.htm</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile Save(string path) => SavedFile.Html("GraphDrawing.Save", path, () => ToPage("page"));

    /// <summary>Writes a picture: <c>.svg</c> (without a gradient beside it; it needs no browser), or, with an
    /// installed Chromium, Chrome or Edge, <c>.png</c> or <c>.pdf</c>.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="InvalidOperationException">There is no such browser, or it failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile SaveImage(string path) => GraphPage.SaveImage(this, path);

    internal Page ToPage(string mode) => GraphPage.Of(this, mode);
}
