namespace Grad.Numerics;

/// <summary>
/// A fixed number of floating-point lanes (512, 256, 128 bits or one scalar) of one element type,
/// <see cref="float"/> or <see cref="double"/>: what an operator writes its one vector body against.
/// </summary>
/// <remarks>
/// A comparison returns a mask: all bits of a lane set for true, none for false. A body that is generic over
/// <typeparamref name="V"/> gives the same bits per lane at every width; only the horizontal members depend on
/// the width.
/// </remarks>
/// <typeparam name="V">The implementing structure itself.</typeparam>
public interface ILanes<V> where V : struct, ILanes<V>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Size of one element in bytes: 4 or 8.</summary>
    static abstract int ElementSize { get; }

    /// <summary>True for lanes of <see cref="double"/>; a constant to the JIT.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract V Zero { get; }

    /// <summary>One in every lane.</summary>
    static abstract V One { get; }

    /// <summary>The value, rounded once to the element type, in every lane.</summary>
    static abstract V Constant(double value);

    /// <summary>The low bits of the pattern, as many as an element has, in every lane.</summary>
    static abstract V ConstantBits(long bits);

    // ---- loads

    /// <summary>Loads <see cref="Count"/> consecutive elements.</summary>
    static abstract V Load(nint address);

    /// <summary>Loads the first <paramref name="count"/> elements, other lanes zero; reads only them.</summary>
    static abstract V LoadPartial(nint address, int count);

    /// <summary>Loads one element into every lane.</summary>
    static abstract V LoadScalar(nint address);

    /// <summary>Loads <paramref name="count"/> elements that lie a stride apart, other lanes zero.</summary>
    static abstract V LoadStrided(nint address, nint strideBytes, int count);

    /// <summary>Loads one <see cref="double"/>, rounds it to the element type, into every lane.</summary>
    static abstract V LoadScalarFromDouble(nint address);

    /// <summary>Loads and converts <paramref name="count"/> consecutive 32-bit integers, other lanes zero.</summary>
    static abstract V LoadInt32(nint address, int count);

    /// <summary>Loads and converts one 32-bit integer into every lane.</summary>
    static abstract V LoadScalarInt32(nint address);

    /// <summary>Loads and converts <paramref name="count"/> 32-bit integers a stride apart, other lanes zero.</summary>
    static abstract V LoadInt32Strided(nint address, nint strideBytes, int count);

    /// <summary>Loads <paramref name="count"/> bytes, 0 or 1, as a mask; other lanes false.</summary>
    static abstract V LoadBoolean(nint address, int count);

    /// <summary>Loads one byte, 0 or 1, as a mask into every lane.</summary>
    static abstract V LoadScalarBoolean(nint address);

    /// <summary>Loads <paramref name="count"/> bytes, 0 or 1, a stride apart, as a mask; other lanes false.</summary>
    static abstract V LoadBooleanStrided(nint address, nint strideBytes, int count);

    // ---- stores

    /// <summary>Stores all lanes to consecutive elements.</summary>
    static abstract void Store(nint address, V value);

    /// <summary>Stores the first <paramref name="count"/> lanes; writes nothing beyond them.</summary>
    static abstract void StorePartial(nint address, V value, int count);

    /// <summary>Stores lane 0.</summary>
    static abstract void StoreScalar(nint address, V value);

    /// <summary>Stores the first <paramref name="count"/> lanes to elements that lie a stride apart.</summary>
    static abstract void StoreStrided(nint address, nint strideBytes, V value, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes as integers: truncated, saturated, NaN as 0.</summary>
    static abstract void StoreInt32(nint address, V value, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes of a mask as bytes 0 or 1.</summary>
    static abstract void StoreBoolean(nint address, V mask, int count);

    // ---- arithmetic, correctly rounded

    /// <summary>left + right.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>left − right.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>left · right.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>left / right.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>−x, the sign of zero and NaN included.</summary>
    static abstract V operator -(V x);

    /// <summary>a · b + c, rounded once at every width.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>|x|.</summary>
    static abstract V Abs(V x);

    /// <summary>√x.</summary>
    static abstract V Sqrt(V x);

    /// <summary>The smaller of two values as IEEE 754-2019 defines minimum: NaN if either is NaN, −0 &lt; +0.</summary>
    static abstract V Minimum(V x, V y);

    /// <summary>The greater of two values as IEEE 754-2019 defines maximum: NaN if either is NaN, −0 &lt; +0.</summary>
    static abstract V Maximum(V x, V y);

    /// <summary>x &lt; y ? x : y, so y where either is NaN: faster than <see cref="Minimum"/>.</summary>
    static abstract V LesserOrSecond(V x, V y);

    /// <summary>x &gt; y ? x : y, so y where either is NaN: faster than <see cref="Maximum"/>.</summary>
    static abstract V GreaterOrSecond(V x, V y);

    /// <summary>⌊x⌋.</summary>
    static abstract V Floor(V x);

    /// <summary>⌈x⌉.</summary>
    static abstract V Ceiling(V x);

    /// <summary>x rounded towards zero.</summary>
    static abstract V Truncate(V x);

    /// <summary>x rounded to the nearest integer, halves to even.</summary>
    static abstract V Round(V x);

    /// <summary>|magnitude| with the sign bit of <paramref name="sign"/>.</summary>
    static abstract V CopySign(V magnitude, V sign);

    // ---- comparisons and masks

    /// <summary>Mask of x &lt; y.</summary>
    static abstract V LessThan(V x, V y);

    /// <summary>Mask of x ≤ y.</summary>
    static abstract V LessThanOrEqual(V x, V y);

    /// <summary>Mask of x &gt; y.</summary>
    static abstract V GreaterThan(V x, V y);

    /// <summary>Mask of x ≥ y.</summary>
    static abstract V GreaterThanOrEqual(V x, V y);

    /// <summary>Mask of x = y; false where either is NaN.</summary>
    static abstract V Equal(V x, V y);

    /// <summary>Mask of x ≠ y; true where either is NaN.</summary>
    static abstract V NotEqual(V x, V y);

    /// <summary>Mask of NaN.</summary>
    static abstract V IsNaN(V x);

    /// <summary>Mask of values that are neither infinite nor NaN.</summary>
    static abstract V IsFinite(V x);

    /// <summary>Bitwise and.</summary>
    static abstract V operator &(V left, V right);

    /// <summary>Bitwise or.</summary>
    static abstract V operator |(V left, V right);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract V operator ^(V left, V right);

    /// <summary>Bitwise complement.</summary>
    static abstract V operator ~(V x);

    /// <summary>Lane by lane, mask ? ifTrue : ifFalse.</summary>
    static abstract V Select(V mask, V ifTrue, V ifFalse);

    /// <summary>True if the mask is set in some lane.</summary>
    static abstract bool Any(V mask);

    /// <summary>The mask whose first <paramref name="count"/> lanes are set.</summary>
    static abstract V FirstLanes(int count);

    // ---- bits

    /// <summary>Sum of the lanes read as integers of the element's size, wrapping.</summary>
    static abstract V AddBits(V x, V y);

    /// <summary>Difference of the lanes read as integers of the element's size, wrapping.</summary>
    static abstract V SubtractBits(V x, V y);

    /// <summary>Shifts the bits of each lane to the left.</summary>
    static abstract V ShiftLeft(V x, int count);

    /// <summary>Shifts the bits of each lane to the right, zeros coming in.</summary>
    static abstract V ShiftRight(V x, int count);

    /// <summary>x · 2ⁿ for an integral n, rounded once over the whole range, subnormal results included.</summary>
    static abstract V ScaleByPowerOfTwo(V x, V n);

    /// <summary>⌊log₂ |x|⌋ of any finite x ≠ 0; −∞ for 0, ∞ for ±∞.</summary>
    static abstract V Exponent(V x);

    /// <summary>x · 2⁻ᵉ with e = <see cref="Exponent"/>: magnitude in [1, 2); ±1 for ±0 and ±∞.</summary>
    static abstract V Significand(V x);

    // ---- horizontal: halves are combined pairwise, so the order is fixed for a given width

    /// <summary>The sum of all lanes, in every lane.</summary>
    static abstract V Sum(V x);

    /// <summary>The product of all lanes, in every lane.</summary>
    static abstract V Product(V x);

    /// <summary>The <see cref="Maximum"/> of all lanes, in every lane.</summary>
    static abstract V HorizontalMaximum(V x);

    /// <summary>The <see cref="Minimum"/> of all lanes, in every lane.</summary>
    static abstract V HorizontalMinimum(V x);
}
