using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// x &gt; 0 becomes relu(x) &gt; 0 where relu(x) is computed anyway: the same condition, of an array that the next product
/// keeps in memory.
/// </summary>
internal static class RectifierMasks
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        var order = Graph.TopologicalOrder(roots);
        var rectified = new Dictionary<Expr, Relu>(ReferenceEqualityComparer.Instance);
        foreach (var relu in order.OfType<Relu>()) rectified[relu.Operand] = relu;
        if (rectified.Count == 0) return [.. roots];

        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            if (replaced.ContainsKey(node)) continue;
            var operands = node.Operands.Select(o => replaced[o]).ToArray();
            if (node is Less(Literal(0), var x) && rectified.TryGetValue(x, out var relu))
            {
                // The mask may come before the rectifier that it now reads.
                if (!replaced.TryGetValue(relu, out var y)) replaced[relu] = y = relu.With([replaced[x]]);
                operands[1] = y;
            }
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            replaced[node] = changed ? node.With(operands) : node;
        }
        return [.. roots.ToArray().Select(r => replaced[r])];
    }
}
