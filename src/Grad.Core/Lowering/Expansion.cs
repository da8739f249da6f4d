using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Puts what they are computed by in place of operators that are composed and carry a derivative rule of their own. After
/// it nothing may be differentiated any more.
/// </summary>
internal static class Expansion
{
    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots)
    {
        ImmutableArray<Expr> expanded = [.. roots];
        // What an expansion is made of may be composed too.
        while (Graph.TopologicalOrder(expanded.AsSpan()).Any(n => n.Expansion is not null)) expanded = Once(expanded.AsSpan());
        return expanded;
    }

    private static ImmutableArray<Expr> Once(ReadOnlySpan<Expr> roots)
    {
        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Graph.TopologicalOrder(roots))
        {
            var operands = node.Operands.Select(o => replaced[o]).ToArray();
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            var now = changed ? node.With(operands) : node;
            replaced[node] = now.Expansion ?? now;
        }
        return [.. roots.ToArray().Select(r => replaced[r])];
    }
}
