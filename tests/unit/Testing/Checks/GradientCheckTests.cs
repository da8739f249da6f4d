using Grad.Numerics;
using Grad.Testing;
using static Grad.Functions;

namespace Grad.Tests.Unit.Testing.Checks;

/// <summary>A check of gradients passes what is right, names what is wrong, and says so in sentences.</summary>
public class GradientCheckTests
{
    private readonly Variable w = Variable("w", [3]), b = Variable("b"), t = Variable("t", ["n", 3]);
    private readonly (Variable, Value)[] at;

    public GradientCheckTests() => at =
    [
        (w, new[] { 0.5, -1.25, 2.0 }), (b, 0.75), (t, new double[,] { { 1, 2, 3 }, { 0.5, -1, 0.25 } }),
    ];

    [Fact]
    public void A_right_gradient_passes_in_both_orders_and_with_both_probes()
    {
        var loss = Mean(Square(Tanh(w * t + b) - t));
        foreach (int order in new[] { 1, 2 })
        {
            var report = GradientCheck.Of(loss, [w, b], at, order).Require();
            Assert.Equal(order == 1 ? 4 : 20, report.Entries.Length);
            Assert.Empty(report.Skipped);
            var fast = GradientCheck.Of(loss, [w, b], at, order, Probe.Direction).Require();
            Assert.Equal(order == 1 ? 1 : 3, fast.Entries.Length);
        }
    }

    [Fact]
    public void The_whole_Jacobian_of_an_array_is_checked()
    {
        var report = GradientCheck.Of(w * t, [w], at).Require();
        Assert.Equal(18, report.Entries.Length);
        Assert.Contains(report.Entries, e => e is { Name: "∂y[1, 2]/∂w[2]", Reverse: 0.25 });
    }

    [Theory]
    [InlineData(Probe.Entries)]
    [InlineData(Probe.Direction)]
    public void A_wrong_operator_is_caught_and_the_entries_are_named(Probe probe)
    {
        var report = GradientCheck.Of(Sum(new WrongCube(w)) + Square(b), [w, b], at, probe: probe);
        Assert.False(report.Passed);
        Assert.Equal(["∂y/∂w[0]", "∂y/∂w[1]", "∂y/∂w[2]"], report.Disagreements.Select(e => e.Name));
        var failure = Assert.Throws<GradientCheckException>(() => report.Require());
        Assert.Same(report, failure.Report);
        Assert.Equal(report.ToString(), failure.Message);
    }

    [Fact]
    public void The_report_names_what_disagrees_first()
    {
        var y = Square(b) + Sum(new WrongCube(2 * w));
        Assert.Equal(
            """
            Gradient check of b² + Σ cube(2·w): 3 of 4 derivatives disagree.
              entry     reverse  forward  difference  allowed
              ∂y/∂w[0]  4        4        6           4.9e-10  reverse and forward disagree
              ∂y/∂w[1]  25       25       37.5        4.1e-10  reverse and forward disagree
              ∂y/∂w[2]  64       64       96          2.9e-10  reverse and forward disagree
              ∂y/∂b     1.5      1.5      1.5         4.9e-10
            """, GradientCheck.Of(y, [b, w], at).ToString());
    }

    [Fact]
    public void A_report_says_what_was_compared_in_a_sentence()
    {
        string Sentence(Expr y, params (Variable V, Value Value)[] at) =>
            GradientCheck.Of(y, [.. at.Select(a => a.V)], at).ToString().Split('\n')[0];
        Assert.Equal("Gradient check of b·b·b: 1 derivative agrees.", Sentence(b * b * b, (b, 0.75)));
        Assert.Equal("Gradient check of Σ w²: all 3 derivatives agree.",
            Sentence(Sum(Square(w)), (w, new[] { 1.0, 2, 3 })));
        Assert.Equal("Gradient check of Σ (|w|·w): 2 of 3 derivatives agree, 1 skipped.",
            Sentence(Sum(Abs(w) * w), (w, new[] { 0.0, 1, 2 })));
        Assert.Equal("Gradient check of |b|: the derivative cannot be compared at this point; move it.",
            Sentence(Abs(b), (b, 0.0)));
        Assert.Equal("Gradient check of Σ |w|: none of 3 derivatives can be compared at this point; move it.",
            Sentence(Sum(Abs(w)), (w, new double[3])));
        Assert.Equal("Gradient check of b²: there is no derivative to compare.",
            GradientCheck.Of(Square(b), [], [(b, 1.0)]).ToString());
    }

    [Fact]
    public void What_cannot_be_compared_is_skipped_with_a_reason_and_does_not_pass()
    {
        string? Reason(Expr y, double value) => GradientCheck.Of(y, [b], [(b, value)]) is { Passed: false } report
            ? report.Entries.Single().Skipped : null;
        Assert.Equal("abs has a kink within the step", Reason(Abs(b), 0));
        Assert.Equal("less has a kink within the step", Reason(Where(b < 1, b, Square(b)), 1));
        Assert.Equal("the expression is not finite within the step", Reason(Log(b), 0));
        Assert.Null(Reason(Abs(b), 1e-3)); // narrower steps are tried
    }

    [Fact]
    public void Long_reports_are_cut()
    {
        var v = Variable("v", [30]);
        var report = GradientCheck.Of(Sum(new WrongCube(v)) + Sum(v), [v], [(v, new double[30])]);
        Assert.EndsWith("\n  … and 10 more", report.ToString(), StringComparison.Ordinal);
    }

    // Found by the random expressions, seed bzDMCdPHBH51: where the value is small and the point is not, the rounding
    // of
    // the moved point is most of the quotient's error.
    [Fact]
    public void The_rounding_of_the_moved_point_is_allowed_for()
    {
        for (int i = 0; i < 3000; i++)
            GradientCheck.Of(Cos(b), [b], [(b, -1.5698366165161133 + i * 1e-7)]).Require();
    }

    [Fact]
    public void Another_order_is_refused() => Assert.Equal(
        "GradientCheck: the order is 3. Ask for 1, the derivatives, or 2, those of the gradient too.",
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Of(b, [b], [(b, 1.0)], order: 3)).Message);

    private sealed class WrongCube(Expr x) : Unary<WrongCube>(x), IUnary<WrongCube>
    {
        public static string Name => "cube";

        public static double Scalar(double x) => x * x * x;

        public static Expr? Partial(Expr x, Expr y) => 2 * Square(x); // wrong on purpose

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x;
    }
}
