using Grad.Tests.Unit.Lanes;

namespace Grad.Tests.Unit.Operators;

/// <summary>The operators whose accuracy is measured, each with its value to 256 bits.</summary>
internal static class AccuracyCases
{
    public static readonly AccuracyCase[] All =
    [
        AccuracyCase.Of<Reciprocal>(x => x == 0 ? null : 1 / (Big)x),
        AccuracyCase.Of<Rsqrt>(x => 1 / Big.Sqrt(x)),
        AccuracyCase.Of<Cbrt>(x => BigMath.Cbrt(x)),
        AccuracyCase.Of<Hypot>((x, y) => Big.Sqrt((Big)x * x + (Big)y * y)),
        AccuracyCase.Of<Direction>((x, y) => x == 0 ? 0 : x / Big.Sqrt((Big)x * x + (Big)y * y)),
        AccuracyCase.Of<Exp2>(x => BigMath.Exp(x * BigMath.Ln2)),
        AccuracyCase.Of<Expm1>(x => BigMath.Expm1(x)),
        AccuracyCase.Of<Log2>(x => BigMath.Log(x) / BigMath.Ln2),
        AccuracyCase.Of<Log10>(x => BigMath.Log(x) / BigMath.Log(10)),
        AccuracyCase.Of<Log1p>(x => BigMath.Log1p(x)),
        AccuracyCase.Of<Log1mExp>(x => BigMath.Log1mExp(x)),
        AccuracyCase.Of<LogAddExp>((x, y) => AwayFromZero(BigMath.LogAddExp(x, y))),
        AccuracyCase.Of<XlogX>(x => x == 0 ? 0 : x * BigMath.Log(x)),
        AccuracyCase.Of<Xlogy>((x, y) => x * BigMath.Log(y)),
        AccuracyCase.Of<Xlog1py>((x, y) => x * BigMath.Log1p(y)),
        AccuracyCase.Of<Tan>(x => BigMath.Tan(x)),
        AccuracyCase.Of<Sinc>(x => x == 0 ? 1 : BigMath.SinCos(x).Sin / x),
        AccuracyCase.Of<OneMinusSquare>(x => (1 - (Big)x) * (1 + (Big)x)),
        AccuracyCase.Of<Asin>(x => BigMath.Asin(x)),
        AccuracyCase.Of<Acos>(x => BigMath.Acos(x)),
        AccuracyCase.Of<Atan>(x => BigMath.Atan(x)),
        AccuracyCase.Of<Atan2>((y, x) => y == 0 || x == 0 ? null : BigMath.Atan2(y, x)),
        AccuracyCase.Of<Sinh>(x => BigMath.Sinh(x)),
        AccuracyCase.Of<Cosh>(x => BigMath.Cosh(x)),
        AccuracyCase.Of<Asinh>(x => BigMath.Asinh(x)),
        AccuracyCase.Of<Acosh>(x => BigMath.Acosh(x)),
        AccuracyCase.Of<Atanh>(x => BigMath.Atanh(x)),
        AccuracyCase.Of<Softplus>(x => BigMath.LogAddExp(0, x)),
        AccuracyCase.Of<LogSigmoid>(x => -BigMath.LogAddExp(0, -(Big)x)),
        AccuracyCase.Of<Softsign>(x => x / (1 + ((Big)x).Abs())),
        AccuracyCase.Of<TanhShrink>(x => Math.Abs(x) < 1e5 ? BigMath.TanhShrink(x) : null),
        AccuracyCase.OfOrdered<SincSlope>(1, x => Math.Abs(x) < 4 ? BigMath.SphericalBesselRatio(1, x) : null),
        AccuracyCase.OfOrdered<SincSlope>(3, x => Math.Abs(x) < 6 ? BigMath.SphericalBesselRatio(3, x) : null),
        AccuracyCase.Of<Erf>(x => Math.Abs(x) < 8 ? BigMath.Erf(x) : Math.Sign(x)),
        AccuracyCase.Of<Erfc>(x => Math.Abs(x) < 28 ? BigMath.Erfc(x) : x < 0 ? 2 : 0),
        AccuracyCase.Of<ErfInv>(y => BigMath.ErfInv(y, ErfInv.Scalar(y))),
        AccuracyCase.Of<LogNdtr>(x => BigMath.LogNdtr(x)),
        AccuracyCase.Of<NormalHazard>(x => BigMath.Hazard(x)),
        AccuracyCase.OfOrdered<NormalTail>(1, x => Math.Abs(x) < 1e9 ? BigMath.NormalTail(1, x) : null),
        AccuracyCase.OfOrdered<NormalTail>(2, x => Math.Abs(x) < 1e9 ? BigMath.NormalTail(2, x) : null),
        AccuracyCase.OfOrdered<NormalTail>(4, x => Math.Abs(x) < 1e5 ? BigMath.NormalTail(4, x) : null),
        AccuracyCase.Of<Lgamma>(x => x is 1 or 2 ? 0 : x > 0 ? BigMath.Lgamma(x) : BetweenPoles(x, BigMath.Lgamma)),
        AccuracyCase.Of<Digamma>(x => x > 0 ? BigMath.Digamma(x) : BetweenPoles(x, BigMath.Digamma)),
        AccuracyCase.Of<Trigamma>(x => x > 0 ? BigMath.Polygamma(1, x) : BetweenPoles(x, a => BigMath.Polygamma(1, a))),
        AccuracyCase.OfOrdered<Polygamma>(
            2, x => x > 0 ? BigMath.Polygamma(2, x) : BetweenPoles(x, a => BigMath.Polygamma(2, a))),
        AccuracyCase.OfOrdered<Polygamma>(
            5, x => x > 1e6 ? null : x > 0 ? BigMath.Polygamma(5, x) : BetweenPoles(x, a => BigMath.Polygamma(5, a))),
        AccuracyCase.Of<BesselI0>(x => Math.Abs(x) < 720 ? BigMath.BesselRatio(0, x) : null),
        AccuracyCase.Of<BesselI1>(x => Math.Abs(x) < 720 ? x * BigMath.BesselRatio(1, x) : null),
        AccuracyCase.OfOrdered<BesselRatio>(1, x => Math.Abs(x) < 90 ? BigMath.BesselRatio(1, x) : null),
        AccuracyCase.OfOrdered<BesselRatio>(2, x => Math.Abs(x) < 90 ? BigMath.BesselRatio(2, x) : null),
        AccuracyCase.OfOrdered<BesselRatio>(4, x => Math.Abs(x) < 90 ? BigMath.BesselRatio(4, x) : null),
    ];

    /// <summary>A function with poles at 0, −1, −2, … at negative numbers, where it is at least 1.</summary>
    private static Big? BetweenPoles(double x, Func<Big, Big> function) =>
        x > -40 && x != Math.Round(x) && function(x) is { Magnitude: >= 0 } value ? value : null;

    /// <summary>Where a difference of greater numbers is near 0, its relative error has no bound.</summary>
    private static Big? AwayFromZero(Big value) => value.Magnitude > -4 ? value : null;
}
