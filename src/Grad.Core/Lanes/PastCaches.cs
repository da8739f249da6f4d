using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>
/// Stores past the caches. An ordinary store reads the line that it is about to overwrite; where the caches cannot hold
/// the array anyway, that is a third of all traffic of y = f(x), and what it puts into the caches drives out something else.
/// </summary>
internal static unsafe class PastCaches
{
    /// <summary>What addresses are multiples of, so that whole lines are written: the widest vector, a line.</summary>
    public const int Line = 64;

    /// <summary>Stores all lanes to an address that is a multiple of the vector's size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(nint address, V value) where V : struct, ILanes<V>
    {
        if (Unsafe.SizeOf<V>() == Vector512<byte>.Count)
            Unsafe.BitCast<V, Vector512<byte>>(value).StoreAlignedNonTemporal((byte*)address);
        else if (Unsafe.SizeOf<V>() == Vector256<byte>.Count)
            Unsafe.BitCast<V, Vector256<byte>>(value).StoreAlignedNonTemporal((byte*)address);
        else
            Unsafe.BitCast<V, Vector128<byte>>(value).StoreAlignedNonTemporal((byte*)address);
    }

    /// <summary>
    /// After it other threads see what was stored before they see what is stored later; these stores alone keep no such order.
    /// </summary>
    public static void Finish()
    {
        if (Sse.IsSupported) Sse.StoreFence();
        else Thread.MemoryBarrier();
    }
}
