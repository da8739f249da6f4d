using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class FixedPointTests
{
    private static readonly Variable A = Variable("a"), W = Variable("w", [3, 3]), B = Variable("b", [3]);

    private static readonly (Variable, Value)[] At =
    [
        (W, Value.Of([0.3, -0.2, 0.1, 0.2, 0.1, -0.4, -0.1, 0.2, 0.3], 3, 3)),
        (B, Value.Of([0.5, -0.3, 1.2], 3)),
    ];

    [Fact]
    public void The_square_root_is_Herons_fixed_point()
    {
        var root = FixedPoint(1, x => (x + A / x) / 2);
        Assert.Equal(Math.Sqrt(7), root.Evaluate((A, 7.0)), 1e-14);
        Assert.Equal(0.5 / Math.Sqrt(7), Gradient(root, A).Evaluate((A, 7.0)), 1e-13);
        Assert.Equal(-0.25 / Math.Pow(7, 1.5), Gradient(Gradient(root, A), A).Evaluate((A, 7.0)), 1e-12);
        Assert.Equal(0.5 / Math.Sqrt(7), Jvp(root, (A, 1)).Evaluate((A, 7.0)), 1e-13);
        var session = Compile<float>([A], [root]).Bind((A, 7.0));
        session.Run();
        Assert.Equal(Math.Sqrt(7), session.Scalar(root), 1e-6);
    }

    [Fact]
    public void Every_law_holds_of_an_equilibrium()
    {
        var x = FixedPoint(new Literal(0, [3]), z => Tanh(Reshape(MatMul(W, Reshape(z, [3, 1])), [3]) + B));
        ControlLaw.Hold(Sum(Exp(x)), At);
    }

    [Fact]
    public void What_does_not_settle_is_a_sentence()
    {
        var lost = FixedPoint(1, x => x + A, most: 50);
        var failure = Assert.Throws<ArithmeticException>(() => lost.Evaluate((A, 1.0)));
        Assert.Equal(
            "FixedPoint: x still changed after 50 steps. f must be a contraction near its fixed point; " +
            "begin nearer to it, allow more steps or a larger tolerance.", failure.Message);
        var session = Compile<double>([A], [lost]).Bind((A, 1.0));
        Assert.Equal(failure.Message, Assert.Throws<ArithmeticException>(session.Run).Message);
    }

    [Fact]
    public void A_function_that_changes_the_shape_is_a_sentence()
    {
        var shape = Assert.Throws<ArgumentException>(() => FixedPoint(A, x => x * B));
        Assert.StartsWith(
            "FixedPoint: x begins as Real [] and f(x) is Real [3]. Both must be real and of one shape.", shape.Message);
        var limits = Assert.Throws<ArgumentException>(() => FixedPoint(A, x => x / 2, tolerance: 0));
        Assert.Equal(
            "FixedPoint: the tolerance is 0 and at most 1000 steps are tried. Both must be above 0.", limits.Message);
    }
}
