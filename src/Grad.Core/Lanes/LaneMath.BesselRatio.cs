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
    /// The power series near 0, the recurrence Aₙ₊₁ = (Aₙ₋₁ − 2n·Aₙ)/x² upwards where it loses little.
    /// </remarks>
    [MethodImpl(Called)]
    internal static V BesselRatio<V>(V x, int n) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x), square = x * x, limit = V.Constant(8 + 2 * n);
        V below = BesselI0(x), y = BesselI1(magnitude) / magnitude, reciprocal = V.One / square;
        V overflowed = V.Equal(below, Infinity<V>());
        for (int k = 1; k < n; k++) (below, y) = (y, (below - V.Constant(2 * k) * y) * reciprocal);

        // Σ (x²/4)ᵏ / (k!·(n + 1)…(n + k)), from the far end; over 2ⁿ·n!.
        V quarter = V.Constant(0.25) * square, series = V.One;
        for (int k = 30 + 4 * n; k > 0; k--)
            series = V.Fma(series * quarter, V.Constant(1.0 / (k * (n + k))), V.One);
        double first = 1;
        for (int k = 1; k <= n; k++) first /= 2 * k;
        y = V.Select(V.LessThan(magnitude, limit), series * V.Constant(first), y);
        return V.Select(overflowed, Infinity<V>(), y);
    }
}
