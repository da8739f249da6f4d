using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>One lane: the scalar form of the vector bodies, with the same bits per element as the wide forms.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly unsafe struct Lanes1<T>(T value) : ILanes<Lanes1<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly T value = value;

    /// <summary>The lane.</summary>
    public T Value => value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    /// <inheritdoc/>
    public static int ElementSize
    {
        [MethodImpl(Inline)]
        get => sizeof(T);
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lanes1<T> Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public static Lanes1<T> One
    {
        [MethodImpl(Inline)]
        get => Constant(1);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> ConstantBits(long bits) => OfBits(bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Load(nint address) => new(*(T*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadPartial(nint address, int count) => count > 0 ? Load(address) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadScalar(nint address) => Load(address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadStrided(nint address, nint strideBytes, int count) => LoadPartial(address, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadScalarFromDouble(nint address) => Constant(*(double*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadInt32(nint address, int count) => count > 0 ? LoadScalarInt32(address) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadScalarInt32(nint address) => Constant(*(int*)address);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadInt32Strided(nint address, nint strideBytes, int count) => LoadInt32(address, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadBoolean(nint address, int count) =>
        count > 0 ? LoadScalarBoolean(address) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadScalarBoolean(nint address) => Mask(*(byte*)address != 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadBooleanStrided(nint address, nint strideBytes, int count) =>
        LoadBoolean(address, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(nint address, Lanes1<T> value) => *(T*)address = value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(nint address, Lanes1<T> value, int count)
    {
        if (count > 0) Store(address, value);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreScalar(nint address, Lanes1<T> value) => Store(address, value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreStrided(nint address, nint strideBytes, Lanes1<T> value, int count) =>
        StorePartial(address, value, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreInt32(nint address, Lanes1<T> value, int count)
    {
        if (count > 0) *(int*)address = int.CreateSaturating(value.value);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreBoolean(nint address, Lanes1<T> mask, int count)
    {
        if (count > 0) *(byte*)address = (byte)(Any(mask) ? 1 : 0);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator +(Lanes1<T> left, Lanes1<T> right) => new(left.value + right.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator -(Lanes1<T> left, Lanes1<T> right) => new(left.value - right.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator *(Lanes1<T> left, Lanes1<T> right) => new(left.value * right.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator /(Lanes1<T> left, Lanes1<T> right) => new(left.value / right.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator -(Lanes1<T> x) => new(-x.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Fma(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) =>
        new(T.FusedMultiplyAdd(a.value, b.value, c.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Abs(Lanes1<T> x) => new(T.Abs(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sqrt(Lanes1<T> x) => new(T.Sqrt(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Minimum(Lanes1<T> x, Lanes1<T> y) => new(T.Min(x.value, y.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Maximum(Lanes1<T> x, Lanes1<T> y) => new(T.Max(x.value, y.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LesserOrSecond(Lanes1<T> x, Lanes1<T> y) => x.value < y.value ? x : y;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> GreaterOrSecond(Lanes1<T> x, Lanes1<T> y) => x.value > y.value ? x : y;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Floor(Lanes1<T> x) => new(T.Floor(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Ceiling(Lanes1<T> x) => new(T.Ceiling(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Truncate(Lanes1<T> x) => new(T.Truncate(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Round(Lanes1<T> x) => new(T.Round(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> CopySign(Lanes1<T> magnitude, Lanes1<T> sign) =>
        new(T.CopySign(magnitude.value, sign.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LessThan(Lanes1<T> x, Lanes1<T> y) => Mask(x.value < y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LessThanOrEqual(Lanes1<T> x, Lanes1<T> y) => Mask(x.value <= y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> GreaterThan(Lanes1<T> x, Lanes1<T> y) => Mask(x.value > y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> GreaterThanOrEqual(Lanes1<T> x, Lanes1<T> y) => Mask(x.value >= y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Equal(Lanes1<T> x, Lanes1<T> y) => Mask(x.value == y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> NotEqual(Lanes1<T> x, Lanes1<T> y) => Mask(x.value != y.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> IsNaN(Lanes1<T> x) => Mask(T.IsNaN(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> IsFinite(Lanes1<T> x) => Mask(T.IsFinite(x.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator &(Lanes1<T> left, Lanes1<T> right) => OfBits(Bits(left) & Bits(right));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator |(Lanes1<T> left, Lanes1<T> right) => OfBits(Bits(left) | Bits(right));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator ^(Lanes1<T> left, Lanes1<T> right) => OfBits(Bits(left) ^ Bits(right));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator ~(Lanes1<T> x) => OfBits(~Bits(x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> ifTrue, Lanes1<T> ifFalse) =>
        Any(mask) ? ifTrue : ifFalse;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Lanes1<T> mask) => Bits(mask) < 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> FirstLanes(int count) => Mask(count > 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> AddBits(Lanes1<T> x, Lanes1<T> y) => OfBits(Bits(x) + Bits(y));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> SubtractBits(Lanes1<T> x, Lanes1<T> y) => OfBits(Bits(x) - Bits(y));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> ShiftLeft(Lanes1<T> x, int count) => OfBits(Bits(x) << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> ShiftRight(Lanes1<T> x, int count) =>
        OfBits(typeof(T) == typeof(float) ? (uint)Bits(x) >> count : Bits(x) >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> ScaleByPowerOfTwo(Lanes1<T> x, Lanes1<T> n) => LaneBits.Scale(x, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Exponent(Lanes1<T> x) => LaneBits.Exponent(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Significand(Lanes1<T> x) => LaneBits.Significand(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sum(Lanes1<T> x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Product(Lanes1<T> x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> HorizontalMaximum(Lanes1<T> x) => x;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> HorizontalMinimum(Lanes1<T> x) => x;

    [MethodImpl(Inline)]
    private static Lanes1<T> Mask(bool condition) => OfBits(condition ? -1 : 0);

    /// <summary>The pattern, sign-extended, so that one set of integer operations serves both element types.</summary>
    [MethodImpl(Inline)]
    private static long Bits(Lanes1<T> x) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<T, int>(x.value)
        : Unsafe.BitCast<T, long>(x.value);

    [MethodImpl(Inline)]
    private static Lanes1<T> OfBits(long bits) => new(typeof(T) == typeof(float)
        ? Unsafe.BitCast<int, T>((int)bits)
        : Unsafe.BitCast<long, T>(bits));
}
