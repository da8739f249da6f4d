using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Bessel functions over powers: the derivatives of sinc and of the modified Bessel functions.</content>
public static partial class LaneMath
{
    /// <summary>jₙ(x)/xⁿ for n ≥ 1, jₙ the spherical Bessel function of the first kind.</summary>
    /// <remarks>The power series near 0, the recurrence gₙ₊₁ = ((2n + 1)·gₙ − gₙ₋₁)/x² upwards where it is stable.</remarks>
    [MethodImpl(Called)]
    internal static V SphericalBesselRatio<V>(V x, int n) where V : struct, ILanes<V>
    {
        V square = x * x;
        V infinite = V.Equal(V.Abs(x), Infinity<V>());
        V below = Cos(x), y = Sinc(x);
        V reciprocal = V.One / square;
        for (int k = 0; k < n; k++) (below, y) = (y, (V.Constant(2 * k + 1) * y - below) * reciprocal);

        // g₋₁ = cos x: the recurrence starts with it. Σ (−x²/2)ᵏ / (k!·(2n + 1)(2n + 3)…(2n + 2k + 1)), from the far end.
        V half = V.Constant(-0.5) * V.LesserOrSecond(V.Constant(4 * n + 6), square);
        V series = V.One;
        for (int k = 16 + n; k > 0; k--) series = V.Fma(series * half, V.Constant(1.0 / (k * (2 * n + 2 * k + 1))), V.One);
        double first = 1;
        for (int k = 1; k <= n; k++) first /= 2 * k + 1;
        y = V.Select(V.LessThan(square, V.Constant(4 * n + 6)), series * V.Constant(first), y);
        return V.Select(infinite, V.Zero, y);
    }
}
