using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Rewrites a graph to one of the same value that is never costlier: common subexpressions become one node, literals are
/// folded, and the rules of <see cref="Rules"/> are applied from the leaves up until none fires.
/// </summary>
internal static class Simplifier
{
    // A node is rewritten at most so often; the rules terminate long before, each making the node cheaper or more regular.
    private const int MostRewrites = 32;
    private const int MostPasses = 16;

    /// <summary>The simplified roots; shared nodes stay shared across them.</summary>
    public static ImmutableArray<Expr> Simplify(ReadOnlySpan<Expr> roots)
    {
        // A rule may build something below its result that another rule would improve: the next pass finds it.
        ImmutableArray<Expr> before, after = [.. roots];
        int passes = 0;
        do (before, after) = (after, Pass(after.AsSpan()));
        while (!Same(before, after) && ++passes < MostPasses);
        return after;
    }

    private static bool Same(ImmutableArray<Expr> a, ImmutableArray<Expr> b) =>
        a.AsSpan().SequenceEqual(b.AsSpan(), ReferenceEqualityComparer.Instance);

    private static ImmutableArray<Expr> Pass(ReadOnlySpan<Expr> roots)
    {
        var canonical = new Canonical();
        var simplified = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Graph.TopologicalOrder(roots)) simplified[node] = Simplify(node, simplified, canonical);
        return [.. roots.ToArray().Select(r => simplified[r])];
    }

    private static Expr Simplify(Expr node, Dictionary<Expr, Expr> simplified, Canonical canonical)
    {
        var operands = node.Operands.Select(o => simplified[o]).ToArray();
        bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
        return Rewrite(changed ? node.With(operands) : node, canonical);
    }

    /// <summary>Applies rules to a node whose operands are canonical; what a rule builds anew below it is rewritten too.</summary>
    private static Expr Rewrite(Expr root, Canonical canonical)
    {
        var node = root;
        for (int i = 0; i < MostRewrites; i++)
        {
            node = canonical[Fresh(node, canonical)];
            if (Rules.Apply(node) is not { } next) break;
            node = next;
        }
        return node;
    }

    /// <summary>
    /// Makes canonical the few nodes that a rule put below its result: at most two levels, so this is not a walk of the graph.
    /// </summary>
    private static Expr Fresh(Expr node, Canonical canonical)
    {
        var operands = node.Operands;
        Expr[]? replaced = null;
        for (int i = 0; i < operands.Length; i++)
        {
            var operand = operands[i];
            var known = canonical[operand];
            if (ReferenceEquals(known, operand) && Rules.Apply(operand) is { } better) known = canonical[better];
            if (ReferenceEquals(known, operand)) continue;
            replaced ??= [.. operands];
            replaced[i] = known;
        }
        return replaced is null ? node : node.With(replaced);
    }
}

public static partial class Functions
{
    /// <summary>An expression of the same value that is never costlier, and nicer to read.</summary>
    public static Expr Simplify(Expr x) => Simplifier.Simplify([x])[0];
}
