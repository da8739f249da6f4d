using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>Depth and sharing are ordinary: every pass is linear in the distinct nodes and uses no stack.</summary>
public class DeepGraphTests
{
    [Fact]
    public void A_chain_of_100_000_operators_goes_through_every_pass_on_a_small_stack() => OnSmallStack(() =>
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
    public void Doubling_60_times_is_60_nodes() => OnSmallStack(() =>
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

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try { action(); }
                catch (Exception e) { failure = e; }
            },
            1 << 20);
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("On the small stack: " + failure.Message, failure);
    }
}
