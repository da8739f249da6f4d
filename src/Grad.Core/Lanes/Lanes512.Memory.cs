using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <content>Loads, stores and combinations of all lanes.</content>
public readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Load(nint address) => new(Vector512.Load((T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadPartial(nint address, int count)
    {
        if (!Avx512F.IsSupported) return LoadStrided(address, sizeof(T), count);
        Vector512<T> mask = FirstLanes(count).vector;
        return typeof(T) == typeof(float)
            ? Of(Avx512F.MaskLoad((float*)address, mask.AsSingle(), default))
            : Of(Avx512F.MaskLoad((double*)address, mask.AsDouble(), default));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadScalar(nint address) => new(Vector512.Create(*(T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.Load<Vector512<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadScalarFromDouble(nint address) => Constant(*(double*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadInt32(nint address, int count)
    {
        if (count < Count || !Avx512F.IsSupported) return LoadInt32Strided(address, sizeof(int), count);
        return typeof(T) == typeof(float)
            ? Of(Vector512.ConvertToSingle(Vector512.Load((int*)address)))
            : Of(Avx512F.ConvertToVector512Double(Vector256.Load((int*)address)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadScalarInt32(nint address) => Constant(*(int*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadInt32Strided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadInt32<Vector512<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadBoolean(nint address, int count)
    {
        if (!Avx512BW.VL.IsSupported) return LoadBooleanStrided(address, 1, count);
        var bytes = LaneMemory.LoadBytes(address, count);
        return typeof(T) == typeof(float)
            ? Of(-Avx512F.ConvertToVector512Int32(bytes))
            : Of(-Avx512F.ConvertToVector512Int64(bytes));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadScalarBoolean(nint address) => ConstantBits(*(byte*)address != 0 ? -1 : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadBooleanStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadBoolean<Vector512<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(nint address, Lanes512<T> value) => value.vector.Store((T*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(nint address, Lanes512<T> value, int count)
    {
        Vector512<T> mask = FirstLanes(count).vector;
        if (!Avx512F.IsSupported) StoreStrided(address, sizeof(T), value, count);
        else if (typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)address, mask.AsSingle(), value.vector.AsSingle());
        else Avx512F.MaskStore((double*)address, mask.AsDouble(), value.vector.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreScalar(nint address, Lanes512<T> value) => *(T*)address = value.vector.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreStrided(nint address, nint strideBytes, Lanes512<T> value, int count) =>
        LaneMemory.Store<Vector512<T>, T>(address, strideBytes, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreInt32(nint address, Lanes512<T> value, int count) =>
        LaneMemory.StoreInt32<Vector512<T>, T>(address, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreBoolean(nint address, Lanes512<T> mask, int count)
    {
        if (!Avx512BW.VL.IsSupported)
        {
            LaneMemory.StoreBoolean(address, mask.vector.ExtractMostSignificantBits(), count);
            return;
        }
        var bytes = typeof(T) == typeof(float)
            ? Avx512F.ConvertToVector128Byte(mask.vector.AsInt32())
            : Avx512F.ConvertToVector128Byte(mask.vector.AsInt64());
        LaneMemory.StoreBytes(address, bytes & Vector128<byte>.One, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sum(Lanes512<T> x) => Twice(Lanes256<T>.Sum(Lower(x) + Upper(x)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Product(Lanes512<T> x) => Twice(Lanes256<T>.Product(Lower(x) * Upper(x)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> HorizontalMaximum(Lanes512<T> x) =>
        Twice(Lanes256<T>.HorizontalMaximum(Lanes256<T>.Maximum(Lower(x), Upper(x))));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> HorizontalMinimum(Lanes512<T> x) =>
        Twice(Lanes256<T>.HorizontalMinimum(Lanes256<T>.Minimum(Lower(x), Upper(x))));

    [MethodImpl(Inline)]
    private static Lanes256<T> Lower(Lanes512<T> x) => new(x.vector.GetLower());

    [MethodImpl(Inline)]
    private static Lanes256<T> Upper(Lanes512<T> x) => new(x.vector.GetUpper());

    [MethodImpl(Inline)]
    private static Lanes512<T> Twice(Lanes256<T> half) => new(Vector512.Create(half.Vector, half.Vector));
}
