using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>8 lanes of <see cref="float"/> or 4 of <see cref="double"/>: 256 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly unsafe partial struct Lanes256<T>(Vector256<T> vector) : ILanes<Lanes256<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<T> vector = vector;

    /// <summary>The lanes.</summary>
    public Vector256<T> Vector => vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<T>.Count;
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
    public static Lanes256<T> Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public static Lanes256<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector256<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Constant(double value) =>
        typeof(T) == typeof(float) ? Of(Vector256.Create((float)value)) : Of(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> ConstantBits(long bits) =>
        typeof(T) == typeof(float) ? Of(Vector256.Create((int)bits)) : Of(Vector256.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => new(left.vector + right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => new(left.vector - right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => new(left.vector * right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) => new(left.vector / right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(float)
        ? Of(Vector256.FusedMultiplyAdd(a.vector.AsSingle(), b.vector.AsSingle(), c.vector.AsSingle()))
        : Of(Vector256.FusedMultiplyAdd(a.vector.AsDouble(), b.vector.AsDouble(), c.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Minimum(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Min(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Maximum(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Max(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LesserOrSecond(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.MinNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterOrSecond(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.MaxNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Floor(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector256.Floor(x.vector.AsSingle()))
            : Of(Vector256.Floor(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Ceiling(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector256.Ceiling(x.vector.AsSingle()))
            : Of(Vector256.Ceiling(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Truncate(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector256.Truncate(x.vector.AsSingle()))
            : Of(Vector256.Truncate(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Round(Lanes256<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector256.Round(x.vector.AsSingle()))
            : Of(Vector256.Round(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) =>
        new(Vector256.CopySign(magnitude.vector, sign.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LessThan(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LessThanOrEqual(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.LessThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterThan(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.GreaterThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterThanOrEqual(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.GreaterThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Equal(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> NotEqual(Lanes256<T> x, Lanes256<T> y) => new(~Vector256.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> IsNaN(Lanes256<T> x) => new(~Vector256.Equals(x.vector, x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> IsFinite(Lanes256<T> x) => LessThan(Abs(x), Constant(double.PositiveInfinity));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right) => new(left.vector & right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right) => new(left.vector | right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator ^(Lanes256<T> left, Lanes256<T> right) => new(left.vector ^ right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator ~(Lanes256<T> x) => new(~x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> ifTrue, Lanes256<T> ifFalse) =>
        new(Vector256.ConditionalSelect(mask.vector, ifTrue.vector, ifFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Lanes256<T> mask) => mask.vector.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> FirstLanes(int count) => LessThan(new(Vector256<T>.Indices), Constant(count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> AddBits(Lanes256<T> x, Lanes256<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() + y.vector.AsInt32())
        : Of(x.vector.AsInt64() + y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> SubtractBits(Lanes256<T> x, Lanes256<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() - y.vector.AsInt32())
        : Of(x.vector.AsInt64() - y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() << count) : Of(x.vector.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> ShiftRight(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() >>> count) : Of(x.vector.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> ScaleByPowerOfTwo(Lanes256<T> x, Lanes256<T> n)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Scale(x, n);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.Scale(x.vector.AsSingle(), n.vector.AsSingle()))
            : Of(Avx512F.VL.Scale(x.vector.AsDouble(), n.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Exponent(Lanes256<T> x)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Exponent(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.GetExponent(x.vector.AsSingle()))
            : Of(Avx512F.VL.GetExponent(x.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Significand(Lanes256<T> x)
    {
        if (!Avx512F.VL.IsSupported) return LaneBits.Significand(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.VL.GetMantissa(x.vector.AsSingle(), 0))
            : Of(Avx512F.VL.GetMantissa(x.vector.AsDouble(), 0));
    }

    [MethodImpl(Inline)]
    private static Lanes256<T> Of(Vector256<float> vector) =>
        Unsafe.BitCast<Vector256<float>, Lanes256<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes256<T> Of(Vector256<double> vector) =>
        Unsafe.BitCast<Vector256<double>, Lanes256<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes256<T> Of(Vector256<int> vector) =>
        Unsafe.BitCast<Vector256<int>, Lanes256<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes256<T> Of(Vector256<long> vector) =>
        Unsafe.BitCast<Vector256<long>, Lanes256<T>>(vector);
}
