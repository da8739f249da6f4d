using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <summary>
/// A vector of 64-bit lanes. The bitwise operators, <c>Add</c>, <c>Subtract</c> and <c>Product</c> read a lane as a
/// whole number; <c>+ − * /</c>, <c>Sqrt</c> and <c>Min</c> read it as a double. Every operation is exact or correctly
/// rounded, none is fused: that is why all widths, and all machines, give the same bits.
/// </summary>
internal interface IPhiloxLanes<V> where V : struct, IPhiloxLanes<V>
{
    static abstract int Count { get; }
    static abstract V Words(ulong value);
    static abstract V Reals(double value);
    /// <summary>first, first + 1, first + 2, …</summary>
    static abstract V Consecutive(ulong first);
    /// <summary>The 64-bit product of the low halves: what stands in the high halves does not matter.</summary>
    static abstract V Product(V a, V b);
    static abstract V Add(V a, V b);
    static abstract V Subtract(V a, V b);
    static abstract V operator &(V a, V b);
    static abstract V operator |(V a, V b);
    static abstract V operator ^(V a, V b);
    static abstract V Xor(V a, V b, V c);
    static abstract V operator <<(V a, int count);
    static abstract V operator >>>(V a, int count);
    static abstract V operator +(V a, V b);
    static abstract V operator -(V a, V b);
    static abstract V operator *(V a, V b);
    static abstract V operator /(V a, V b);
    /// <summary>(p·z + b)·z + a: two steps of Horner's scheme, in one call for the sake of the inliner.</summary>
    static abstract V Horner(V p, V z, double b, double a);
    static abstract V Sqrt(V a);
    static abstract V Min(V a, V b);
    /// <summary>The double nearest to the lane read as a signed number.</summary>
    static abstract V ToReal(V a);
    /// <summary>a₀, b₀, a₁, b₁, …: the first half and the second half.</summary>
    static abstract void Interleave(ref V a, ref V b);
    static abstract void Store(V a, V b, ref ulong destination);
    /// <summary>Both vectors of doubles, rounded to single precision.</summary>
    static abstract void Store(V a, V b, ref float destination);
}

internal readonly struct PhiloxLanes1(ulong bits) : IPhiloxLanes<PhiloxLanes1>
{
    public readonly ulong Bits = bits;
    private PhiloxLanes1(double real) : this(BitConverter.DoubleToUInt64Bits(real)) { }
    private double Real => BitConverter.UInt64BitsToDouble(Bits);

    public static int Count => 1;
    public static PhiloxLanes1 Words(ulong value) => new(value);
    public static PhiloxLanes1 Reals(double value) => new(value);
    public static PhiloxLanes1 Consecutive(ulong first) => new(first);
    public static PhiloxLanes1 Product(PhiloxLanes1 a, PhiloxLanes1 b) => new((ulong)(uint)a.Bits * (uint)b.Bits);
    public static PhiloxLanes1 Add(PhiloxLanes1 a, PhiloxLanes1 b) => new(unchecked(a.Bits + b.Bits));
    public static PhiloxLanes1 Subtract(PhiloxLanes1 a, PhiloxLanes1 b) => new(unchecked(a.Bits - b.Bits));
    public static PhiloxLanes1 operator &(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Bits & b.Bits);
    public static PhiloxLanes1 operator |(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Bits | b.Bits);
    public static PhiloxLanes1 operator ^(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Bits ^ b.Bits);
    public static PhiloxLanes1 Xor(PhiloxLanes1 a, PhiloxLanes1 b, PhiloxLanes1 c) => new(a.Bits ^ b.Bits ^ c.Bits);
    public static PhiloxLanes1 operator <<(PhiloxLanes1 a, int count) => new(a.Bits << count);
    public static PhiloxLanes1 operator >>>(PhiloxLanes1 a, int count) => new(a.Bits >> count);
    public static PhiloxLanes1 operator +(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Real + b.Real);
    public static PhiloxLanes1 operator -(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Real - b.Real);
    public static PhiloxLanes1 operator *(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Real * b.Real);
    public static PhiloxLanes1 operator /(PhiloxLanes1 a, PhiloxLanes1 b) => new(a.Real / b.Real);
    public static PhiloxLanes1 Horner(PhiloxLanes1 p, PhiloxLanes1 z, double b, double a) =>
        new((p.Real * z.Real + b) * z.Real + a);
    public static PhiloxLanes1 Sqrt(PhiloxLanes1 a) => new(Math.Sqrt(a.Real));
    public static PhiloxLanes1 Min(PhiloxLanes1 a, PhiloxLanes1 b) => new(Math.Min(a.Real, b.Real));
    public static PhiloxLanes1 ToReal(PhiloxLanes1 a) => new((double)(long)a.Bits);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref PhiloxLanes1 a, ref PhiloxLanes1 b) { }

    public static void Store(PhiloxLanes1 a, PhiloxLanes1 b, ref ulong destination)
    {
        destination = a.Bits;
        Unsafe.Add(ref destination, 1) = b.Bits;
    }

    public static void Store(PhiloxLanes1 a, PhiloxLanes1 b, ref float destination)
    {
        destination = (float)a.Real;
        Unsafe.Add(ref destination, 1) = (float)b.Real;
    }
}

