using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <content>Loads, stores and combinations of all lanes.</content>
public readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Load(nint address) => new(Vector128.Load((T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadPartial(nint address, int count)
    {
        if (!Avx.IsSupported) return LoadStrided(address, sizeof(T), count);
        Vector128<T> mask = FirstLanes(count).vector;
        return typeof(T) == typeof(float)
            ? Of(Avx.MaskLoad((float*)address, mask.AsSingle()))
            : Of(Avx.MaskLoad((double*)address, mask.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadScalar(nint address) => new(Vector128.Create(*(T*)address));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.Load<Vector128<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadScalarFromDouble(nint address) => Constant(*(double*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadInt32(nint address, int count)
    {
        if (count < Count || !Sse2.IsSupported) return LoadInt32Strided(address, sizeof(int), count);
        return typeof(T) == typeof(float)
            ? Of(Vector128.ConvertToSingle(Vector128.Load((int*)address)))
            : Of(Sse2.ConvertToVector128Double(Vector128.CreateScalarUnsafe(*(long*)address).AsInt32()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadScalarInt32(nint address) => Constant(*(int*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadInt32Strided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadInt32<Vector128<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadBoolean(nint address, int count)
    {
        if (count < Count || !Sse41.IsSupported) return LoadBooleanStrided(address, 1, count);
        return typeof(T) == typeof(float)
            ? Of(-Sse41.ConvertToVector128Int32(Vector128.CreateScalarUnsafe(*(int*)address).AsByte()))
            : Of(-Sse41.ConvertToVector128Int64(Vector128.CreateScalarUnsafe(*(short*)address).AsByte()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadScalarBoolean(nint address) => ConstantBits(*(byte*)address != 0 ? -1 : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadBooleanStrided(nint address, nint strideBytes, int count) =>
        new(LaneMemory.LoadBoolean<Vector128<T>, T>(address, strideBytes, count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(nint address, Lanes128<T> value) => value.vector.Store((T*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(nint address, Lanes128<T> value, int count)
    {
        Vector128<T> mask = FirstLanes(count).vector;
        if (!Avx.IsSupported) StoreStrided(address, sizeof(T), value, count);
        else if (typeof(T) == typeof(float)) Avx.MaskStore((float*)address, mask.AsSingle(), value.vector.AsSingle());
        else Avx.MaskStore((double*)address, mask.AsDouble(), value.vector.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreScalar(nint address, Lanes128<T> value) => *(T*)address = value.vector.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreStrided(nint address, nint strideBytes, Lanes128<T> value, int count) =>
        LaneMemory.Store<Vector128<T>, T>(address, strideBytes, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreInt32(nint address, Lanes128<T> value, int count) =>
        LaneMemory.StoreInt32<Vector128<T>, T>(address, value.vector, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreBoolean(nint address, Lanes128<T> mask, int count) =>
        LaneMemory.StoreBoolean(address, mask.vector.ExtractMostSignificantBits(), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sum(Lanes128<T> x)
    {
        x = x + SwapHalves(x);
        return typeof(T) == typeof(float) ? x + SwapPairs(x) : x;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Product(Lanes128<T> x)
    {
        x = x * SwapHalves(x);
        return typeof(T) == typeof(float) ? x * SwapPairs(x) : x;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> HorizontalMaximum(Lanes128<T> x)
    {
        x = Maximum(x, SwapHalves(x));
        return typeof(T) == typeof(float) ? Maximum(x, SwapPairs(x)) : x;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> HorizontalMinimum(Lanes128<T> x)
    {
        x = Minimum(x, SwapHalves(x));
        return typeof(T) == typeof(float) ? Minimum(x, SwapPairs(x)) : x;
    }

    [MethodImpl(Inline)]
    private static Lanes128<T> SwapHalves(Lanes128<T> x) =>
        Of(Vector128.Shuffle(x.vector.AsInt64(), Vector128.Create(1L, 0L)));

    [MethodImpl(Inline)]
    private static Lanes128<T> SwapPairs(Lanes128<T> x) =>
        Of(Vector128.Shuffle(x.vector.AsInt32(), Vector128.Create(1, 0, 3, 2)));
}
