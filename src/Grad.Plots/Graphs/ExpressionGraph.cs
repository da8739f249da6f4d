using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Plots;

/// <summary>Draws the computation graphs of expressions and of their gradients.</summary>
public static class ExpressionGraph
{
    // Beyond this many nodes a formula or a value for each drawn node would take longer than drawing.
    private const int MostDetailed = 5000;

    private const int LongestFormula = 18;

    /// <summary>The graph under an expression: a node for each operator and leaf with its shape, its formula and, where
    /// values are given, its value there.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="values">A value for each variable, or none.</param>
    /// <exception cref="ArgumentException">Values are given, but not for every variable, or of another
    /// shape.</exception>
    public static GraphDrawing Of(Expr root, params ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var order = Grad.Graph.TopologicalOrder(root);
        var ids = Numbered(order, "n");
        var rewriting = Rewriting.Of("the expression", "as it was written", root, ids);
        return Drawn(order, ids, values) with { Rewritings = rewriting is null ? [] : [rewriting] };
    }

    /// <summary>The graph under a scalar expression with the graph of ∂root/∂x for each x beside it.</summary>
    /// <param name="root">A scalar expression.</param>
    /// <param name="x">What it is differentiated with respect to.</param>
    /// <param name="values">A value for each variable, or none.</param>
    /// <exception cref="ArgumentException">The expression is no scalar, or values are given, but not for every
    /// variable, or of another shape.</exception>
    public static GraphDrawing OfGradients(
        Expr root, ReadOnlySpan<Expr> x, params ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var forward = Grad.Graph.TopologicalOrder(root);
        var ids = Numbered(forward, "n");
        var (gradients, sources) = GradientTrace.Of(root, x);
        var adjoint = Grad.Graph.TopologicalOrder([.. gradients]);
        // What only leads to saved values is drawn on the other side.
        var own = adjoint.Where(node => !ids.ContainsKey(node)).ToArray();
        foreach (var node in own) ids[node] = $"g{ids.Count}";
        var saved = own.SelectMany(node => node.Operands).Concat(gradients).Where(node => ids[node][0] == 'n')
            .Distinct(ReferenceEqualityComparer.Instance).Cast<Expr>();
        var describe = Describer(adjoint.Count, values);
        var groups = GroupsOf(forward);
        var nodes = saved.Select(node => SavedNodeOf(node, ids[node], describe))
            .Concat(own.Select(node => NodeOf(node, ids[node], false, describe) with
            {
                Group = sources.TryGetValue(node, out var source) ? groups[source] : "",
            }))
            .Concat(x.ToArray().Select((variable, i) => ResultOf(variable, gradients[i], i, describe)));
        var edges = own.SelectMany(node => node.Operands.Select(operand => (ids[operand], ids[node])))
            .Concat(gradients.Select((gradient, i) => (ids[gradient], $"d{i}")));
        var drawnHere = own.ToHashSet(ReferenceEqualityComparer.Instance);
        var rewritings = x.ToArray().Select((variable, i) => Rewriting.Of(
            NameOf(variable), "as the rules of differentiation give it", gradients[i], ids));
        var both = Drawn(forward, ids, values).WithAdjoint(
            GraphDrawing.Of(nodes, edges),
            sources.Where(pair => drawnHere.Contains(pair.Key)).Select(pair => (ids[pair.Value], ids[pair.Key])));
        return both with { Rewritings = [.. rewritings.OfType<Rewriting>()] };
    }

    private static GraphDrawing Drawn(
        IReadOnlyList<Expr> order, Dictionary<Expr, string> ids,
        ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var groups = GroupsOf(order);
        var describe = Describer(order.Count, values);
        return GraphDrawing.Of(
            order.Select(node => NodeOf(node, ids[node], node == order[^1], describe) with { Group = groups[node] }),
            order.SelectMany(node => node.Operands.Select(operand => (ids[operand], ids[node]))));
    }

    private static GraphNode NodeOf(Expr node, string id, bool isRoot, Func<Expr, GraphNode, GraphNode>? describe)
    {
        var kind = isRoot ? GraphNodeKind.Output
            : node is Variable ? GraphNodeKind.Variable
            : node is Leaf ? GraphNodeKind.Constant
            : GraphNodeKind.Operator;
        string label = node switch
        {
            Constant => "constant",
            Leaf => node.ToString(),
            _ => LabelOf(node),
        };
        return new(id, label, kind, ShapeOf(node))
        {
            Attributes = AttributesOf(node),
            Complete = describe is null ? null : drawn => describe(node, drawn),
        };
    }

