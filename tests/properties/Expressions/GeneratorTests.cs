using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

/// <summary>What the random expressions cover.</summary>
public sealed class GeneratorTests
{
    private static readonly List<Case> Sampled = Sample(6000);

    /// <summary>An operator without a row in <see cref="NodeTable"/> fails here; elementwise ones need none.</summary>
    [Fact]
    public void Every_operator_is_generated()
    {
        var seen = Nodes().Select(n => n.GetType()).ToHashSet();
        var operators = typeof(Expr).Assembly.GetTypes()
            .Where(t => t.IsPublic && !t.IsAbstract && t.IsSubclassOf(typeof(Expr)) && !t.IsSubclassOf(typeof(Leaf)));
        Assert.Empty(operators.Where(t => !seen.Contains(t)).Select(t => t.Name));
        Assert.True(seen.Count > 30, $"Only {seen.Count} classes were seen.");
    }

    [Fact]
    public void All_sizes_ranks_and_forms_occur()
    {
        var sizes = Sampled.SelectMany(c => c.Bindings).SelectMany(b => b.Value.Sizes).ToHashSet();
        Assert.Superset(new HashSet<int> { 0, 1, 2, 3, 5, 17 }, sizes);
        Assert.Equal([0, 1, 2, 3, 4], Nodes().Select(n => n.Rank).Distinct().Order());
        Assert.Contains(Sampled, c => c.Outputs.Length == 3);
        Assert.Contains(Nodes(), n => n is MatMul { Rank: 3 });
        Assert.Contains(Nodes(), n => n.Shape.Any(s => !s.IsFixed && s.SingleSymbol is null));
        Assert.Contains(Sampled, IsShared);
    }

    [Fact]
    public void Expressions_are_neither_trivial_nor_huge() => Assert.InRange(Sampled.Average(c => c.Size), 8, 30);

    private static IEnumerable<Expr> Nodes() => Sampled.SelectMany(c => Graph.TopologicalOrder(c.Outputs.AsSpan()));

    /// <summary>Whether two operators use what a third computes.</summary>
    private static bool IsShared(Case c) => Graph.TopologicalOrder(c.Outputs.AsSpan())
        .SelectMany(n => n.Operands.Distinct()).Where(o => o is not Leaf).GroupBy(o => o).Any(g => g.Count() > 1);

    private static List<Case> Sample(int count)
    {
        var cases = new List<Case>();
        ExpressionGen.Cases.SampleRepeatably(cases.Add, count);
        return cases;
    }
}
