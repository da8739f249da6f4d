using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// σ(x) and σ(−x), of which a derivative of σ or tanh is the product, from one exponential where both are computed:
/// <code>s = σ(−|x|),  σ(x) = x &lt; 0 ? s : 1 − s,  σ(−x) = x &lt; 0 ? 1 − s : s</code>
/// s is at most ½, so that 1 − s loses nothing. It is half of 1 − |tanh ½x|, which tanh x beside σ(2x), σ(−2x) comes from too.
/// </summary>
internal static class SigmoidPairs
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        var order = Graph.TopologicalOrder(roots);
        var (pairs, tangents) = Find(order);
        if (pairs.Count == 0) return [.. roots];
        var sloped = new HashSet<Expr>(tangents.Values, ReferenceEqualityComparer.Instance);

        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var smaller = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var larger = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var tails = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var negative = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            Expr[] operands = [.. node.Operands.Select(o => replaced[o])];
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            if (node is Tanh(var x) && sloped.Contains(x))
                replaced[node] = new TanhOfTail(operands[0], Tail(x));
            else if (pairs.TryGetValue(node, out var first))
                replaced[node] = node == first ? Chosen(first, Small(first), Large(first)) : Chosen(first, Large(first), Small(first));
            else if (node is Multiply(var a, var b) && a != b && pairs.TryGetValue(a, out first) && pairs.GetValueOrDefault(b) == first)
                replaced[node] = Small(first) * Large(first);
            else
                replaced[node] = changed ? node.With(operands) : node;
        }
        return [.. roots.ToArray().Select(r => replaced[r])];

        Expr Tail(Expr x) => Once(tails, x, () => new TanhTail(replaced[x]));

        // The σ that comes first in the order has the operand that both are computed from.
        Expr Small(Expr first) => Once(smaller, first, () =>
            0.5 * (tangents.TryGetValue(first, out var x) ? Tail(x) : new TanhTail(0.5 * replaced[first.Operands[0]])));

        Expr Large(Expr first) => Once(larger, first, () => new Subtract(new Literal(1, first.Shape), Small(first)));

        Expr Chosen(Expr first, Expr ifNegative, Expr otherwise) => new Where(
            Once(negative, first, () => new Less(replaced[first.Operands[0]], new Literal(0, first.Shape))), ifNegative, otherwise);
    }

    private static Expr Once(Dictionary<Expr, Expr> made, Expr key, Func<Expr> make) =>
        made.TryGetValue(key, out var known) ? known : made[key] = make();

    /// <summary>
    /// For each σ of a pair the one of them that comes first; and for this the x, where they are σ(2x) and σ(−2x) and tanh x
    /// is computed too.
    /// </summary>
    private static (Dictionary<Expr, Expr> Pairs, Dictionary<Expr, Expr> Tangents) Find(IReadOnlyList<Expr> order)
    {
        var pairs = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var tangents = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var angles = new HashSet<Expr>(order.OfType<Tanh>().Select(t => t.Operand), ReferenceEqualityComparer.Instance);
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
            if (Math.Abs(factor) == 2 && angles.Contains(x)) tangents[other] = x;
        }
        return (pairs, tangents);
    }
}
