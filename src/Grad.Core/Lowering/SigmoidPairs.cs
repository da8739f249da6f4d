using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// σ(x) and σ(−x), of which a derivative of σ or tanh is the product, from one exponential where both are computed:
/// <code>s = σ(−|x|),  σ(x) = x &lt; 0 ? s : 1 − s,  σ(−x) = x &lt; 0 ? 1 − s : s</code>
/// s is at most ½, so that 1 − s loses nothing.
/// </summary>
internal static class SigmoidPairs
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        var order = Graph.TopologicalOrder(roots);
        var pairs = Find(order);
        if (pairs.Count == 0) return [.. roots];

        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var smaller = new Dictionary<Expr, (Expr Small, Expr Large, Expr IsNegative)>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            Expr[] operands = [.. node.Operands.Select(o => replaced[o])];
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            if (!pairs.TryGetValue(node, out var first))
            {
                replaced[node] = changed ? node.With(operands) : node;
                continue;
            }
            // The one that comes first in the order has the operand that both are computed from.
            if (!smaller.TryGetValue(first, out var pair))
            {
                var x = operands[0];
                var small = new Sigmoid(new Negate(new Abs(x)));
                pair = (small, new Subtract(new Literal(1, x.Shape), small), new Less(x, new Literal(0, x.Shape)));
                smaller[first] = pair;
            }
            replaced[node] = node == first
                ? new Where(pair.IsNegative, pair.Small, pair.Large)
                : new Where(pair.IsNegative, pair.Large, pair.Small);
        }
        return [.. roots.ToArray().Select(r => replaced[r])];
    }

    /// <summary>For each σ of a pair the one of them that comes first.</summary>
    private static Dictionary<Expr, Expr> Find(IReadOnlyList<Expr> order)
    {
        var pairs = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        // By what is left when the sign is taken away: σ(x), σ(−x); σ(2·x), σ(−2·x).
        var open = new Dictionary<(Expr Base, double Factor), Sigmoid>();
        foreach (var sigmoid in order.OfType<Sigmoid>())
        {
            var (x, factor) = sigmoid.Operand switch
            {
                Negate(var inner) => (inner, -1.0),
                Multiply(Literal(var c), var inner) when c != 0 => (inner, c),
                var inner => (inner, 1.0),
            };
            if (open.Remove((x, -factor), out var other)) pairs[sigmoid] = pairs[other] = other;
            else open[(x, factor)] = sigmoid;
        }
        return pairs;
    }
}
