using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad;

/// <summary>One access of a loop, as the plan runner needs it.</summary>
/// <param name="Index">Its number among the loop's accesses.</param>
/// <param name="Storage">How its elements are stored.</param>
/// <param name="Inner">How the innermost loop walks through it: 0 stays, 1 is contiguous, −1 strides.</param>
/// <param name="StrideSlot">Where the frame has its stride in the innermost loop.</param>
internal readonly record struct LaneAccess(int Index, Storage Storage, int Inner, int StrideSlot)
{
    /// <summary>Whether vectors lie in memory as they are, so that they need not be converted or collected.</summary>
    public bool IsPlain => Inner == 1 && Storage is Storage.Real or Storage.Double;

    /// <summary>The bytes from one element of the innermost loop to the next.</summary>
    public nint Stride<V>(nint frame) where V : struct, ILanes<V> =>
        Inner == 1 ? ElementSize<V>() : (nint)Frame.Read(frame, StrideSlot);

    /// <summary>The first elements from an address on as a vector; whole numbers and conditions become lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(nint address, nint stride, int count) where V : struct, ILanes<V> => (Storage, Inner) switch
    {
        (Storage.Int32, 1) => V.LoadInt32(address, count),
        (Storage.Int32, _) => V.LoadInt32Strided(address, stride, count),
        (Storage.Byte, 1) => V.LoadBoolean(address, count),
        (Storage.Byte, _) => V.LoadBooleanStrided(address, stride, count),
        (_, 1) => count == V.Count ? V.Load(address) : V.LoadPartial(address, count),
        _ => V.LoadStrided(address, stride, count),
    };

    /// <summary>Stores the first elements of a vector from an address on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<V>(nint address, nint stride, V value, int count) where V : struct, ILanes<V>
    {
        switch (Storage, Inner)
        {
            case (Storage.Int32, 1): V.StoreInt32(address, value, count); break;
            case (Storage.Byte, 1): V.StoreBoolean(address, value, count); break;
            case (Storage.Int32 or Storage.Byte, _):
                throw new System.Diagnostics.UnreachableException($"{Storage} stored with a stride");
            case (_, 1) when count == V.Count: V.Store(address, value); break;
            case (_, 1): V.StorePartial(address, value, count); break;
            default: V.StoreStrided(address, stride, value, count); break;
        }
    }

    /// <summary>One element in every lane.</summary>
    public V LoadScalar<V>(nint address) where V : struct, ILanes<V> => Storage switch
    {
        Storage.Int32 => V.LoadScalarInt32(address),
        Storage.Byte => V.LoadScalarBoolean(address),
        Storage.Double => V.LoadScalarFromDouble(address),
        _ => V.LoadScalar(address),
    };

    /// <summary>Stores the first lane.</summary>
    public void StoreScalar<V>(nint address, V value) where V : struct, ILanes<V>
    {
        if (Storage == Storage.Int32) V.StoreInt32(address, value, 1);
        else if (Storage == Storage.Byte) V.StoreBoolean(address, value, 1);
        else V.StoreScalar(address, value);
    }

    private int ElementSize<V>() where V : struct, ILanes<V> => Storage switch
    {
        Storage.Int32 => sizeof(int),
        Storage.Byte => sizeof(byte),
        _ => V.ElementSize,
    };
}
