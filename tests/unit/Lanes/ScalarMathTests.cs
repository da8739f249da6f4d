using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

public sealed class ScalarMathTests
{
    [Fact]
    public void Log1p_agrees_with_the_lanes() => Agree(ScalarMath.Log1p, LaneMath.Log1p);

    [Fact]
    public void Expm1_agrees_with_the_lanes() => Agree(ScalarMath.Expm1, LaneMath.Expm1);

    [Theory]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(-double.Epsilon, -double.Epsilon)]
    public void Log1p_of_special_values(double x, double expected) => Assert.Equal(expected, ScalarMath.Log1p(x));

    [Theory]
    [InlineData(double.NegativeInfinity, -1)]
    [InlineData(-800, -1)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(800, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(-double.Epsilon, -double.Epsilon)]
    public void Expm1_of_special_values(double x, double expected) => Assert.Equal(expected, ScalarMath.Expm1(x));

    [Fact]
    public void The_sign_of_zero_is_kept()
    {
        Assert.True(double.IsNegative(ScalarMath.Log1p(-0.0)));
        Assert.True(double.IsNegative(ScalarMath.Expm1(-0.0)));
    }

    [Fact]
    public void Each_is_the_inverse_of_the_other()
    {
        foreach (double x in LaneSamples.Of<double>().Where(x => Math.Abs(x) < 0.5))
        {
            double error = LaneSamples.Ulps(ScalarMath.Log1p(ScalarMath.Expm1(x)), x);
            Assert.True(error <= 8, $"x = {x:R}: {error:F2} ulps");
        }
    }

    private static void Agree(Func<double, double> scalar, Func<Lanes1<double>, Lanes1<double>> lanes)
    {
        foreach (double x in LaneSamples.Of<double>())
        {
            double error = LaneSamples.Ulps(scalar(x), lanes(new(x)).Value);
            Assert.True(error <= 4, $"x = {x:R}: {error:F2} ulps");
        }
    }
}
