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
    public void Of_nothing_all_has_been_found()
    {
        var none = Variable("none", ["n"]);
        var x = FixedPoint(none, v => v / 2);
        (Variable, Value) at = (none, Array.Empty<double>());
        Assert.Empty(x.EvaluateTensor(at).ToArray());
        var session = Compile<float>([none], [x]).Bind(at);
        session.Run();
        Assert.Empty(session.Read(x).ToArray());
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

    [Fact]
    public void A_root_is_found_with_its_derivatives()
    {
        var cube = Root(1, x => x * x * x - A);
        Assert.Equal(Math.Cbrt(5), cube.Evaluate((A, 5.0)), 1e-15);
        Assert.Equal(Math.Pow(5, -2.0 / 3) / 3, Gradient(cube, A).Evaluate((A, 5.0)), 1e-15);
        Assert.Equal(-2 * Math.Pow(5, -5.0 / 3) / 9, Gradient(Gradient(cube, A), A).Evaluate((A, 5.0)), 1e-14);
        var session = Compile<float>([A], [cube, Gradient(cube, A)]).Bind((A, 5.0));
        session.Run();
        Assert.Equal(Math.Cbrt(5), session.Scalar(cube), 1e-6);

        // Three equations in three unknowns.
        var both = Root(new Literal(0.5, [3]), x => Tanh(Reshape(MatMul(W, Reshape(x, [3, 1])), [3])) - x + B);
        ControlLaw.Hold(Sum(Exp(both)), At);
        var (all, bs) = Batch(both, "n", B);
        Assert.Equal(
            both.EvaluateTensor(At).ToArray(),
            all.EvaluateTensor(At[0], (bs, Value.Of([0.5, -0.3, 1.2], 1, 3))).ToArray(), (p, q) => Math.Abs(p - q) < 1e-14);
    }

    [Fact]
    public void A_root_that_is_not_there_is_a_sentence()
    {
        Assert.Equal(
            "Root: x still changed after 30 steps of Newton's method. Begin nearer to the root, where the Jacobian is regular, " +
            "or allow a larger tolerance.",
            Assert.Throws<ArithmeticException>(() => Root(1, x => x * x + A, most: 30).Evaluate((A, 1.0))).Message);
        Assert.StartsWith(
            "Root: x begins as Real [3] and f(x) is Real []. Both must be real: a number each, or vectors of one length.",
            Assert.Throws<ArgumentException>(() => Root(B, x => Sum(x))).Message);
        Assert.Equal(
            "Root: the tolerance is the default and at most 0 steps are tried. Both must be above 0.",
            Assert.Throws<ArgumentException>(() => Root(A, x => x, most: 0)).Message);
    }
}
