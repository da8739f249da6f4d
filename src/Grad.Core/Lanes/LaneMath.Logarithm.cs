using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Logarithms.</content>
public static partial class LaneMath
{
    /// <summary>ln x; −∞ at ±0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log<V>(V x) where V : struct, ILanes<V>
    {
        V f = ReducedForLog(x, out V e) - V.One;
        return V.Select(V.LessThan(x, V.Zero), V.Constant(double.NaN), LogOfReduced(e, f, V.Zero));
    }

    /// <summary>log₂ x, exact for powers of two; −∞ at ±0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log2<V>(V x) where V : struct, ILanes<V>
    {
        V f = ReducedForLog(x, out V e) - V.One;
        V log = LogOfReduced(V.Zero, f, V.Zero);
        V low = log * Constant<V>(2.0355273740931033e-17, 1.9259629911266175e-08);
        V y = e + V.Fma(log, Constant<V>(1.4426950408889634, 1.4426950216293335), low);
        return V.Select(V.LessThan(x, V.Zero), V.Constant(double.NaN), y);
    }

    /// <summary>log₁₀ x; −∞ at ±0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log10<V>(V x) where V : struct, ILanes<V>
    {
        V f = ReducedForLog(x, out V e) - V.One;
        V log = LogOfReduced(V.Zero, f, V.Zero);
        V low = log * Constant<V>(1.098319650216765e-17, -1.0103050052231683e-08);
        low = V.Fma(e, Constant<V>(5.270742310347266e-17, 1.5481333490135613e-08), low);
        V y = V.Fma(log, Constant<V>(0.4342944819032518, 0.4342944920063019), low);
        y = V.Fma(e, Constant<V>(0.30102999566398114, 0.3010299801826477), y);
        return V.Select(V.LessThan(x, V.Zero), V.Constant(double.NaN), y);
    }

    /// <summary>ln(1 + x), accurate near 0; −∞ at −1, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log1p<V>(V x) where V : struct, ILanes<V>
    {
        V u = V.One + x;
        V lost = V.Select(V.GreaterThan(x, V.One), V.One - (u - x), x - (u - V.One));
        V m = ReducedForLog(u, out V e);
        // Where 1 + x needs no scaling, x itself is the exact argument; elsewhere ln(u + lost) ≈ ln u + lost / u.
        V near = V.Equal(e, V.Zero);
        V f = V.Select(near, x, m - V.One);
        V correction = V.Select(V.IsFinite(e) & ~near, lost / u, V.Zero);
        V y = V.Select(V.LessThan(x, -V.One), V.Constant(double.NaN), LogOfReduced(e, f, correction));
        return V.Select(V.LessThan(V.Abs(x), Negligible<V>()), x, y);
    }

    /// <summary>ln(1 + x + rest) for a rest far below x.</summary>
    [MethodImpl(Inline)]
    private static V Log1pOfSum<V>(V x, V rest) where V : struct, ILanes<V>
    {
        V u = DoubleWord.Sum(V.One, x, out V lost);
        V f = ReducedForLog(u, out V e) - V.One;
        f += (lost + rest) * LaneBits.PowerOfTwo(Clamp(-e, V.Constant(-60), V.Constant(60)));
        V result = V.Select(V.Equal(x + x, x), x, LogOfReduced(e, f, V.Zero)); // ±0 keeps its sign; ∞ has no f
        return V.Select(V.LessThan(u, V.Zero), NaN<V>(), result);
    }

    /// <summary>The m in [√½, √2) with |x| = m · 2ᵉ.</summary>
    [MethodImpl(Inline)]
    private static V ReducedForLog<V>(V x, out V e) where V : struct, ILanes<V>
    {
        x = V.Abs(x);
        e = V.Exponent(x);
        V m = V.Significand(x);
        V large = V.GreaterThan(m, V.Constant(1.4142135623730951));
        e = V.Select(large, e + V.One, e);
        return V.Select(large, m * V.Constant(0.5), m);
    }

    /// <summary>e · ln 2 + ln(1 + f) + correction.</summary>
    /// <remarks>ln(1 + f) = 2 artanh s with s = f / (2 + f), arranged so that f enters without rounding.</remarks>
    [MethodImpl(Inline)]
    private static V LogOfReduced<V>(V e, V f, V correction) where V : struct, ILanes<V>
    {
        V s = f / (V.Constant(2) + f);
        V halfSquare = V.Constant(0.5) * f * f;
        V z = s * s;
        // (2 artanh s − 2s) / s³
        V quotient;
        if (V.IsDouble)
        {
            quotient = V.Constant(0.13088034850927555);
            quotient = V.Fma(quotient, z, V.Constant(0.13268638369266825));
            quotient = V.Fma(quotient, z, V.Constant(0.15386244737621665));
            quotient = V.Fma(quotient, z, V.Constant(0.18181795547521137));
            quotient = V.Fma(quotient, z, V.Constant(0.22222222392581045));
            quotient = V.Fma(quotient, z, V.Constant(0.28571428570799784));
            quotient = V.Fma(quotient, z, V.Constant(0.40000000000000885));
            quotient = V.Fma(quotient, z, V.Constant(0.6666666666666666));
        }
        else
        {
            quotient = V.Constant(0.23331614471843498);
            quotient = V.Fma(quotient, z, V.Constant(0.28550778633191964));
            quotient = V.Fma(quotient, z, V.Constant(0.4000012221181065));
            quotient = V.Fma(quotient, z, V.Constant(0.6666666655404201));
        }
        // Both parts of ln 2 are positive, so that e = ±∞ does not become NaN.
        V low = V.Fma(e, Constant<V>(2.3190468138462996e-17, 5.769998878690785e-08), correction);
        V small = halfSquare - V.Fma(s, V.Fma(z, quotient, halfSquare), low);
        return V.Fma(e, Constant<V>(0.6931471805599453, 0.6931471228599548), f - small);
    }
}
