using static Grad.Functions;

namespace Grad.Tests.Unit.Operators;

/// <summary>Where several elements are the largest or the smallest: the conventions of ties.</summary>
public sealed class TieTests
{
    private static readonly Variable X = Variable("x"), Y = Variable("y");
    private static readonly Variable V = Variable("v", ["n"]), M = Variable("M", ["n", 3]), D = Variable("D", ["n", 3]);

    public static TheoryData<bool> Largest => [true, false];

    [Theory]
    [MemberData(nameof(Largest))]
    public void Two_numbers_share_the_derivative_at_a_tie_and_only_there(bool largest)
    {
        var z = largest ? Maximum(X, Y) : Minimum(X, Y);
        var (left, right) = Gradients(z, X, Y);
        foreach (var (x, y) in new[] { (2.0, 2.0), (1.0, 2.0), (2.0, 1.0) })
        {
            double chosen = x == y ? 0.5 : x > y == largest ? 1 : 0;
            (Variable, Value)[] at = [(X, x), (Y, y)];
            Assert.Equal((chosen, 1 - chosen), (left.Evaluate(at), right.Evaluate(at)));
            Assert.Equal(chosen, Jvp(z, (X, 1)).Evaluate(at));
            Assert.Equal(1 - chosen, Jvp(z, (Y, 1)).Evaluate(at));
        }
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void A_literal_leaves_no_derivative_at_a_tie(bool largest)
    {
        Expr[] either = largest ? [Maximum(X, 2), Maximum(2, X)] : [Minimum(X, 2), Minimum(2, X)];
        Assert.All(either, z => Assert.Equal(0, Gradient(z, X).Evaluate((X, 2.0))));
        Assert.All(either, z => Assert.Equal(largest ? 1 : 0, Gradient(z, X).Evaluate((X, 3.0))));
    }

    [Fact]
    public void Relu_and_Abs_are_flat_at_zero()
    {
        Assert.Equal(0, Gradient(Relu(X), X).Evaluate((X, 0.0)));
        Assert.Equal(0, Gradient(Abs(X), X).Evaluate((X, 0.0)));
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void All_largest_elements_share_the_derivative_evenly(bool largest)
    {
        double sign = largest ? 1 : -1;
        var slope = Gradient(Extreme(V, largest), V);
        double[] Slopes(params double[] data) => Both(slope, (V, data.Select(e => sign * e).ToArray()));
        Assert.Equal([0, 0.5, 0, 0.5], Slopes(1, 3, 2, 3));
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Slopes(7, 7, 7, 7));
        Assert.Equal([1], Slopes(-4));
        Assert.Equal([0.5, 0.5, 0], Slopes(double.PositiveInfinity, double.PositiveInfinity, 1));
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void Ties_are_shared_along_the_axis_only(bool largest)
    {
        double sign = largest ? 1 : -1;
        double[,] data = { { 5, 5, 1 }, { 5, 2, 9 } };
        for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) data[i, j] *= sign;
        Assert.Equal([0.5, 1, 0, 0.5, 0, 1], Both(Gradient(Sum(Extreme(M, largest, 0)), M), (M, data)));
        Assert.Equal([0.5, 0.5, 0, 0, 0, 1], Both(Gradient(Sum(Extreme(M, largest, 1)), M), (M, data)));
        // The forward pass moves the largest by the mean of the tied elements' moves.
        double[,] moves = { { 1, 2, 3 }, { 4, 5, 6 } };
        var moved = Jvp(Extreme(M, largest, 1), (M, D));
        Assert.Equal([1.5, 6], moved.EvaluateTensor((M, data), (D, moves)).ToArray());
    }

    private static Expr Extreme(Expr x, bool largest, Axes? axes = null) => largest ? Max(x, axes) : Min(x, axes);

    /// <summary>What is interpreted, after a look that what is compiled is the same.</summary>
    private static double[] Both(Expr y, (Variable Variable, Value Value) at)
    {
        double[] interpreted = y.EvaluateTensor(at).ToArray();
        var session = Compile<double>([at.Variable], [y]).Bind(at);
        session.Run();
        Assert.Equal(interpreted, session.Read(y).ToArray());
        return interpreted;
    }
}
