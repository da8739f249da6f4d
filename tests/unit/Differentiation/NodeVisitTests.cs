using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>
/// Every pass visits a node a bounded number of times: an operator that counts what it is asked, and the memory that the
/// pass allocates, grow in proportion to the distinct nodes, in a deep chain as in a graph with 2⁶⁰ paths.
/// </summary>
public class NodeVisitTests
{
    // Measured: up to 7 visits of a node, and 2.0 times the bytes for twice the nodes, besides kernels that are kept.
    private const int MostVisitsOfOneNode = 8;
    private const int GeneratedOnce = 4_000_000;

    private static readonly Dictionary<string, Action<Expr, Variable>> Passes = new()
    {
        ["Gradient"] = (y, x) => Gradient(y, x),
        ["Jvp"] = (y, x) => Jvp(y, (x, 1)),
        ["Simplify"] = (y, x) => Simplify(Gradient(y, x)),
        ["ToString"] = (y, x) => y.ToString(),
        ["Tree"] = (y, x) => Tree.Of(y),
        ["Evaluate"] = (y, x) => y.Evaluate((x, 0.5)),
        ["Compile"] = (y, x) => Compile<double>([x], [y, Gradient(y, x)]),
        ["Compile without fusion"] = (y, x) =>
            Compile<double>([x], [y], options: new() { Optimizations = ~Optimizations.Fusion }),
        ["Run"] = (y, x) => Compile<double>([x], [y]).Bind((x, 0.5)).Run(),
    };

    public static TheoryData<string> PassNames => [.. Passes.Keys];

    [Theory]
    [MemberData(nameof(PassNames))]
    public void Visits_grow_with_the_length_of_a_chain(string pass) => Grows(pass, Chain, 50_000);

    [Theory]
    [MemberData(nameof(PassNames))]
    public void Visits_grow_with_the_nodes_and_not_with_the_paths(string pass) =>
        Grows(pass, Doubled, 30);

    [Fact]
    public void Building_visits_only_the_new_node()
    {
        var x = Variable("x");
        Assert.InRange(Counted.VisitsOf(() => Chain(x, 100_000)), 1, 100_000 * MostVisitsOfOneNode);
        Assert.InRange(Counted.VisitsOf(() => Doubled(x, 60)), 1, 60 * MostVisitsOfOneNode);
    }

    private static void Grows(string pass, Func<Variable, int, Expr> build, int n) => SmallStack.Run(() =>
    {
        var (visits, bytes) = Measured(pass, build, n);
        var (visitsOfTwice, bytesOfTwice) = Measured(pass, build, 2 * n);
        Assert.InRange(visitsOfTwice, 0, (2 * visits) + MostVisitsOfOneNode);
        Assert.InRange(visitsOfTwice, 0, 2 * n * MostVisitsOfOneNode);
        Assert.InRange(bytesOfTwice, 0, (2.5 * bytes) + GeneratedOnce);
    });

    /// <summary>What a pass over a new graph takes; what a node once found out about itself would be found again.</summary>
    private static (int Visits, long Bytes) Measured(string pass, Func<Variable, int, Expr> build, int n)
    {
        var x = Variable("x");
        var y = build(x, n);
        long bytes = 0;
        int visits = Counted.VisitsOf(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Passes[pass](y, x);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        return (visits, bytes);
    }

    private static Expr Chain(Variable x, int length)
    {
        Expr y = x;
        for (int i = 0; i < length; i++) y = new Counted(y);
        return y;
    }

    /// <summary>x + x, again and again: 2ⁿ paths lead to x.</summary>
    private static Expr Doubled(Variable x, int times)
    {
        Expr y = x;
        for (int i = 0; i < times; i++) y = new Counted(y + y);
        return y;
    }
}
