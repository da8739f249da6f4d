using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>Scaling and decomposition by bit patterns, where no instruction does it.</summary>
internal static class LaneBits
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>2ⁿ for an integral n whose power is a normal number.</summary>
    /// <remarks>n + 1.5·2²³ (1.5·2⁵²) holds n in its low bits; the shift moves n + bias into place.</remarks>
    [MethodImpl(Inline)]
    internal static V PowerOfTwo<V>(V n) where V : struct, ILanes<V> => V.IsDouble
        ? V.ShiftLeft(n + V.Constant(6755399441055744.0 + 1023), 52)
        : V.ShiftLeft(n + V.Constant(12582912.0 + 127), 23);

    /// <summary>x · 2ⁿ for |x| in [¼, 4) and any integral n: two exact factors, so at most one rounding.</summary>
    [MethodImpl(Inline)]
    internal static V ScaleNearOne<V>(V x, V n) where V : struct, ILanes<V>
    {
        V limit = V.Constant(V.IsDouble ? 1200 : 200);
        n = V.GreaterOrSecond(-limit, V.LesserOrSecond(limit, n));
        V half = V.Floor(n * V.Constant(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary><see cref="ILanes{V}.ScaleByPowerOfTwo"/> from parts.</summary>
    [MethodImpl(Inline)]
    internal static V Scale<V>(V x, V n) where V : struct, ILanes<V>
    {
        V scaled = ScaleNearOne(Significand(x), Exponent(x) + n);
        return V.Select(V.IsFinite(x) & V.NotEqual(x, V.Zero), scaled, x);
    }

    /// <summary><see cref="ILanes{V}.Exponent"/> from parts.</summary>
    [MethodImpl(Inline)]
    internal static V Exponent<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V subnormal = V.LessThan(magnitude, SmallestNormal<V>());
        V normal = V.Select(subnormal, magnitude * PowerToNormal<V>(), magnitude);
        // The biased exponent in the low bits of 2²³ (2⁵²) is a number after subtracting that power.
        V biased = V.IsDouble
            ? (V.ShiftRight(normal, 52) | V.Constant(4503599627370496.0)) - V.Constant(4503599627370496.0 + 1023)
            : (V.ShiftRight(normal, 23) | V.Constant(8388608.0)) - V.Constant(8388608.0 + 127);
        V exponent = biased - (subnormal & V.Constant(V.IsDouble ? 54 : 24));
        V infinity = V.Constant(double.PositiveInfinity);
        exponent = V.Select(V.Equal(magnitude, V.Zero), -infinity, exponent);
        return V.Select(V.LessThan(magnitude, infinity), exponent, magnitude);
    }

    /// <summary><see cref="ILanes{V}.Significand"/> from parts.</summary>
    [MethodImpl(Inline)]
    internal static V Significand<V>(V x) where V : struct, ILanes<V>
    {
        V normal = V.Select(V.LessThan(V.Abs(x), SmallestNormal<V>()), x * PowerToNormal<V>(), x);
        V kept = V.ConstantBits(V.IsDouble ? unchecked((long)0x800FFFFFFFFFFFFF) : 0x807FFFFF);
        return V.Select(V.IsNaN(x), x, normal & kept | V.One);
    }

    [MethodImpl(Inline)]
    private static V SmallestNormal<V>() where V : struct, ILanes<V> =>
        V.ConstantBits(V.IsDouble ? 0x0010000000000000 : 0x00800000);

    [MethodImpl(Inline)]
    private static V PowerToNormal<V>() where V : struct, ILanes<V> =>
        V.Constant(V.IsDouble ? 18014398509481984.0 : 16777216.0);
}