internal readonly struct PhiloxLanes2(Vector128<ulong> bits) : IPhiloxLanes<PhiloxLanes2>
{
    private readonly Vector128<ulong> bits = bits;
    private PhiloxLanes2(Vector128<double> reals) : this(reals.AsUInt64()) { }
    private Vector128<double> Real => bits.AsDouble();

    public static int Count => 2;
    public static PhiloxLanes2 Words(ulong value) => new(Vector128.Create(value));
    public static PhiloxLanes2 Reals(double value) => new(Vector128.Create(value));
    public static PhiloxLanes2 Consecutive(ulong first) => new(Vector128.Create(first) + Vector128<ulong>.Indices);
    public static PhiloxLanes2 Product(PhiloxLanes2 a, PhiloxLanes2 b) =>
        new(Sse2.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()));
    public static PhiloxLanes2 Add(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.bits + b.bits);
    public static PhiloxLanes2 Subtract(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.bits - b.bits);
    public static PhiloxLanes2 operator &(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.bits & b.bits);
    public static PhiloxLanes2 operator |(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.bits | b.bits);
    public static PhiloxLanes2 operator ^(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.bits ^ b.bits);
    public static PhiloxLanes2 Xor(PhiloxLanes2 a, PhiloxLanes2 b, PhiloxLanes2 c) => new(a.bits ^ b.bits ^ c.bits);
    public static PhiloxLanes2 operator <<(PhiloxLanes2 a, int count) => new(a.bits << count);
    public static PhiloxLanes2 operator >>>(PhiloxLanes2 a, int count) => new(a.bits >>> count);
    public static PhiloxLanes2 operator +(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.Real + b.Real);
    public static PhiloxLanes2 operator -(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.Real - b.Real);
    public static PhiloxLanes2 operator *(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.Real * b.Real);
    public static PhiloxLanes2 operator /(PhiloxLanes2 a, PhiloxLanes2 b) => new(a.Real / b.Real);
    public static PhiloxLanes2 Horner(PhiloxLanes2 p, PhiloxLanes2 z, double b, double a) =>
        new((p.Real * z.Real + Vector128.Create(b)) * z.Real + Vector128.Create(a));
    public static PhiloxLanes2 Sqrt(PhiloxLanes2 a) => new(Vector128.Sqrt(a.Real));
    public static PhiloxLanes2 Min(PhiloxLanes2 a, PhiloxLanes2 b) => new(Vector128.MinNative(a.Real, b.Real));
    public static PhiloxLanes2 ToReal(PhiloxLanes2 a) => new(Vector128.ConvertToDouble(a.bits.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref PhiloxLanes2 a, ref PhiloxLanes2 b)
    {
        var low = Sse2.UnpackLow(a.bits, b.bits);
        b = new(Sse2.UnpackHigh(a.bits, b.bits));
        a = new(low);
    }

    public static void Store(PhiloxLanes2 a, PhiloxLanes2 b, ref ulong destination)
    {
        a.bits.StoreUnsafe(ref destination);
        b.bits.StoreUnsafe(ref destination, (nuint)Count);
    }

    public static void Store(PhiloxLanes2 a, PhiloxLanes2 b, ref float destination) =>
        Vector128.Narrow(a.Real, b.Real).StoreUnsafe(ref destination);
}

