using System.Collections.Immutable;

namespace Grad;

/// <summary>Is told what stands for a node from now on.</summary>
/// <param name="before">A node.</param>
/// <param name="after">What stands for it.</param>
/// <param name="law">The law of the rule that was applied; <see langword="null"/> where only operands were replaced, or
/// where a node met before is the same.</param>
internal delegate void Replacement(Expr before, Expr after, string? law);

/// <summary>The node rewritten once, with the law, or <see langword="null"/> where no rule applies.</summary>
internal delegate (string Law, Expr Result)? RuleSet(Expr node);

/// <summary>
/// Rewrites a graph to one of the same value that is never costlier: common subexpressions become one node, literals
/// are folded, and the rules of <see cref="Rules"/> are applied from the leaves up until none fires.
/// </summary>
internal static class Simplifier
{
    // A node is rewritten at most so often; the rules end long before, each making the node cheaper or more regular.
    private const int MostRewrites = 32;
    private const int MostPasses = 16;

    /// <summary>The simplified roots; shared nodes stay shared across them.</summary>
    public static ImmutableArray<Expr> Simplify(ReadOnlySpan<Expr> roots, Replacement? replaced = null) =>
        Simplify(roots, Rules.Apply, replaced);

    /// <summary>The roots simplified by the rules that make nothing that would have to be expanded again.</summary>
    public static ImmutableArray<Expr> SimplifyExpanded(ReadOnlySpan<Expr> roots) => Simplify(roots, Rules.Primitive, null);

    private static ImmutableArray<Expr> Simplify(ReadOnlySpan<Expr> roots, RuleSet rules, Replacement? replaced)
    {
        // A rule may build something below its result that another rule would improve: the next pass finds it.
        ImmutableArray<Expr> before, after = [.. roots];
        int passes = 0;
        do (before, after) = (after, Pass(after.AsSpan(), rules, replaced));
        while (!Same(before, after) && ++passes < MostPasses);
        return after;
    }

    private static bool Same(ImmutableArray<Expr> a, ImmutableArray<Expr> b) =>
        a.AsSpan().SequenceEqual(b.AsSpan(), ReferenceEqualityComparer.Instance);

    private static ImmutableArray<Expr> Pass(ReadOnlySpan<Expr> roots, RuleSet rules, Replacement? replaced)
    {
        var canonical = new Canonical();
        var simplified = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Graph.TopologicalOrder(roots))
        {
            var operands = node.Operands.Select(o => simplified[o]).ToArray();
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            var rebuilt = changed ? node.With(operands) : node;
            if (changed) replaced?.Invoke(node, rebuilt, law: null);
            simplified[node] = Rewrite(rebuilt, rules, canonical, replaced);
        }
        return [.. roots.ToArray().Select(r => simplified[r])];
    }

    /// <summary>Applies rules to a node whose operands are canonical, and to what a rule puts below it.</summary>
    private static Expr Rewrite(Expr root, RuleSet rules, Canonical canonical, Replacement? replaced)
    {
        var node = root;
        for (int i = 0; i < MostRewrites; i++)
        {
            var known = canonical[Fresh(node, rules, canonical, replaced)];
            if (known != node) replaced?.Invoke(node, known, law: null);
            node = known;
            if (rules(node) is not var (law, result)) break;
            replaced?.Invoke(node, result, law);
            node = result;
        }
        return node;
    }

    /// <summary>
    /// Makes canonical the few nodes that a rule put below its result: at most two levels, not a walk of the graph.
    /// </summary>
    private static Expr Fresh(Expr node, RuleSet rules, Canonical canonical, Replacement? replaced)
    {
        var operands = node.Operands;
        Expr[]? fresh = null;
        for (int i = 0; i < operands.Length; i++)
        {
            var operand = operands[i];
            var known = canonical[operand];
            string? law = null;
            if (ReferenceEquals(known, operand) && rules(operand) is var (rule, better))
                (known, law) = (canonical[better], rule);
            if (ReferenceEquals(known, operand)) continue;
            replaced?.Invoke(operand, known, law);
            fresh ??= [.. operands];
            fresh[i] = known;
        }
        return fresh is null ? node : node.With(fresh);
    }
}

public static partial class Functions
{
    /// <summary>An expression of the same value that is never costlier, and nicer to read.</summary>
    public static Expr Simplify(Expr x) => Simplifier.Simplify([x])[0];
}
