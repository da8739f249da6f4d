using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>How two random words become two elements of a fill.</summary>
internal interface IPhiloxDraw
{
    static abstract uint Domain { get; }
    static abstract void Map<V>(ref V a, ref V b) where V : struct, IPhiloxLanes<V>;
}

/// <summary>The block function and the fill loop, written once for every lane width.</summary>
internal static class PhiloxKernel
{
    private const int RoundCount = 10;
    private const int WidestStep = 16;

    /// <summary>Fills with the widest lanes this processor has; one lane where it is not an x86.</summary>
    internal static void Fill<D, T>(ulong key, long start, Span<T> destination)
        where D : struct, IPhiloxDraw
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) Fill<PhiloxLanes8, D, T>(key, start, destination);
        else if (Avx2.IsSupported) Fill<PhiloxLanes4, D, T>(key, start, destination);
        else if (Sse2.IsSupported) Fill<PhiloxLanes2, D, T>(key, start, destination);
        else Fill<PhiloxLanes1, D, T>(key, start, destination);
    }

    [SkipLocalsInit]
    internal static void Fill<V, D, T>(ulong key, long start, Span<T> destination)
        where V : struct, IPhiloxLanes<V>
        where D : struct, IPhiloxDraw
        where T : unmanaged
    {
        int step = 2 * V.Count;
        ulong block = (ulong)start >> 1;
        Span<T> padded = stackalloc T[WidestStep];
        if ((start & 1) != 0 && destination.Length > 0)
        {
            // The first element is the second of its block.
            Steps<V, D, T>(key, block, 1, ref MemoryMarshal.GetReference(padded));
            int taken = Math.Min(step - 1, destination.Length);
            padded.Slice(1, taken).CopyTo(destination);
            destination = destination[taken..];
            block += (ulong)V.Count;
        }

        int steps = destination.Length / step;
        Steps<V, D, T>(key, block, steps, ref MemoryMarshal.GetReference(destination));
        destination = destination[(steps * step)..];
        if (destination.Length == 0) return;
        Steps<V, D, T>(key, block + (ulong)(steps * V.Count), 1, ref MemoryMarshal.GetReference(padded));
        padded[..destination.Length].CopyTo(destination);
    }

    // Optimised from the first call: at tier 0 not one of the one-line operators is inlined. A method of its own, with
    // one copy of the body: the compiler stops inlining in a method that has taken in too much.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Steps<V, D, T>(ulong key, ulong block, int steps, ref T destination)
        where V : struct, IPhiloxLanes<V>
        where D : struct, IPhiloxDraw
        where T : unmanaged
    {
        V low = V.Words(uint.MaxValue);
        for (int step = 0; step < steps; step++)
        {
            V x = V.Consecutive(block), y = x >>> 32, z = V.Words(0), w = V.Words(D.Domain);
            Rounds(key, ref x, ref y, ref z, ref w);
            V a = (x & low) | (y << 32), b = (z & low) | (w << 32);
            D.Map(ref a, ref b);
            V.Interleave(ref a, ref b);
            if (typeof(T) == typeof(float)) V.Store(a, b, ref Unsafe.As<T, float>(ref destination));
            else V.Store(a, b, ref Unsafe.As<T, ulong>(ref destination));
            destination = ref Unsafe.Add(ref destination, 2 * V.Count);
            block += (ulong)V.Count;
        }
    }

    /// <summary>
    /// Ten rounds (x, y, z, w) ← (hi(m₁z) ^ y ^ k₀, lo(m₁z), hi(m₀x) ^ w ^ k₁, lo(m₀x)), the key moving on in between.
    /// </summary>
    /// <remarks>
    /// One 32-bit word stands in each 64-bit lane. A product is used whole, the high half by a shift, the low half as
    /// it is: what remains above the low 32 bits is ignored by the next product and only has to be masked at the end.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Rounds<V>(ulong key, ref V x, ref V y, ref V z, ref V w) where V : struct, IPhiloxLanes<V>
    {
        const ulong M0 = 0xD2511F53, M1 = 0xCD9E8D57;               // the paper's multipliers for four words of 32 bits
        const ulong Golden = 0x9E3779B9, RootThree = 0xBB67AE85;    // what the key moves on by: 2³²/φ, 2³²(√3 − 1)
        V m0 = V.Words(M0), m1 = V.Words(M1);
        V k0 = V.Words(key), k1 = V.Words(key >> 32);
        V golden = V.Words(Golden), rootThree = V.Words(RootThree);
        for (int round = 0; round < RoundCount; round++)
        {
            V p0 = V.Product(m0, x), p1 = V.Product(m1, z);
            x = V.Xor(p1 >>> 32, y, k0);
            z = V.Xor(p0 >>> 32, w, k1);
            y = p1;
            w = p0;
            k0 = V.Add(k0, golden);
            k1 = V.Add(k1, rootThree);
        }
    }
}
