using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class CondTests
{
    private static readonly Variable X = Variable("x", [3]), A = Variable("a");

    private static (Variable, Value)[] At(double a) => [(X, Value.Of([0.5, -1.5, 2], 3)), (A, a)];

    private static Expr Chosen() => Sum(Cond(A > 1, () => Exp(X) * A, () => Sin(X * A) + Square(A)));

    [Fact]
    public void One_branch_is_computed()
    {
        Assert.Equal(2 * (Math.Exp(0.5) + Math.Exp(-1.5) + Math.Exp(2)), Chosen().Evaluate(At(2)), 1e-12);
        Assert.Equal(Math.Sin(0.25) - Math.Sin(0.75) + Math.Sin(1) + 0.75, Chosen().Evaluate(At(0.5)), 1e-12);
        // A factorisation that fails is not even begun.
        var matrix = Variable("M", [2, 2]);
        var y = Cond(A > 1, () => Sum(Cholesky(matrix)), () => Sum(matrix));
        var session = Compile<double>([matrix, A], [y]).Bind((matrix, Value.Of([-1.0, 0, 0, -1], 2, 2)), (A, 0.5));
        session.Run();
        Assert.Equal(-2, session.Scalar(y));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void Every_law_holds_of_a_choice(double a)
    {
        ControlLaw.Hold(Chosen(), At(a));
        var nested = Cond(A > 1, () => Cond(Sum(X) > 0, () => Exp(A), () => A), () => Square(A) * Sum(X));
        ControlLaw.Hold(nested, At(a));
    }

    [Fact]
    public void The_branch_not_taken_leaves_no_trace_in_a_gradient()
    {
        var y = Cond(A > 0, () => A, () => Log(A));
        Assert.Equal(1, Gradient(y, A).Evaluate((A, 1.0)));
        var undefined = Cond(A < 0, () => A, () => Sqrt(A));
        Assert.Equal(1, Gradient(undefined, A).Evaluate((A, -1.0)));
    }

    [Fact]
    public void A_branch_may_differentiate_a_loop_outside()
    {
        var x = Variable("x");
        var y = Scan([x, 2 * x], [], (s, _) => ([s[0] * Sin(s[1]), s[1] + (s[0] * x)], []), length: 3).Carried[0];
        var slope = Cond(x > 0, () => Gradient(y, x), () => 0);
        Assert.Equal(Gradient(y, x).Evaluate((x, 0.7)), slope.Evaluate((x, 0.7)), 1e-12);
        Assert.Equal(0, slope.Evaluate((x, -0.7)));
    }

    [Fact]
    public void Whole_numbers_and_conditions_come_out_as_such()
    {
        var results = Cond(A > 1, () => [Argument(X), Sum(X), X > 0], () => [Argument(-X), 2 * Sum(X), X < 0]);
        Assert.Equal([Kind.Integer, Kind.Real, Kind.Boolean], results.Select(r => r.Kind));
        var session = Compile<float>([X, A], results.AsSpan()).Bind(At(0.5));
        session.Run();
        Assert.Equal([1], session.ReadIntegers(results[0]).ToArray());
        Assert.Equal([2f], session.Read(results[1]).ToArray());
        Assert.Equal([0, 1, 0], session.ReadIntegers(results[2]).ToArray());
        Assert.Equal([2.0, 2, 2], Gradient(results[1], X).EvaluateTensor(At(0.5)).ToArray());

        static Expr Argument(Expr x) => ArgMax(x, 0);
    }

    [Fact]
    public void Branches_that_differ_are_a_sentence()
    {
        var shapes = Assert.Throws<ArgumentException>(() => Cond(A > 1, () => X, () => A));
        Assert.StartsWith(
            "Cond: one branch is Real [3], the other Real []. " +
            "Both must have the same shape and kind; broadcast or convert one of them.", shapes.Message);
        var condition = Assert.Throws<ArgumentException>(() => Cond(X > 1, () => A, () => A));
        Assert.StartsWith(
            "Cond: the condition is Boolean [3]; it must be a single condition. For a condition for each element use Where.",
            condition.Message);
        var count = Assert.Throws<ArgumentException>(() => Cond(A > 1, () => [A, A], () => [A]));
        Assert.Equal("Cond: one branch gives 2 results, the other 1. Both must give as many.", count.Message);
    }

    [Fact]
    public void A_number_takes_the_shape_of_the_other_branch() =>
        Assert.Equal([3], Cond(A > 1, () => X, () => 0).Shape.Select(d => d.Value));
}
