using Grad.Numerics;
using Grad.Tests.Unit.Lanes;
using static Grad.Functions;

namespace Grad.Tests.Unit.Operators;

/// <summary>Values and derivatives at the points where a convention decides.</summary>
public sealed class ConventionTests
{
    private static readonly Variable X = Variable("x"), Y = Variable("y");

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(-1.5, 0)]
    [InlineData(1.5, 0)]
    public void Clamp_keeps_a_parameter_on_its_bound_alive(double x, double slope) =>
        Assert.Equal(slope, Gradient(Clamp(X, -1, 1), X).Evaluate((X, x)));

    [Fact]
    public void Clamp_leaves_nothing_to_the_bound_that_is_met()
    {
        var low = Variable("low");
        var (dx, dLow, dHigh) = Gradients(Clamp(X, low, Y), X, low, Y);
        foreach (double x in new[] { -1.0, 1 })
        {
            (Variable, Value)[] at = [(X, x), (low, -1.0), (Y, 1.0)];
            Assert.Equal((1, 0, 0), (dx.Evaluate(at), dLow.Evaluate(at), dHigh.Evaluate(at)));
        }
    }

    [Fact]
    public void Clamp_survives_simplification() => Assert.IsType<Clamp>(Simplify(Clamp(X, -1, 1)));

    [Fact]
    public void Clamp_between_crossed_bounds_is_the_upper_one()
    {
        var low = Variable("low");
        var y = Clamp(X, low, Y);
        var (dx, dLow, dHigh) = Gradients(y, X, low, Y);
        (Variable, Value)[] at = [(X, 0.0), (low, 2.0), (Y, 1.0)];
        Assert.Equal((1, 0, 0, 1), (y.Evaluate(at), dx.Evaluate(at), dLow.Evaluate(at), dHigh.Evaluate(at)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.PositiveInfinity)]
    public void A_norm_at_the_origin_has_no_slope_and_of_nothing_is_zero(double p)
    {
        var v = Variable("v", ["n"]);
        var (norm, slope) = (Norm(v, p: p), Gradient(Norm(v, p: p), v));
        Assert.Equal([0, 0, 0], slope.EvaluateTensor((v, new double[3])).ToArray());
        Assert.Equal(0, norm.Evaluate((v, Array.Empty<double>())));
        Assert.Equal([double.NaN], slope.EvaluateTensor((v, new[] { double.NaN })).ToArray());
    }

    [Fact]
    public void NaN_does_not_vanish_from_a_median_or_a_gradient()
    {
        var v = Variable("v", [3]);
        double[] at = [1, double.NaN, 2];
        Assert.Equal(double.NaN, Median(v).Evaluate((v, at)));
        foreach (var y in new[] { LogSumExp(v), StandardDeviation(v) })
            Assert.All(Gradient(y, v).EvaluateTensor((v, at)).ToArray(), g => Assert.Equal(double.NaN, g));
    }

    [Fact]
    public void A_diagonal_far_outside_is_empty()
    {
        var m = Variable("m", [2, 2]);
        foreach (int offset in new[] { 2, int.MaxValue, -2, int.MinValue })
            Assert.Empty(Diagonal(m, offset).EvaluateTensor((m, new double[2, 2])).ToArray());
    }

    [Fact]
    public void Hypot_at_the_origin_has_no_slope() => Slopes(Hypot(X, Y), 0, 0, 0, 0);

    [Fact]
    public void Hypot_and_its_slope_do_not_overflow() => Slopes(Hypot(X, Y), 6e-200, 8e-200, 0.6, 0.8);

    [Fact]
    public void The_slope_of_Atan2_at_the_origin_is_undefined() => Slopes(Atan2(Y, X), 0, 0, double.NaN, double.NaN);

    [Fact]
    public void The_slope_of_Atan2_does_not_underflow() => Slopes(Atan2(Y, X), 3e-170, 4e-170, -1.6e169, 1.2e169);

    [Fact]
    public void Xlogy_at_zero_has_the_slope_log_y() => Slopes(Xlogy(X, Y), 0, 1, 0, 0);

    [Fact]
    public void Xlogy_of_two_zeros_is_flat() => Slopes(Xlogy(X, Y), 0, 0, 0, 0);

    [Fact]
    public void Xlogy_of_zero_and_a_negative_number_is_zero_and_flat()
    {
        Assert.Equal(0, Xlogy(X, Y).Evaluate((X, 0.0), (Y, -2.0)));
        Slopes(Xlogy(X, Y), 0, -2, 0, 0);
    }

    [Fact]
    public void Xlog1py_at_minus_one_is_zero_and_flat() => Slopes(Xlog1py(X, Y), 0, -1, 0, 0);

    [Fact]
    public void LogAddExp_of_two_minus_infinities_is_minus_infinity_and_flat()
    {
        double none = double.NegativeInfinity;
        Assert.Equal(none, LogAddExp(X, Y).Evaluate((X, none), (Y, none)));
        Slopes(LogAddExp(X, Y), none, none, 0, 0);
    }

    [Fact]
    public void LogAddExp_keeps_the_small_term() =>
        Assert.Equal(Math.Exp(-40), LogAddExp(X, 0).Evaluate((X, -40.0)), 1e-33);

    [Fact]
    public void CopySign_at_zero_has_no_slope() => Slopes(CopySign(X, Y), 0, -1, 0, 0);

    [Fact]
    public void Slopes_at_the_ends_of_a_domain_are_limits()
    {
        Assert.Equal(double.PositiveInfinity, Gradient(Cbrt(X), X).Evaluate((X, 0.0)));
        Assert.Equal(double.NegativeInfinity, Gradient(XlogX(X), X).Evaluate((X, 0.0)));
        Assert.Equal(double.PositiveInfinity, Gradient(Asin(X), X).Evaluate((X, 1.0)));
        Assert.Equal(double.NegativeInfinity, Gradient(Acos(X), X).Evaluate((X, -1.0)));
        Assert.Equal(double.PositiveInfinity, Gradient(Acosh(X), X).Evaluate((X, 1.0)));
    }

    [Fact]
    public void Slopes_of_slopes_do_not_cancel()
    {
        // Leading terms of the series, exact to double at these points.
        Close(1e-9, Second(Asin(X)).Evaluate((X, 1e-9)));
        Close(-1e-9, Second(Acos(X)).Evaluate((X, 1e-9)));
        Close(2e-9, Second(Atanh(X)).Evaluate((X, 1e-9)));
        Close(1e-16, Second(Hypot(X, 1e-8)).Evaluate((X, 1.0)));
        Close(-1e-9 / 3, Gradient(Sinc(X), X).Evaluate((X, 1e-9)));
        Close(-1.0 / 3, Second(Sinc(X)).Evaluate((X, 0.0)));
        Close(-Math.Exp(-50), Second(Expm1(X)).Evaluate((X, -50.0)) * -1);
        Close(-Math.Exp(-50), Second(Log1mExp(X)).Evaluate((X, -50.0)));
    }

    [Fact]
    public void Remainders_are_exact_and_take_their_sign_from_the_divisor_or_the_dividend()
    {
        double[] samples =
            [.. LaneSamples.Special<double>(), .. LaneSamples.Of<double>().Where((_, i) => i % 397 == 0)];
        foreach (double x in samples)
        {
            foreach (double y in samples.Where((_, i) => i % 3 == 0))
            {
                double rest = LaneMath.Fmod(new Lanes1<double>(x), new Lanes1<double>(y)).Value;
                LaneArrays.SameBits(x % y, rest, $"{x:R} mod {y:R}");
                double remainder = Remainder.Scalar(x, y);
                bool same = remainder == rest || (remainder == rest + y && Opposed(rest, y)) || double.IsNaN(remainder);
                Assert.True(same && (double.IsNaN(remainder) == double.IsNaN(rest)), $"{x:R}, {y:R}: {remainder:R}");
                Assert.False(Opposed(remainder, y), $"{x:R}, {y:R}: {remainder:R}");
            }
        }
    }

    [Fact]
    public void A_negative_order_is_refused() => Assert.Equal(
        "Polygamma: the order is -1; a derivative has an order from 0 on. In: x; with 'x' [] (ConventionTests.cs:10).",
        Assert.Throws<ArgumentException>(() => Polygamma(-1, X)).Message);

    private static bool Opposed(double x, double y) => (x < 0 && y > 0) || (x > 0 && y < 0);

    private static void Slopes(Expr z, double x, double y, double dx, double dy)
    {
        var (left, right) = Gradients(z, X, Y);
        Close(dx, left.Evaluate((X, x), (Y, y)));
        Close(dy, right.Evaluate((X, x), (Y, y)));
    }

    private static Expr Second(Expr y) => Gradient(Gradient(y, X), X);

    private static void Close(double expected, double actual)
    {
        if (!double.IsFinite(expected)) Assert.Equal(expected, actual);
        else Assert.Equal(expected, actual, 1e-14 * Math.Abs(expected));
    }
}