internal readonly struct PhiloxLanes4(Vector256<ulong> bits) : IPhiloxLanes<PhiloxLanes4>
{
    private readonly Vector256<ulong> bits = bits;
    private PhiloxLanes4(Vector256<double> reals) : this(reals.AsUInt64()) { }
    private Vector256<double> Real => bits.AsDouble();

    public static int Count => 4;
    public static PhiloxLanes4 Words(ulong value) => new(Vector256.Create(value));
    public static PhiloxLanes4 Reals(double value) => new(Vector256.Create(value));
    public static PhiloxLanes4 Consecutive(ulong first) => new(Vector256.Create(first) + Vector256<ulong>.Indices);
    public static PhiloxLanes4 Product(PhiloxLanes4 a, PhiloxLanes4 b) =>
        new(Avx2.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()));
    public static PhiloxLanes4 Add(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.bits + b.bits);
    public static PhiloxLanes4 Subtract(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.bits - b.bits);
    public static PhiloxLanes4 operator &(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.bits & b.bits);
    public static PhiloxLanes4 operator |(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.bits | b.bits);
    public static PhiloxLanes4 operator ^(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.bits ^ b.bits);
    public static PhiloxLanes4 Xor(PhiloxLanes4 a, PhiloxLanes4 b, PhiloxLanes4 c) => new(a.bits ^ b.bits ^ c.bits);
    public static PhiloxLanes4 operator <<(PhiloxLanes4 a, int count) => new(a.bits << count);
    public static PhiloxLanes4 operator >>>(PhiloxLanes4 a, int count) => new(a.bits >>> count);
    public static PhiloxLanes4 operator +(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.Real + b.Real);
    public static PhiloxLanes4 operator -(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.Real - b.Real);
    public static PhiloxLanes4 operator *(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.Real * b.Real);
    public static PhiloxLanes4 operator /(PhiloxLanes4 a, PhiloxLanes4 b) => new(a.Real / b.Real);
    public static PhiloxLanes4 Horner(PhiloxLanes4 p, PhiloxLanes4 z, double b, double a) =>
        new((p.Real * z.Real + Vector256.Create(b)) * z.Real + Vector256.Create(a));
    public static PhiloxLanes4 Sqrt(PhiloxLanes4 a) => new(Vector256.Sqrt(a.Real));
    public static PhiloxLanes4 Min(PhiloxLanes4 a, PhiloxLanes4 b) => new(Vector256.MinNative(a.Real, b.Real));
    public static PhiloxLanes4 ToReal(PhiloxLanes4 a) => new(Vector256.ConvertToDouble(a.bits.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref PhiloxLanes4 a, ref PhiloxLanes4 b)
    {
        var low = Avx2.UnpackLow(a.bits, b.bits);          // a₀ b₀ a₂ b₂
        var high = Avx2.UnpackHigh(a.bits, b.bits);        // a₁ b₁ a₃ b₃
        a = new(Avx2.Permute2x128(low, high, 0x20));
        b = new(Avx2.Permute2x128(low, high, 0x31));
    }

    public static void Store(PhiloxLanes4 a, PhiloxLanes4 b, ref ulong destination)
    {
        a.bits.StoreUnsafe(ref destination);
        b.bits.StoreUnsafe(ref destination, (nuint)Count);
    }

    public static void Store(PhiloxLanes4 a, PhiloxLanes4 b, ref float destination) =>
        Vector256.Narrow(a.Real, b.Real).StoreUnsafe(ref destination);
}

internal readonly struct PhiloxLanes8(Vector512<ulong> bits) : IPhiloxLanes<PhiloxLanes8>
{
    private readonly Vector512<ulong> bits = bits;
    private PhiloxLanes8(Vector512<double> reals) : this(reals.AsUInt64()) { }
    private Vector512<double> Real => bits.AsDouble();

    public static int Count => 8;
    public static PhiloxLanes8 Words(ulong value) => new(Vector512.Create(value));
    public static PhiloxLanes8 Reals(double value) => new(Vector512.Create(value));
    public static PhiloxLanes8 Consecutive(ulong first) => new(Vector512.Create(first) + Vector512<ulong>.Indices);
    public static PhiloxLanes8 Product(PhiloxLanes8 a, PhiloxLanes8 b) =>
        new(Avx512F.Multiply(a.bits.AsUInt32(), b.bits.AsUInt32()));
    public static PhiloxLanes8 Add(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.bits + b.bits);
    public static PhiloxLanes8 Subtract(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.bits - b.bits);
    public static PhiloxLanes8 operator &(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.bits & b.bits);
    public static PhiloxLanes8 operator |(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.bits | b.bits);
    public static PhiloxLanes8 operator ^(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.bits ^ b.bits);
    public static PhiloxLanes8 Xor(PhiloxLanes8 a, PhiloxLanes8 b, PhiloxLanes8 c) => new(a.bits ^ b.bits ^ c.bits);
    public static PhiloxLanes8 operator <<(PhiloxLanes8 a, int count) => new(a.bits << count);
    public static PhiloxLanes8 operator >>>(PhiloxLanes8 a, int count) => new(a.bits >>> count);
    public static PhiloxLanes8 operator +(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.Real + b.Real);
    public static PhiloxLanes8 operator -(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.Real - b.Real);
    public static PhiloxLanes8 operator *(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.Real * b.Real);
    public static PhiloxLanes8 operator /(PhiloxLanes8 a, PhiloxLanes8 b) => new(a.Real / b.Real);
    public static PhiloxLanes8 Horner(PhiloxLanes8 p, PhiloxLanes8 z, double b, double a) =>
        new((p.Real * z.Real + Vector512.Create(b)) * z.Real + Vector512.Create(a));
    public static PhiloxLanes8 Sqrt(PhiloxLanes8 a) => new(Vector512.Sqrt(a.Real));
    public static PhiloxLanes8 Min(PhiloxLanes8 a, PhiloxLanes8 b) => new(Vector512.MinNative(a.Real, b.Real));
    public static PhiloxLanes8 ToReal(PhiloxLanes8 a) => new(Vector512.ConvertToDouble(a.bits.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(ref PhiloxLanes8 a, ref PhiloxLanes8 b)
    {
        var low = Avx512F.PermuteVar8x64x2(a.bits, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), b.bits);
        b = new(Avx512F.PermuteVar8x64x2(a.bits, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), b.bits));
        a = new(low);
    }

    public static void Store(PhiloxLanes8 a, PhiloxLanes8 b, ref ulong destination)
    {
        a.bits.StoreUnsafe(ref destination);
        b.bits.StoreUnsafe(ref destination, (nuint)Count);
    }

    public static void Store(PhiloxLanes8 a, PhiloxLanes8 b, ref float destination) =>
        Vector512.Narrow(a.Real, b.Real).StoreUnsafe(ref destination);
}
