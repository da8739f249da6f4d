using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>4 lanes of <see cref="float"/> or 2 of <see cref="double"/>: 128 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly unsafe partial struct Lanes128<T>(Vector128<T> vector) : ILanes<Lanes128<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<T> vector = vector;

    /// <summary>The lanes.</summary>
    public Vector128<T> Vector => vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector128<T>.Count;
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
    public static Lanes128<T> Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public static Lanes128<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector128<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Constant(double value) =>
        typeof(T) == typeof(float) ? Of(Vector128.Create((float)value)) : Of(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> ConstantBits(long bits) =>
        typeof(T) == typeof(float) ? Of(Vector128.Create((int)bits)) : Of(Vector128.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => new(left.vector + right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => new(left.vector - right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => new(left.vector * right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) => new(left.vector / right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => typeof(T) == typeof(float)
        ? Of(Vector128.FusedMultiplyAdd(a.vector.AsSingle(), b.vector.AsSingle(), c.vector.AsSingle()))
        : Of(Vector128.FusedMultiplyAdd(a.vector.AsDouble(), b.vector.AsDouble(), c.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Minimum(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Min(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Maximum(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Max(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LesserOrSecond(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.MinNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterOrSecond(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.MaxNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Floor(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector128.Floor(x.vector.AsSingle()))
            : Of(Vector128.Floor(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Ceiling(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector128.Ceiling(x.vector.AsSingle()))
            : Of(Vector128.Ceiling(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Truncate(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector128.Truncate(x.vector.AsSingle()))
            : Of(Vector128.Truncate(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Round(Lanes128<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector128.Round(x.vector.AsSingle()))
            : Of(Vector128.Round(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) =>
        new(Vector128.CopySign(magnitude.vector, sign.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LessThan(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LessThanOrEqual(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.LessThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterThan(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.GreaterThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterThanOrEqual(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.GreaterThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Equal(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> NotEqual(Lanes128<T> x, Lanes128<T> y) => new(~Vector128.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> IsNaN(Lanes128<T> x) => new(~Vector128.Equals(x.vector, x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> IsFinite(Lanes128<T> x) => LessThan(Abs(x), Constant(double.PositiveInfinity));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator &(Lanes128<T> left, Lanes128<T> right) => new(left.vector & right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator |(Lanes128<T> left, Lanes128<T> right) => new(left.vector | right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator ^(Lanes128<T> left, Lanes128<T> right) => new(left.vector ^ right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator ~(Lanes128<T> x) => new(~x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> ifTrue, Lanes128<T> ifFalse) =>
        new(Vector128.ConditionalSelect(mask.vector, ifTrue.vector, ifFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Lanes128<T> mask) => mask.vector.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> FirstLanes(int count) => LessThan(new(Vector128<T>.Indices), Constant(count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> AddBits(Lanes128<T> x, Lanes128<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() + y.vector.AsInt32())
        : Of(x.vector.AsInt64() + y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> SubtractBits(Lanes128<T> x, Lanes128<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() - y.vector.AsInt32())
        : Of(x.vector.AsInt64() - y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() << count) : Of(x.vector.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> ShiftRight(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() >>> count) : Of(x.vector.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> ScaleByPowerOfTwo(Lanes128<T> x, Lanes128<T> n)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Scale(x, n);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.Scale(x.vector.AsSingle(), n.vector.AsSingle()))
            : Of(Avx512F.VL.Scale(x.vector.AsDouble(), n.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Exponent(Lanes128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Exponent(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.GetExponent(x.vector.AsSingle()))
            : Of(Avx512F.VL.GetExponent(x.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Significand(Lanes128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Significand(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.GetMantissa(x.vector.AsSingle(), 0))
            : Of(Avx512F.VL.GetMantissa(x.vector.AsDouble(), 0));
    }

    [MethodImpl(Inline)]
    private static Lanes128<T> Of(Vector128<float> vector) =>
        Unsafe.BitCast<Vector128<float>, Lanes128<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes128<T> Of(Vector128<double> vector) =>
        Unsafe.BitCast<Vector128<double>, Lanes128<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes128<T> Of(Vector128<int> vector) =>
        Unsafe.BitCast<Vector128<int>, Lanes128<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes128<T> Of(Vector128<long> vector) =>
        Unsafe.BitCast<Vector128<long>, Lanes128<T>>(vector);
}
