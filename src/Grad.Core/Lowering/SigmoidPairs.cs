using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// σ(x) and σ(−x), of which a derivative of σ or tanh is the product, from one exponential where both are computed:
/// <code>s = σ(−|x|),  σ(x) = x &lt; 0 ? s : 1 − s,  σ(−x) = x &lt; 0 ? 1 − s : s</code>
/// s is at most ½, so that 1 − s loses nothing. A tanh x that is computed beside σ(2x) and σ(−2x) takes it too.
/// </summary>
internal static class SigmoidPairs
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        var order = Graph.TopologicalOrder(roots);
        var (pairs, slopes) = Find(order);
        if (pairs.Count == 0) return [.. roots];

        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var smaller = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var negative = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            Expr[] operands = [.. node.Operands.Select(o => replaced[o])];
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            if (node is Tanh(var argument) && slopes.TryGetValue(argument, out var slope))
            {
                replaced[node] = new TanhOfSigmoid(operands[0], Small(slope, 2 * operands[0]));
                continue;
            }
            if (!pairs.TryGetValue(node, out var first))
            {
                replaced[node] = changed ? node.With(operands) : node;
                continue;
            }
            // The one that comes first in the order has the operand that both are computed from.
            var small = Small(first, operands[0]);
            var large = new Subtract(new Literal(1, small.Shape), small);
            if (!negative.TryGetValue(first, out var isNegative))
                negative[first] = isNegative = new Less(operands[0], new Literal(0, small.Shape));
            replaced[node] = node == first ? new Where(isNegative, small, large) : new Where(isNegative, large, small);
        }
        return [.. roots.ToArray().Select(r => replaced[r])];

        Expr Small(Expr pair, Expr x) => smaller.TryGetValue(pair, out var small)
            ? small
            : smaller[pair] = new Sigmoid(new Negate(new Abs(x)));
    }

    /// <summary>
    /// For each σ of a pair the one of them that comes first; for each x of which σ(2x) and σ(−2x) are computed, the same.
    /// </summary>
    private static (Dictionary<Expr, Expr> Pairs, Dictionary<Expr, Expr> Slopes) Find(IReadOnlyList<Expr> order)
    {
        var pairs = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var slopes = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
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
            if (!open.Remove((x, -factor), out var other))
            {
                open[(x, factor)] = sigmoid;
                continue;
            }
            pairs[sigmoid] = pairs[other] = other;
            if (Math.Abs(factor) == 2) slopes[x] = other;
        }
        return (pairs, slopes);
    }
}
