using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>Element-by-element loads and stores: tails, strides, integers and booleans of every lane width.</summary>
/// <remarks>Compiled optimised at once, since generated code calls them and they are never inlined.</remarks>
internal static unsafe class LaneMemory
{
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    [MethodImpl(Called)]
    internal static TVector Load<TVector, T>(nint address, nint strideBytes, int count)
        where TVector : unmanaged where T : unmanaged
    {
        TVector vector = default;
        T* lanes = (T*)&vector;
        for (int i = 0; i < count; i++) lanes[i] = *(T*)(address + i * strideBytes);
        return vector;
    }

    [MethodImpl(Called)]
    internal static TVector LoadInt32<TVector, T>(nint address, nint strideBytes, int count)
        where TVector : unmanaged where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector vector = default;
        T* lanes = (T*)&vector;
        for (int i = 0; i < count; i++) lanes[i] = T.CreateTruncating(*(int*)(address + i * strideBytes));
        return vector;
    }

    [MethodImpl(Called)]
    internal static TVector LoadBoolean<TVector, T>(nint address, nint strideBytes, int count)
        where TVector : unmanaged where T : unmanaged
    {
        TVector vector = default;
        byte* lanes = (byte*)&vector;
        for (int i = 0; i < count; i++)
        {
            byte bits = (byte)(*(byte*)(address + i * strideBytes) == 0 ? 0 : 0xFF);
            new Span<byte>(lanes + i * sizeof(T), sizeof(T)).Fill(bits);
        }
        return vector;
    }

    /// <summary>The first bytes at an address, others zero; reads only them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> LoadBytes(nint address, int count) =>
        Avx512BW.VL.MaskLoad((byte*)address, FirstBytes(count), default);

    /// <summary>Stores the first bytes and writes nothing beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreBytes(nint address, Vector128<byte> bytes, int count) =>
        Avx512BW.VL.MaskStore((byte*)address, FirstBytes(count), bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FirstBytes(int count) =>
        Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count));

    [MethodImpl(Called)]
    internal static void Store<TVector, T>(nint address, nint strideBytes, TVector vector, int count)
        where TVector : unmanaged where T : unmanaged
    {
        T* lanes = (T*)&vector;
        for (int i = 0; i < count; i++) *(T*)(address + i * strideBytes) = lanes[i];
    }

    [MethodImpl(Called)]
    internal static void StoreInt32<TVector, T>(nint address, TVector vector, int count)
        where TVector : unmanaged where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* lanes = (T*)&vector;
        for (int i = 0; i < count; i++) ((int*)address)[i] = int.CreateSaturating(lanes[i]);
    }

    /// <summary>Writes bit i of <paramref name="bits"/> to byte i, eight at a time.</summary>
    [MethodImpl(Called)]
    internal static void StoreBoolean(nint address, ulong bits, int count)
    {
        byte* bytes = (byte*)address;
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            // Bit i of the eight, isolated in byte i, carried into the top bit of that byte, and moved down.
            ulong isolated = ((bits >> i) & 0xFF) * 0x0101010101010101 & 0x8040201008040201;
            *(ulong*)(bytes + i) = (isolated + 0x7F7F7F7F7F7F7F7F >> 7) & 0x0101010101010101;
        }
        for (; i < count; i++) bytes[i] = (byte)(bits >> i & 1);
    }
}
