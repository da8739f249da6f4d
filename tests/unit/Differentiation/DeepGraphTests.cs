using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>Depth and sharing are ordinary: every pass is linear in the distinct nodes and uses no stack.</summary>
public class DeepGraphTests
{
    [Fact]
    public void A_chain_of_100_000_operators_goes_through_every_pass_on_a_small_stack() => SmallStack.Run(() =>
    {
        var x = Variable("x");
        Expr y = x;
        for (int i = 0; i < 50_000; i++) y = Sin(y) + 1;
        var slope = Gradient(y, x);
        Assert.True(Graph.TopologicalOrder(slope).Count < 400_000);
        Assert.True(y.ToString().Length < 20_000);
        Assert.True(Simplify(slope).ToString().Length < 20_000);
        double value = y.Evaluate((x, 0.5));
        var function = Compile<double>([x], [y]);
        var session = function.Bind((x, 0.5));
        session.Run();
        Assert.Equal(value, session.Scalar(y), 1e-9);
    });

    [Fact]
    public void Doubling_60_times_is_60_nodes() => SmallStack.Run(() =>
    {
        var x = Variable("x");
        Expr y = x;
        for (int i = 0; i < 60; i++) y += y;
        Assert.Equal(61, Graph.TopologicalOrder(y).Count);
        Assert.Equal(Math.Pow(2, 60), Gradient(y, x).Evaluate((x, 1)));
        Assert.Equal("1.152921504606847E+18", Simplify(Gradient(y, x)).ToString());
        Assert.True(y.ToString().Length < 10_000);
        var session = Compile<double>([x], [y]).Bind((x, 1));
        session.Run();
        Assert.Equal(Math.Pow(2, 60), session.Scalar(y));
    });

    [Fact]
    public void Squaring_60_times_can_be_differentiated() => SmallStack.Run(() =>
    {
        // Whether a partial is finite is decided by a degree that is found once for each node, not along each path.
        var x = Variable("x");
        Expr y = x;
        for (int i = 0; i < 60; i++) y *= y;
        var slope = Gradient(y, x);
        Assert.True(Graph.TopologicalOrder(slope).Count < 300);
        Assert.Equal(Math.Pow(2, 60), slope.Evaluate((x, 1)));
    });

    [Fact]
    public void A_product_of_100_000_factors_can_be_differentiated() => SmallStack.Run(() =>
    {
        var x = Variable("x");
        Expr y = x;
        for (int i = 1; i < 100_000; i++) y = x * y;
        Assert.Equal(100_000, Gradient(y, x).Evaluate((x, 1)));
    });
}
