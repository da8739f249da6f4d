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
        AccuracyCase.Of<LogSigmoid>(x => -BigMath.LogAddExp(0, -(Big)x)),
    ];

    /// <summary>Where a difference of two logarithms is near 0, its relative error has no bound.</summary>
    private static Big? AwayFromZero(Big value) => value.Magnitude > -4 ? value : null;
}
