using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>The words themselves.</summary>
internal readonly struct BitsDraw : IPhiloxDraw
{
    public static uint Domain => Philox.DrawDomain;
    public static void Map<V>(ref V a, ref V b) where V : struct, IPhiloxLanes<V> { }
}

/// <summary>The words that drive a permutation.</summary>
internal readonly struct PermutationDraw : IPhiloxDraw
{
    public static uint Domain => Philox.PermutationDomain;
    public static void Map<V>(ref V a, ref V b) where V : struct, IPhiloxLanes<V> { }
}

/// <summary>u = ⌊word / 2¹¹⌋ · 2⁻⁵³ in [0, 1), exact in double, and not above the largest T below 1.</summary>
internal readonly struct UniformDraw<T> : IPhiloxDraw
{
    public static uint Domain => Philox.DrawDomain;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<V>(ref V a, ref V b) where V : struct, IPhiloxLanes<V>
    {
        V scale = V.Reals(1.0 / (1L << 53));
        a = V.ToReal(a >>> 11) * scale;
        b = V.ToReal(b >>> 11) * scale;
        if (typeof(T) != typeof(float)) return;
        V below = V.Reals(1 - 1.0 / (1 << 24));
        a = V.Min(a, below);
        b = V.Min(b, below);
    }
}

/// <summary>√(−2 ln u) · (cos 2πv, sin 2πv), u in (0, 1], v in [0, 1).</summary>
/// <remarks>
/// G. E. P. Box, M. E. Muller: "A note on the generation of random normal deviates", Ann. Math. Stat. 29 (1958).
/// The elementary functions are power series of correctly rounded operations, where a library's would differ from one
/// machine to the next: each is within 2 ulps, and normal draws are the same bits everywhere.
/// </remarks>
internal readonly struct NormalDraw : IPhiloxDraw
{
    public static uint Domain => Philox.NormalDomain;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<V>(ref V a, ref V b) where V : struct, IPhiloxLanes<V>
    {
        V u = V.ToReal(V.Add(a >>> 11, V.Words(1))) * V.Reals(1.0 / (1L << 53));
        V radius = V.Sqrt(V.Reals(-2) * Log(u));
        CosSin(b >>> 11, out V cos, out V sin);
        a = radius * cos;
        b = radius * sin;
    }

    /// <summary>ln u for a normal number u &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log<V>(V u) where V : struct, IPhiloxLanes<V>
    {
        // u = 2ᵏ·m with m in [√½, √2), so that k = 0 around u = 1 and nothing cancels there.
        const ulong RootHalf = 0x3FE6A09E667F3BCD, One = 0x3FF0000000000000;
        V shifted = V.Add(u, V.Words(One - RootHalf));
        V k = V.ToReal(V.Subtract(shifted >>> 52, V.Words(1023)));
        V m = V.Add(shifted & V.Words((1UL << 52) - 1), V.Words(RootHalf));

        // ln m = 2 artanh s = 2s (1 + z/3 + z²/5 + …), s = (m − 1)/(m + 1), z = s² ≤ 0.0295: the next term is 2⁻⁶⁰.
        V one = V.Reals(1);
        V s = (m - one) / (m + one), z = s * s;
        V p = V.Reals(1.0 / 23);
        p = V.Horner(p, z, 1.0 / 21, 1.0 / 19);
        p = V.Horner(p, z, 1.0 / 17, 1.0 / 15);
        p = V.Horner(p, z, 1.0 / 13, 1.0 / 11);
        p = V.Horner(p, z, 1.0 / 9, 1.0 / 7);
        p = V.Horner(p, z, 1.0 / 5, 1.0 / 3);
        V twice = s + s, logM = twice + twice * z * p;

        // ln 2 in two parts, the first of 42 bits: its product with k is exact.
        const double High = 3048493539143 * (1.0 / (1L << 42)), Low = 5.4979230187083712e-14;
        return k * V.Reals(High) + (k * V.Reals(Low) + logM);
    }

    /// <summary>cos and sin of 2π · n · 2⁻⁵³ for a whole number n in [0, 2⁵³).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CosSin<V>(V n, out V cos, out V sin) where V : struct, IPhiloxLanes<V>
    {
        // Whole quarter turns are taken off n itself, exactly; t is in [−π/4, π/4].
        V quarters = V.Add(n, V.Words(1UL << 50)) >>> 51;
        V t = V.ToReal(V.Subtract(n, quarters << 51)) * V.Reals(2 * Math.PI / (1L << 53));
        V z = t * t;

        V p = V.Reals(-1.0 / 121645100408832000);           // sin t = t − t³/3! + … − t¹⁹/19!
        p = V.Horner(p, z, 1.0 / 355687428096000, -1.0 / 1307674368000);
        p = V.Horner(p, z, 1.0 / 6227020800, -1.0 / 39916800);
        p = V.Horner(p, z, 1.0 / 362880, -1.0 / 5040);
        p = V.Horner(p, z, 1.0 / 120, -1.0 / 6);
        V sinT = t + t * z * p;

        V q = V.Reals(1.0 / 20922789888000);                // cos t = 1 − t²/2! + … + t¹⁶/16!
        q = V.Horner(q, z, -1.0 / 87178291200, 1.0 / 479001600);
        q = V.Horner(q, z, -1.0 / 3628800, 1.0 / 40320);
        q = V.Horner(q, z, -1.0 / 720, 1.0 / 24);
        V cosT = V.Reals(1) - (z * V.Reals(0.5) - z * z * q);

        // A quarter turn takes (cos, sin) to (−sin, cos): exchanged in odd quarters, signs from two bits.
        V odd = V.Subtract(V.Words(0), quarters & V.Words(1));
        V exchange = (cosT ^ sinT) & odd, two = V.Words(2);
        cos = cosT ^ exchange ^ ((V.Add(quarters, V.Words(1)) & two) << 62);
        sin = sinT ^ exchange ^ ((quarters & two) << 62);
    }
}
