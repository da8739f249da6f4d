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
        while (Graph.TopologicalOrder(expanded.AsSpan()).Any(n => n.Expansion is not null))
            expanded = Graph.Rebuild(expanded.AsSpan(), static (_, node) => node.Expansion ?? node);
        return expanded;
    }
}
