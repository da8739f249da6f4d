namespace Grad.Testing;

/// <summary>How far a point is from where an expression has no derivative.</summary>
public static class Kinks
{
    /// <summary>
    /// The least distance that an elementwise operator of the expression states, over all nodes and elements.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="values">A value for each variable that it depends on.</param>
    public static double Distance(Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> values)
    {
        var nodes = Graph.TopologicalOrder(expression).ToArray();
        var results = Interpreter.Evaluate(nodes, new Bindings(values));
        var found = new Dictionary<Expr, double[]>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < nodes.Length; i++) found[nodes[i]] = results[i].Numbers;
        double least = double.PositiveInfinity;
        foreach (var node in nodes.OfType<Elementwise>())
        {
            var operands = node.Operands.Select(o => found[o]).ToArray();
            for (int i = 0; i < operands[0].Length; i++)
                least = Math.Min(least, node.KinkDistance([.. operands.Select(o => o[i])]));
        }
        return least;
    }
}