    private static ImmutableArray<(string Name, string Text)> AttributesOf(Expr node) => node switch
    {
        Variable v => [("declared at", $"{v.Place}")],
        PowInteger p => [("exponent", Number(p.Exponent))],
        Reduction r => [("over the axes", $"{r.Axes}")],
        Broadcast b => [("along the axes", $"{b.Axes}")],
        Permute p => [("axes", $"{p.Axes}")],
        _ => [],
    };

    // The tree writes an operator with what distinguishes it, and with its shape, which has a line of its own here.
    private static string LabelOf(Expr node)
    {
        string label = Tree.Label(node), shape = $" {node.Shape}";
        return !node.Shape.IsScalar && label.EndsWith(shape, StringComparison.Ordinal)
            ? label[..^shape.Length]
            : label;
    }

    private static GraphNode SavedNodeOf(Expr node, string id, Func<Expr, GraphNode, GraphNode>? describe)
    {
        var drawn = NodeOf(node, id, false, describe);
        if (drawn.Kind is not GraphNodeKind.Operator) return drawn;
        return drawn with { Kind = GraphNodeKind.Saved, Complete = describe is null ? null : Described };

        // Its operator stands on the other side; here the formula says more, if there is room.
        GraphNode Described(GraphNode saved)
        {
            var full = describe(node, saved);
            return full.Formula.Length <= LongestFormula ? full with { Label = full.Formula } : full;
        }
    }

    private static GraphNode ResultOf(
        Expr variable, Expr gradient, int index, Func<Expr, GraphNode, GraphNode>? describe) =>
        new($"d{index}", NameOf(variable), GraphNodeKind.Output,
            ShapeOf(gradient))
        {
            Complete = describe is null ? null : drawn => describe(gradient, drawn),
        };

    private static string NameOf(Expr variable) =>
        variable is Variable v ? $"∂/∂{v.Name}" : $"∂/∂({variable})";

    private static Func<Expr, GraphNode, GraphNode>? Describer(
        int count, ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        if (count > MostDetailed) return null;
        var given = values.ToArray();
        return (node, drawn) => drawn with
        {
            Formula = node.ToString(),
            Values = given.Length > 0 && node.Kind is Kind.Real or Kind.Integer && given.Length > 0
                ? [("value", TextOf(node, given))]
                : [],
        };
    }

    private static string TextOf(Expr node, (Variable Variable, Value Value)[] values)
    {
        if (node.Shape.IsScalar) return Number(node.Evaluate(values));
        double[] numbers = [.. node.EvaluateTensor(values)];
        return numbers.Length switch
        {
            0 => "[]",
            <= 4 => $"[{string.Join(", ", numbers.Select(number => Number(number)))}]",
            _ => RangeOf(Number(numbers.Min(), 3), Number(numbers.Max(), 3)),
        };
    }

    private static string RangeOf(string least, string most) => least == most ? least : $"{least} … {most}";

    // Rounded, but written out: 1040 and not 1.04E+03.
    private static string Number(double value, int digits = 5) => double
        .Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        .ToString(CultureInfo.InvariantCulture).Replace('-', '−');

    private static string ShapeOf(Expr node) => node.Shape.IsScalar ? "" : node.Shape.ToString();

    // A parameter names its layer: net.0.weight belongs to net.0. What is computed belongs to the last layer whose
    // parameters it needed.
    private static Dictionary<Expr, string> GroupsOf(IReadOnlyList<Expr> order)
    {
        var groups = new Dictionary<Expr, string>(ReferenceEqualityComparer.Instance);
        var rank = new Dictionary<string, int> { [""] = -1 };
        foreach (var node in order)
        {
            string group = node is Variable v && v.Name.LastIndexOf('.') is > 0 and var dot ? v.Name[..dot] : "";
            rank.TryAdd(group, rank.Count);
            foreach (var operand in node.Operands)
                if (rank[groups[operand]] > rank[group]) group = groups[operand];
            groups[node] = group;
        }
        return groups;
    }

    private static Dictionary<Expr, string> Numbered(IReadOnlyList<Expr> order, string prefix)
    {
        var ids = new Dictionary<Expr, string>(ReferenceEqualityComparer.Instance);
        foreach (var node in order) ids[node] = $"{prefix}{ids.Count}";
        return ids;
    }
}
