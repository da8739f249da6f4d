using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <content>Loads, stores and combinations of all lanes.</content>
public readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Load(nint address) => new(Vector256.Load((T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadPartial(nint address, int count)
    {
        if (!Avx.IsSupported) return LoadStrided(address, sizeof(T), count);
        Vector256<T> mask = FirstLanes(count).vector;
        return typeof(T) == typeof(float)
            ? Of(Avx.MaskLoad((float*)address, mask.AsSingle()))
            : Of(Avx.MaskLoad((double*)address, mask.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadScalar(nint address) => new(Vector256.Create(*(T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.Load<Vector256<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadScalarFromDouble(nint address) => Constant(*(double*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadInt32(nint address, int count)
    {
        if (count < Count || !Avx.IsSupported) return LoadInt32Strided(address, sizeof(int), count);
        return typeof(T) == typeof(float)
            ? Of(Vector256.ConvertToSingle(Vector256.Load((int*)address)))
            : Of(Avx.ConvertToVector256Double(Vector128.Load((int*)address)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadScalarInt32(nint address) => Constant(*(int*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadInt32Strided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadInt32<Vector256<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadBoolean(nint address, int count)
    {
        if (!Avx2.IsSupported || (count < Count && !Avx512BW.VL.IsSupported)) return LoadBooleanStrided(address, 1, count);
        var bytes = Avx512BW.VL.IsSupported ? LaneMemory.LoadBytes(address, count)
            : Vector128.CreateScalarUnsafe(typeof(T) == typeof(float) ? *(long*)address : *(int*)address).AsByte();
        return typeof(T) == typeof(float)
            ? Of(-Avx2.ConvertToVector256Int32(bytes))
            : Of(-Avx2.ConvertToVector256Int64(bytes));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadScalarBoolean(nint address) => ConstantBits(*(byte*)address != 0 ? -1 : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadBooleanStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadBoolean<Vector256<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(nint address, Lanes256<T> value) => value.vector.Store((T*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(nint address, Lanes256<T> value, int count)
    {
        Vector256<T> mask = FirstLanes(count).vector;
        if (!Avx.IsSupported) StoreStrided(address, sizeof(T), value, count);
        else if (typeof(T) == typeof(float)) Avx.MaskStore((float*)address, mask.AsSingle(), value.vector.AsSingle());
        else Avx.MaskStore((double*)address, mask.AsDouble(), value.vector.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreScalar(nint address, Lanes256<T> value) => *(T*)address = value.vector.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreStrided(nint address, nint strideBytes, Lanes256<T> value, int count) =>
        LaneMemory.Store<Vector256<T>, T>(address, strideBytes, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreInt32(nint address, Lanes256<T> value, int count) =>
        LaneMemory.StoreInt32<Vector256<T>, T>(address, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreBoolean(nint address, Lanes256<T> mask, int count)
    {
        if (!Avx512BW.VL.IsSupported)
        {
            LaneMemory.StoreBoolean(address, mask.vector.ExtractMostSignificantBits(), count);
            return;
        }
        var bytes = typeof(T) == typeof(float)
            ? Avx512F.VL.ConvertToVector128Byte(mask.vector.AsInt32())
            : Avx512F.VL.ConvertToVector128Byte(mask.vector.AsInt64());
        LaneMemory.StoreBytes(address, bytes & Vector128<byte>.One, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sum(Lanes256<T> x) => Twice(Lanes128<T>.Sum(Lower(x) + Upper(x)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Product(Lanes256<T> x) => Twice(Lanes128<T>.Product(Lower(x) * Upper(x)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> HorizontalMaximum(Lanes256<T> x) =>
        Twice(Lanes128<T>.HorizontalMaximum(Lanes128<T>.Maximum(Lower(x), Upper(x))));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> HorizontalMinimum(Lanes256<T> x) =>
        Twice(Lanes128<T>.HorizontalMinimum(Lanes128<T>.Minimum(Lower(x), Upper(x))));

    [MethodImpl(Inline)]
    private static Lanes128<T> Lower(Lanes256<T> x) => new(x.vector.GetLower());

    [MethodImpl(Inline)]
    private static Lanes128<T> Upper(Lanes256<T> x) => new(x.vector.GetUpper());

    [MethodImpl(Inline)]
    private static Lanes256<T> Twice(Lanes128<T> half) => new(Vector256.Create(half.Vector, half.Vector));
}
