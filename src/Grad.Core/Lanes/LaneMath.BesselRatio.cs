using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Bessel functions over powers: the derivatives of sinc and of the modified Bessel functions.</content>
public static partial class LaneMath
{
    /// <summary>jₙ(x)/xⁿ for n ≥ 1, jₙ the spherical Bessel function of the first kind.</summary>
    /// <remarks>
    /// The power series near 0, the recurrence gₙ₊₁ = ((2n + 1)·gₙ − gₙ₋₁)/x² upwards where it is stable.
    /// </remarks>
    [MethodImpl(Called)]
    internal static V SphericalBesselRatio<V>(V x, int n) where V : struct, ILanes<V>
    {
        V square = x * x;
        V infinite = V.Equal(V.Abs(x), Infinity<V>());
        V below = Cos(x), y = Sinc(x); // g₋₁ and g₀
        V reciprocal = V.One / square;
        for (int k = 0; k < n; k++) (below, y) = (y, (V.Constant(2 * k + 1) * y - below) * reciprocal);

        // Σ (−x²/2)ᵏ / (k!·(2n + 3)(2n + 5)…(2n + 2k + 1)), from the far end; over 1·3·5…(2n + 1).
        V half = V.Constant(-0.5) * V.LesserOrSecond(V.Constant(4 * n + 6), square);
        V series = V.One;
        for (int k = 16 + n; k > 0; k--)
            series = V.Fma(series * half, V.Constant(1.0 / (k * (2 * n + 2 * k + 1))), V.One);
        double first = 1;
        for (int k = 1; k <= n; k++) first /= 2 * k + 1;
        y = V.Select(V.LessThan(square, V.Constant(4 * n + 6)), series * V.Constant(first), y);
        return V.Select(infinite, V.Zero, y);
    }

    /// <summary>Iₙ(x)/xⁿ for n ≥ 1, Iₙ the modified Bessel function of the first kind.</summary>
    /// <remarks>
    /// The power series near 0, the recurrence Iₙ₊₁ = Iₙ₋₁ − (2n/x)·Iₙ upwards where it loses little.
    /// </remarks>
    [MethodImpl(Called)]
    internal static V BesselRatio<V>(V x, int n) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x), limit = V.Constant(8 + 4 * n);
        V near = BesselRatioSeries(V.LesserOrSecond(limit, magnitude), n);
        V below = BesselI0(x), far = BesselI1(magnitude), power = magnitude, powerRest = V.Zero;
        V overflowed = V.Equal(below, Infinity<V>());
        for (int k = 1; k < n; k++)
        {
            (below, far) = (far, V.Fma(-V.Constant(2 * k) / magnitude, far, below));
            power = DoubleWord.Product(power, powerRest, magnitude, V.Zero, out powerRest);
        }
        far /= power + powerRest;
        return V.Select(V.LessThan(magnitude, limit), near, V.Select(overflowed, Infinity<V>(), far));
    }

    /// <summary>Σ (x²/4)ᵏ / (k!·(n + 1)…(n + k)), from the far end, over 2ⁿ·n!.</summary>
    [MethodImpl(Inline)]
    private static V BesselRatioSeries<V>(V x, int n) where V : struct, ILanes<V>
    {
        V half = V.Constant(0.5) * x;
        V quarter = DoubleWord.Product(half, half, out V quarterRest);
        V series = V.One, seriesRest = V.Zero;
        for (int k = 30 + 4 * n; k > 4 + 2 * n; k--)
            series = V.Fma(series * quarter, V.Constant(1.0 / (k * (n + k))), V.One);
        // While the terms grow, errors do not die out.
        for (int k = 4 + 2 * n; k > 0; k--)
        {
            V product = DoubleWord.Product(series, seriesRest, quarter, quarterRest, out V productRest);
            V term = DoubleWord.Quotient(product, productRest, V.Constant(k * (n + k)), out V termRest);
            series = DoubleWord.Sum(V.One, term, out V lost);
            seriesRest = lost + termRest;
        }
        double divisor = 1;
        for (int k = 1; k <= n; k++) divisor *= 2 * k;
        return (series + seriesRest) / V.Constant(divisor);
    }
}
