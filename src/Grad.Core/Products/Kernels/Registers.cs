using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Products;

/// <summary>A vector register of some width.</summary>
internal unsafe interface IRegister<TSelf, T> : IColumns<TSelf, T>
    where TSelf : unmanaged, IRegister<TSelf, T>
    where T : unmanaged
{
    /// <summary>Rows of a tile two registers wide that still fits the register file.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Broadcast(T value);

    /// <summary>The first elements of a register, as many as one that is no wider has.</summary>
    static abstract W Low<W>(TSelf x) where W : unmanaged, IRegister<W, T>;

    /// <summary>x·y + sum, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf sum);

    static abstract T Sum(TSelf x);

    /// <summary>Halves added until 128 bits are left.</summary>
    static abstract Vector128<T> Fold(TSelf x);

    /// <summary>All bits set where x is greater than y or NaN, unless y is NaN.</summary>
    static abstract TSelf Exceeds(TSelf x, TSelf y);

    /// <summary>Element by element, mask ? x : y.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>A whole number in the bits of every element.</summary>
    static abstract TSelf Bits(int number);
}

/// <summary>512 bits: 32 registers, of which 24 hold a tile.</summary>
internal readonly unsafe struct Register512<T>(Vector512<T> value) : IRegister<Register512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> value = value;

    public static int Count => Vector512<T>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Low<W>(Register512<T> x) where W : unmanaged, IRegister<W, T> =>
        typeof(W) == typeof(Register512<T>) ? Unsafe.BitCast<Register512<T>, W>(x)
        : typeof(W) == typeof(Register256<T>) ? Unsafe.BitCast<Register256<T>, W>(new(x.value.GetLower()))
        : Unsafe.BitCast<Register128<T>, W>(new(x.value.GetLower().GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Load(T* address) => new(Vector512.Load(address));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> LoadFirst(T* address, Register512<T> mask)
    {
        if (Avx512F.IsSupported)
            return new(typeof(T) == typeof(float)
                ? Avx512F.MaskLoad((float*)address, mask.value.AsSingle(), default).As<float, T>()
                : Avx512F.MaskLoad((double*)address, mask.value.AsDouble(), default).As<double, T>());
        return new(Vector512.Create(
            Register256<T>.LoadFirst(address, new(mask.value.GetLower())).Value,
            Register256<T>.LoadFirst(address + Count / 2, new(mask.value.GetUpper())).Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> MultiplyAdd(Register512<T> x, Register512<T> y, Register512<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(x.value.AsSingle(), y.value.AsSingle(), sum.value.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(x.value.AsDouble(), y.value.AsDouble(), sum.value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> MultiplyAdd(T* x, Register512<T> y, Register512<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(Vector512.Create(*(float*)x), y.value.AsSingle(), sum.value.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(Vector512.Create(*(double*)x), y.value.AsDouble(), sum.value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Add(Register512<T> x, Register512<T> y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Register512<T> x) => Vector128.Sum(Fold(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Fold(Register512<T> x) => Register256<T>.Fold(new(x.value.GetLower() + x.value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> First(int count) =>
        new(Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Exceeds(Register512<T> x, Register512<T> y) =>
        new(~Vector512.LessThanOrEqual(x.value, y.value) & Vector512.Equals(y.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Select(Register512<T> mask, Register512<T> x, Register512<T> y) =>
        new(Vector512.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Bits(int number) => new(typeof(T) == typeof(float)
        ? Vector512.Create(number).As<int, T>()
        : Vector512.Create((long)number).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* address) => value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(T* address, Register512<T> mask)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx512F.MaskStore((float*)address, mask.value.AsSingle(), value.AsSingle());
            else
                Avx512F.MaskStore((double*)address, mask.value.AsDouble(), value.AsDouble());
            return;
        }
        new Register256<T>(value.GetLower()).StoreFirst(address, new(mask.value.GetLower()));
        new Register256<T>(value.GetUpper()).StoreFirst(address + Count / 2, new(mask.value.GetUpper()));
    }
}

/// <summary>256 bits: 16 registers, of which 12 hold a tile.</summary>
internal readonly unsafe struct Register256<T>(Vector256<T> value) : IRegister<Register256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal readonly Vector256<T> Value = value;

    public static int Count => Vector256<T>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Low<W>(Register256<T> x) where W : unmanaged, IRegister<W, T> =>
        typeof(W) == typeof(Register256<T>) ? Unsafe.BitCast<Register256<T>, W>(x)
        : Unsafe.BitCast<Register128<T>, W>(new(x.Value.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Load(T* address) => new(Vector256.Load(address));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> LoadFirst(T* address, Register256<T> mask)
    {
        if (Avx512F.VL.IsSupported)
            return new(typeof(T) == typeof(float)
                ? Avx512F.VL.MaskLoad((float*)address, mask.Value.AsSingle(), default).As<float, T>()
                : Avx512F.VL.MaskLoad((double*)address, mask.Value.AsDouble(), default).As<double, T>());
        if (Avx.IsSupported)
            return new(typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)address, mask.Value.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)address, mask.Value.AsDouble()).As<double, T>());
        return new(Vector256.Create(
            Register128<T>.LoadFirst(address, new(mask.Value.GetLower())).Value,
            Register128<T>.LoadFirst(address + Count / 2, new(mask.Value.GetUpper())).Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> MultiplyAdd(Register256<T> x, Register256<T> y, Register256<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.Value.AsSingle(), y.Value.AsSingle(), sum.Value.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.Value.AsDouble(), y.Value.AsDouble(), sum.Value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> MultiplyAdd(T* x, Register256<T> y, Register256<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(Vector256.Create(*(float*)x), y.Value.AsSingle(), sum.Value.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(Vector256.Create(*(double*)x), y.Value.AsDouble(), sum.Value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Add(Register256<T> x, Register256<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Register256<T> x) => Vector128.Sum(Fold(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Fold(Register256<T> x) => x.Value.GetLower() + x.Value.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> First(int count) =>
        new(Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Exceeds(Register256<T> x, Register256<T> y) =>
        new(~Vector256.LessThanOrEqual(x.Value, y.Value) & Vector256.Equals(y.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Select(Register256<T> mask, Register256<T> x, Register256<T> y) =>
        new(Vector256.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Bits(int number) => new(typeof(T) == typeof(float)
        ? Vector256.Create(number).As<int, T>()
        : Vector256.Create((long)number).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* address) => Value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(T* address, Register256<T> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx512F.VL.MaskStore((float*)address, mask.Value.AsSingle(), Value.AsSingle());
            else
                Avx512F.VL.MaskStore((double*)address, mask.Value.AsDouble(), Value.AsDouble());
            return;
        }
        if (Avx.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx.MaskStore((float*)address, mask.Value.AsSingle(), Value.AsSingle());
            else
                Avx.MaskStore((double*)address, mask.Value.AsDouble(), Value.AsDouble());
            return;
        }
        new Register128<T>(Value.GetLower()).StoreFirst(address, new(mask.Value.GetLower()));
        new Register128<T>(Value.GetUpper()).StoreFirst(address + Count / 2, new(mask.Value.GetUpper()));
    }
}

/// <summary>128 bits: on Arm 32 registers, of which 24 hold a tile; on x86 16, of which 12 do.</summary>
internal readonly unsafe struct Register128<T>(Vector128<T> value) : IRegister<Register128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal readonly Vector128<T> Value = value;

    public static int Count => Vector128<T>.Count;

    public static int TileRows => X86Base.IsSupported ? 6 : 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Low<W>(Register128<T> x) where W : unmanaged, IRegister<W, T> =>
        Unsafe.BitCast<Register128<T>, W>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Load(T* address) => new(Vector128.Load(address));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> LoadFirst(T* address, Register128<T> mask)
    {
        if (Avx512F.VL.IsSupported)
            return new(typeof(T) == typeof(float)
                ? Avx512F.VL.MaskLoad((float*)address, mask.Value.AsSingle(), default).As<float, T>()
                : Avx512F.VL.MaskLoad((double*)address, mask.Value.AsDouble(), default).As<double, T>());
        if (Avx.IsSupported)
            return new(typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)address, mask.Value.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)address, mask.Value.AsDouble()).As<double, T>());
        return LoadSingly(address, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> MultiplyAdd(Register128<T> x, Register128<T> y, Register128<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(x.Value.AsSingle(), y.Value.AsSingle(), sum.Value.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(x.Value.AsDouble(), y.Value.AsDouble(), sum.Value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> MultiplyAdd(T* x, Register128<T> y, Register128<T> sum) =>
        new(typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(Vector128.Create(*(float*)x), y.Value.AsSingle(), sum.Value.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(Vector128.Create(*(double*)x), y.Value.AsDouble(), sum.Value.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Add(Register128<T> x, Register128<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Register128<T> x) => Vector128.Sum(x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Fold(Register128<T> x) => x.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> First(int count) =>
        new(Vector128.LessThan(Vector128<T>.Indices, Vector128.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Exceeds(Register128<T> x, Register128<T> y) =>
        new(~Vector128.LessThanOrEqual(x.Value, y.Value) & Vector128.Equals(y.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Select(Register128<T> mask, Register128<T> x, Register128<T> y) =>
        new(Vector128.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Bits(int number) => new(typeof(T) == typeof(float)
        ? Vector128.Create(number).As<int, T>()
        : Vector128.Create((long)number).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* address) => Value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(T* address, Register128<T> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx512F.VL.MaskStore((float*)address, mask.Value.AsSingle(), Value.AsSingle());
            else
                Avx512F.VL.MaskStore((double*)address, mask.Value.AsDouble(), Value.AsDouble());
        }
        else if (Avx.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx.MaskStore((float*)address, mask.Value.AsSingle(), Value.AsSingle());
            else
                Avx.MaskStore((double*)address, mask.Value.AsDouble(), Value.AsDouble());
        }
        else StoreSingly(address, mask);
    }

    private static Register128<T> LoadSingly(T* address, Register128<T> mask)
    {
        var result = Vector128<T>.Zero;
        var count = BitOperations.PopCount(mask.Value.ExtractMostSignificantBits());
        for (var i = 0; i < count; i++) result = result.WithElement(i, address[i]);
        return new(result);
    }

    private void StoreSingly(T* address, Register128<T> mask)
    {
        var count = BitOperations.PopCount(mask.Value.ExtractMostSignificantBits());
        for (var i = 0; i < count; i++) address[i] = Value[i];
    }
}
