using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Hyperbolic functions and their inverses.</content>
public static partial class LaneMath
{
    /// <summary>sinh x.</summary>
    [MethodImpl(Called)]
    public static V Sinh<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V p = Expm1Reduced(V.LesserOrSecond(Constant<V>(712, 91), magnitude), out V n);
        V far = ScaleNearOne(V.One - Reflected(p, n) + p, n - V.One);
        V z = x * x;
        V near = V.Fma(magnitude * z, SinhTail(z), magnitude);
        return V.CopySign(V.Select(V.LessThan(magnitude, V.One), near, far), x);
    }

    /// <summary>cosh x.</summary>
    [MethodImpl(Called)]
    public static V Cosh<V>(V x) where V : struct, ILanes<V>
    {
        V p = Expm1Reduced(V.LesserOrSecond(Constant<V>(712, 91), V.Abs(x)), out V n);
        return ScaleNearOne(V.One + Reflected(p, n) + p, n - V.One);
    }

    /// <summary>arsinh x.</summary>
    [MethodImpl(Called)]
    public static V Asinh<V>(V x) where V : struct, ILanes<V>
    {
        // ln(1 + z) with z = |x| + x²/(1 + √(1 + x²)); for great |x|, ln |x| + ln 2.
        V magnitude = V.Abs(x);
        V great = V.GreaterThan(magnitude, Constant<V>(1e18, 1e9));
        V square = V.Select(great, V.One, x * x);
        V second = square / (V.One + V.Sqrt(V.One + square));
        V z = magnitude + second;
        V rest = magnitude - z + second;
        V result = Log1pOfSum(V.Select(great, magnitude, z), V.Select(great, V.Zero, rest));
        return V.CopySign(result + (great & V.Constant(0.6931471805599453)), x);
    }

    /// <summary>arcosh x, x ≥ 1; NaN below.</summary>
    [MethodImpl(Called)]
    public static V Acosh<V>(V x) where V : struct, ILanes<V>
    {
        // ln(1 + z) with z = t + √(t·(x + 1)), t = x − 1; for great x, ln x + ln 2.
        V great = V.GreaterThan(x, Constant<V>(1e18, 1e9));
        V t = V.Select(great, V.One, x) - V.One;
        V sum = t + V.Constant(2);
        V product = t * sum;
        V lost = V.Fma(t, sum, -product) + t * (V.Constant(2) - sum + t);
        V root = V.Sqrt(product);
        V rootRest = (V.Fma(-root, root, product) + lost) / (root + root);
        V z = root + t;
        V rest = root - z + t + rootRest;
        rest = V.Select(great | V.Equal(root, V.Zero), V.Zero, rest);
        return Log1pOfSum(V.Select(great, x, z), rest) + (great & V.Constant(0.6931471805599453));
    }

    /// <summary>artanh x; ±∞ at ±1, NaN beyond.</summary>
    [MethodImpl(Called)]
    public static V Atanh<V>(V x) where V : struct, ILanes<V>
    {
        // ½ ln(1 + 2|x|/(1 − |x|)), the quotient with its remainder.
        V magnitude = V.Abs(x);
        V twice = magnitude + magnitude;
        V denominator = V.One - magnitude;
        V denominatorRest = V.One - denominator - magnitude;
        V quotient = twice / denominator;
        V rest = V.Fma(-quotient, denominatorRest, V.Fma(-quotient, denominator, twice)) / denominator;
        rest = V.Select(V.IsFinite(quotient), rest, V.Zero);
        return V.CopySign(V.Constant(0.5) * Log1pOfSum(quotient, rest), x) + (x - x);
    }

    /// <summary>e^−|x| / 2ⁿ from e^|x| = 2ⁿ·(1 + p).</summary>
    [MethodImpl(Inline)]
    private static V Reflected<V>(V p, V n) where V : struct, ILanes<V> =>
        ScaleNearOne(V.One / (V.One + p), -(n + n));

    /// <summary>(sinh x − x) / x³ as a function of z = x² ≤ 1.</summary>
    [MethodImpl(Inline)]
    private static V SinhTail<V>(V z) where V : struct, ILanes<V>
    {
        if (!V.IsDouble) return Polynomial.Evaluate(z, [0.16666667, 0.0083333105, 0.00019842896, 2.782213e-06]);
        return Polynomial.Evaluate(z,
            [0.16666666666666669, 0.008333333333332912, 0.00019841269841593337, 2.755731910681258e-06,
            2.5052130983949282e-08, 1.605666079802994e-10, 7.776535941103146e-13]);
    }
}
