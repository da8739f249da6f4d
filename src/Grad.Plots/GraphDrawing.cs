using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>What a node of a computation graph is; it decides the colour.</summary>
public enum GraphNodeKind
{
    /// <summary>An input or a parameter.</summary>
    Variable,

    /// <summary>A number that is fixed; it is drawn beside each node that uses it.</summary>
    Constant,

    /// <summary>The result of an operator.</summary>
    Operator,

    /// <summary>A result the graph is for.</summary>
    Output,
}

/// <summary>A node of a computation graph.</summary>
/// <param name="Id">Names the node in edges; unique in the graph.</param>
/// <param name="Label">The large line in the node, for instance <c>MatMul</c>.</param>
/// <param name="Kind">Decides the colour.</param>
/// <param name="Shape">The small line in the node, for instance <c>[n, 20]</c>; may be empty.</param>
/// <param name="Details">Lines that are shown while the pointer is on the node.</param>
public sealed record GraphNode(
    string Id, string Label, GraphNodeKind Kind, string Shape, ImmutableArray<string> Details);

/// <summary>An immutable drawing of a computation graph, from inputs at the top to outputs at the bottom, in which
/// the pointer on a node lights up all that it depends on and all that depends on it. Graphs beyond
/// <see cref="Capacity"/> nodes are folded at the end that is far from the outputs.</summary>
public sealed class GraphDrawing
{
    /// <summary>How many nodes are drawn at most.</summary>
    public const int Capacity = 150;

    private readonly string title;
    private readonly Graph graph;

    private GraphDrawing(string title, Graph graph)
    {
        this.title = title;
        this.graph = graph;
    }

    /// <summary>A drawing of nodes and of edges, each from an operand to the node that uses it.</summary>
    /// <exception cref="ArgumentException">There are no nodes, two nodes share an id, an edge leads to no node, or a
    /// node depends on itself.</exception>
    public static GraphDrawing Of(IEnumerable<GraphNode> nodes, IEnumerable<(string From, string To)> edges) =>
        new("", Graph.Checked([.. nodes], [.. edges]).WithConstantsBesideTheirUsers().Folded(Capacity));

    /// <summary>Sets the title, which also names the page.</summary>
    public GraphDrawing WithTitle(string title) => new(title, graph);

    /// <summary>The page as text: HTML with everything it needs inside.</summary>
    public string ToHtml()
    {
        var page = new Page(title.Length > 0 ? title : "Computation graph");
        page.Add(this);
        return page.ToHtml();
    }

    /// <summary>Writes the page, in UTF-8; a folder that does not exist is made.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Page.Write(path, ToHtml());

    internal string Markup() => GraphSvg.Of(title, graph, LayeredLayout.Of(graph));
}
