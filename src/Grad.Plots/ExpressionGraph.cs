using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Plots;

/// <summary>Draws the computation graph of an expression.</summary>
public static class ExpressionGraph
{
    /// <summary>
    /// The graph under an expression: a node for each operator and leaf with its shape, its formula and, where values are
    /// given, the value that it has there.
    /// </summary>
    /// <param name="root">The expression.</param>
    /// <param name="values">A value for each variable, or none.</param>
    public static GraphDrawing Of(Expr root, params ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var order = Grad.Graph.TopologicalOrder(root);
        var ids = new Dictionary<Expr, string>(ReferenceEqualityComparer.Instance);
        foreach (var node in order) ids[node] = $"n{ids.Count}";
        var nodes = ImmutableArray.CreateBuilder<GraphNode>(order.Count);
        foreach (var node in order) nodes.Add(Drawn(node, ids[node], node == root, values));
        return GraphDrawing.Of(nodes, order.SelectMany(n => n.Operands.Select(o => (ids[o], ids[n]))));
    }

    private static GraphNode Drawn(
        Expr node, string id, bool isRoot, ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var details = ImmutableArray.CreateBuilder<string>();
        details.Add(node.ToString());
        if (!values.IsEmpty && node.Shape.IsScalar)
            details.Add($"value {node.Evaluate(values).ToString("G6", CultureInfo.InvariantCulture)}");
        var kind = isRoot ? GraphNodeKind.Output
            : node is Variable ? GraphNodeKind.Variable
            : node is Leaf ? GraphNodeKind.Constant
            : GraphNodeKind.Operator;
        string label = node is Leaf ? node.ToString() : node.Operator;
        return new(id, label, kind, node.Shape.IsScalar ? "" : node.Shape.ToString(), details.ToImmutable());
    }
}
