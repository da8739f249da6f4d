using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>16 lanes of <see cref="float"/> or 8 of <see cref="double"/>: 512 bits.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly unsafe partial struct Lanes512<T>(Vector512<T> vector) : ILanes<Lanes512<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<T> vector = vector;

    /// <summary>The lanes.</summary>
    public Vector512<T> Vector => vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<T>.Count;
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
    public static Lanes512<T> Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public static Lanes512<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector512<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Constant(double value) =>
        typeof(T) == typeof(float) ? Of(Vector512.Create((float)value)) : Of(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> ConstantBits(long bits) =>
        typeof(T) == typeof(float) ? Of(Vector512.Create((int)bits)) : Of(Vector512.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => new(left.vector + right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => new(left.vector - right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => new(left.vector * right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) => new(left.vector / right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(float)
        ? Of(Vector512.FusedMultiplyAdd(a.vector.AsSingle(), b.vector.AsSingle(), c.vector.AsSingle()))
        : Of(Vector512.FusedMultiplyAdd(a.vector.AsDouble(), b.vector.AsDouble(), c.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Minimum(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Min(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Maximum(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Max(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LesserOrSecond(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.MinNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterOrSecond(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.MaxNative(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Floor(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector512.Floor(x.vector.AsSingle()))
            : Of(Vector512.Floor(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Ceiling(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector512.Ceiling(x.vector.AsSingle()))
            : Of(Vector512.Ceiling(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Truncate(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector512.Truncate(x.vector.AsSingle()))
            : Of(Vector512.Truncate(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Round(Lanes512<T> x) =>
        typeof(T) == typeof(float)
            ? Of(Vector512.Round(x.vector.AsSingle()))
            : Of(Vector512.Round(x.vector.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) =>
        new(Vector512.CopySign(magnitude.vector, sign.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LessThan(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LessThanOrEqual(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.LessThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterThan(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.GreaterThan(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterThanOrEqual(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.GreaterThanOrEqual(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> NotEqual(Lanes512<T> x, Lanes512<T> y) => new(~Vector512.Equals(x.vector, y.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> IsNaN(Lanes512<T> x) => new(~Vector512.Equals(x.vector, x.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> IsFinite(Lanes512<T> x) => LessThan(Abs(x), Constant(double.PositiveInfinity));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right) => new(left.vector & right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right) => new(left.vector | right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator ^(Lanes512<T> left, Lanes512<T> right) => new(left.vector ^ right.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator ~(Lanes512<T> x) => new(~x.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> ifTrue, Lanes512<T> ifFalse) =>
        new(Vector512.ConditionalSelect(mask.vector, ifTrue.vector, ifFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Lanes512<T> mask) => mask.vector.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> FirstLanes(int count) => LessThan(new(Vector512<T>.Indices), Constant(count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> AddBits(Lanes512<T> x, Lanes512<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() + y.vector.AsInt32())
        : Of(x.vector.AsInt64() + y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> SubtractBits(Lanes512<T> x, Lanes512<T> y) => typeof(T) == typeof(float)
        ? Of(x.vector.AsInt32() - y.vector.AsInt32())
        : Of(x.vector.AsInt64() - y.vector.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() << count) : Of(x.vector.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> ShiftRight(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float) ? Of(x.vector.AsInt32() >>> count) : Of(x.vector.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> ScaleByPowerOfTwo(Lanes512<T> x, Lanes512<T> n)
    {
        if (!Avx512F.IsSupported) return LaneBits.Scale(x, n);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.Scale(x.vector.AsSingle(), n.vector.AsSingle()))
            : Of(Avx512F.Scale(x.vector.AsDouble(), n.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Exponent(Lanes512<T> x)
    {
        if (!Avx512F.IsSupported) return LaneBits.Exponent(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.GetExponent(x.vector.AsSingle()))
            : Of(Avx512F.GetExponent(x.vector.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Significand(Lanes512<T> x)
    {
        if (!Avx512F.IsSupported) return LaneBits.Significand(x);
        return typeof(T) == typeof(float)
            ? Of(Avx512F.GetMantissa(x.vector.AsSingle(), 0))
            : Of(Avx512F.GetMantissa(x.vector.AsDouble(), 0));
    }

    [MethodImpl(Inline)]
    private static Lanes512<T> Of(Vector512<float> vector) =>
        Unsafe.BitCast<Vector512<float>, Lanes512<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes512<T> Of(Vector512<double> vector) =>
        Unsafe.BitCast<Vector512<double>, Lanes512<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes512<T> Of(Vector512<int> vector) =>
        Unsafe.BitCast<Vector512<int>, Lanes512<T>>(vector);

    [MethodImpl(Inline)]
    private static Lanes512<T> Of(Vector512<long> vector) =>
        Unsafe.BitCast<Vector512<long>, Lanes512<T>>(vector);
}
