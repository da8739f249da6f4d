using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>Lanes from and to arrays.</summary>
public static unsafe class LaneArrays
{
    public static T[] Of<V, T>(V lanes) where V : struct, ILanes<V> where T : unmanaged
    {
        T[] array = new T[V.Count];
        fixed (T* to = array) V.Store((nint)to, lanes);
        return array;
    }

    public static V Load<V, T>(T[] lanes) where V : struct, ILanes<V> where T : unmanaged
    {
        fixed (T* from = lanes) return V.Load((nint)from);
    }

    public static V Fill<V, T>(T value) where V : struct, ILanes<V> where T : unmanaged => V.LoadScalar((nint)(&value));

    /// <summary>Fails unless both have the same bits; a quiet NaN equals another, but not a mask.</summary>
    public static void SameBits<T>(T expected, T actual, string where) where T : unmanaged, INumberBase<T>
    {
        bool same = Bits(expected) == Bits(actual)
            || (T.IsNaN(expected) && T.IsNaN(actual) && Bits(expected) != -1 && Bits(actual) != -1);
        Assert.True(same, $"{where}: {actual} is not {expected}");
    }

    private static long Bits<T>(T value) where T : unmanaged =>
        sizeof(T) == 8 ? Unsafe.BitCast<T, long>(value) : Unsafe.BitCast<T, int>(value);
}
