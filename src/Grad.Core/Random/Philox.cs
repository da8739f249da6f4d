using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>Philox4x32-10, a counter-based generator: a draw is a function of a key and its number.</summary>
/// <remarks>
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC'11.
/// Element i of a fill depends on the key and its number, start + i, only: a fill may be cut anywhere, given to any
/// number of threads and made on any machine, with the same bits. Nothing here allocates or remembers.
/// </remarks>
public static partial class Philox
{
    // The counter of a fill: words 0 and 1 number the block, word 2 the attempt (where a draw can be rejected), word 3
    // is the domain. Different domains never share a counter, so their draws are independent under one key.
    internal const uint DrawDomain = 0, SplitDomain = 1, NormalDomain = 2, PermutationDomain = 3;

    /// <summary>The 128 random bits that belong to a key and a counter.</summary>
    /// <param name="key">The key; its low 32 bits are the paper's k₀.</param>
    /// <param name="counter">The counter; its lowest 32 bits are the paper's first word.</param>
    /// <returns>The four words of the block, in the paper's order.</returns>
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong key, UInt128 counter)
    {
        var x = new PhiloxLanes1((ulong)counter);
        var y = new PhiloxLanes1((ulong)counter >> 32);
        var z = new PhiloxLanes1((ulong)(counter >> 64));
        var w = new PhiloxLanes1((ulong)(counter >> 96));
        PhiloxKernel.Rounds(key, ref x, ref y, ref z, ref w);
        return ((uint)x.Bits, (uint)y.Bits, (uint)z.Bits, (uint)w.Bits);
    }

    /// <summary>Child number <paramref name="index"/> of a key, independent of the key's draws.</summary>
    /// <remarks>Two children of one key coincide with probability 2⁻⁶⁴, as any two random keys do.</remarks>
    public static ulong Split(ulong key, ulong index)
    {
        var (x0, x1, _, _) = Block(key, new UInt128((ulong)SplitDomain << 32, index));
        return x0 | ((ulong)x1 << 32);
    }

    /// <summary>The key of a seed; different seeds have different keys.</summary>
    /// <remarks>
    /// The first output of SplitMix64, a bijection: G. L. Steele, D. Lea, C. H. Flood: "Fast splittable pseudorandom
    /// number generators", OOPSLA 2014.
    /// </remarks>
    public static ulong FromSeed(long seed)
    {
        ulong z = unchecked((ulong)seed + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>64 random bits: draw number <paramref name="index"/> of a domain, at a given attempt.</summary>
    internal static ulong Word(ulong key, uint domain, ulong index, uint attempt)
    {
        var (x0, x1, x2, x3) = Block(key, new UInt128(((ulong)domain << 32) | attempt, index >> 1));
        return (index & 1) == 0 ? x0 | ((ulong)x1 << 32) : x2 | ((ulong)x3 << 32);
    }

    /// <summary>A whole number in [0, range) from a draw's first 64 bits, every value equally likely.</summary>
    /// <remarks>
    /// D. Lemire: "Fast random integer generation in an interval", ACM TOMACS 29 (2019). A rejected draw, one in
    /// 2⁶⁴ / range at most, is made again at the next attempt: the counter says which, so no other draw is disturbed.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Bounded(ulong key, uint domain, ulong index, ulong bits, ulong range)
    {
        ulong result = Math.BigMul(bits, range, out ulong fraction);
        return fraction >= range ? result : BoundedAgain(key, domain, index, bits, range);
    }

    private static ulong BoundedAgain(ulong key, uint domain, ulong index, ulong bits, ulong range)
    {
        ulong excess = unchecked(0 - range) % range;      // 2⁶⁴ mod range: so many fractions would be counted twice
        for (uint attempt = 1; ; attempt++)
        {
            ulong result = Math.BigMul(bits, range, out ulong fraction);
            if (fraction >= excess) return result;
            bits = Word(key, domain, index, attempt);
        }
    }
}
