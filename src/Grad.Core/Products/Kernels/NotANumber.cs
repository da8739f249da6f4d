using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Grad.Products;

/// <summary>Looks for NaN.</summary>
internal static class NotANumber
{
    /// <summary>Whether a number is NaN: it alone differs from itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsAny<T>(ReadOnlySpan<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T first = ref MemoryMarshal.GetReference(numbers);
        nuint i = 0, length = (nuint)numbers.Length, width = (nuint)Vector<T>.Count;
        var same = Vector<T>.AllBitsSet;
        for (; i + width <= length; i += width)
        {
            var x = Vector.LoadUnsafe(ref first, i);
            same &= Vector.Equals(x, x);
        }
        if (~same.As<T, long>() != Vector<long>.Zero) return true;
        for (; i < length; i++)
        {
            if (T.IsNaN(Unsafe.Add(ref first, i))) return true;
        }
        return false;
    }
}
