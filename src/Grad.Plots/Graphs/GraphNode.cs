using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>What a node of a computation graph is; it decides the colour.</summary>
public enum GraphNodeKind
{
    /// <summary>An input or a parameter.</summary>
    Variable,

    /// <summary>A number that is fixed.</summary>
    Constant,

    /// <summary>The result of an operator.</summary>
    Operator,

    /// <summary>In a gradient: a value of the forward pass that it uses.</summary>
    Saved,

    /// <summary>A result that the graph is for.</summary>
    Output,
}

/// <summary>A node of a computation graph.</summary>
/// <param name="Id">Names the node in edges; unique in the graph.</param>
/// <param name="Label">The large line in the node, for instance <c>matmul</c>.</param>
/// <param name="Kind">Decides the colour.</param>
/// <param name="Shape">The small line in the node, for instance <c>[n, 20]</c>; may be empty.</param>
public sealed record GraphNode(string Id, string Label, GraphNodeKind Kind, string Shape = "")
{
    /// <summary>The node's value as mathematics, shown while the pointer is on it.</summary>
    public string Formula { get; init; } = "";

    /// <summary>What distinguishes the operator: axes, an exponent.</summary>
    public ImmutableArray<(string Name, string Text)> Attributes { get; init; } = [];

    /// <summary>Values that are known, for instance at a given point; the first also stands in the node.</summary>
    public ImmutableArray<(string Name, string Text)> Values { get; init; } = [];

    /// <summary>The part of a model that the node belongs to, as a path such as <c>net.0</c>; parts can be
    /// folded.</summary>
    public string Group { get; init; } = "";

    /// <summary>In a forward graph: the gradient beside it uses this value, so it must be kept until then.</summary>
    internal bool IsKept { get; init; }

    /// <summary>Fills in formula and values, which take time, for the nodes that are drawn.</summary>
    internal Func<GraphNode, GraphNode>? Complete { get; init; }

    internal GraphNode Completed() => Complete is null ? this : Complete(this) with { Complete = null };
}
