namespace Grad.Numerics;

/// <summary>
/// One lane that counts what is done with it: what a vector body costs, in instructions of any width, for operands of
/// ordinary size.
/// </summary>
/// <param name="lane">The number.</param>
internal readonly struct CountingLanes(Lanes1<double> lane) : ILanes<CountingLanes>
{
    /// <summary>How many multiplications a division or a square root takes as long as, about, for vectors of 512 bits.</summary>
    private const int Division = 10;

    [ThreadStatic]
    private static int Instructions;

    [ThreadStatic]
    private static int Divisions;

    private readonly Lanes1<double> lane = lane;

    /// <summary>How many instructions a body takes, and how long it takes, in multiplications.</summary>
    public static (int Instructions, int Cost) Of(Action body)
    {
        int instructions = Instructions, divisions = Divisions;
        body();
        (instructions, divisions) = (Instructions - instructions, Divisions - divisions);
        return (instructions, instructions + ((Division - 1) * divisions));
    }

    private static CountingLanes Divided(Lanes1<double> lane)
    {
        Divisions++;
        return Counted(lane);
    }

    private static CountingLanes Counted(Lanes1<double> lane)
    {
        Instructions++;
        return new(lane);
    }

    public static int Count => Lanes1<double>.Count;

    public static int ElementSize => Lanes1<double>.ElementSize;

    public static bool IsDouble => true;

    public static CountingLanes Zero => new(Lanes1<double>.Zero);

    public static CountingLanes One => new(Lanes1<double>.One);

    public static CountingLanes Constant(double value) => new(Lanes1<double>.Constant(value));

    public static CountingLanes ConstantBits(long bits) => new(Lanes1<double>.ConstantBits(bits));

    public static CountingLanes Load(nint address) => Counted(Lanes1<double>.Load(address));

    public static CountingLanes LoadPartial(nint address, int count) => Counted(Lanes1<double>.LoadPartial(address, count));

    public static CountingLanes LoadScalar(nint address) => Counted(Lanes1<double>.LoadScalar(address));

    public static CountingLanes LoadStrided(nint address, nint strideBytes, int count) => Counted(Lanes1<double>.LoadStrided(address, strideBytes, count));

    public static CountingLanes LoadScalarFromDouble(nint address) => Counted(Lanes1<double>.LoadScalarFromDouble(address));

    public static CountingLanes LoadInt32(nint address, int count) => Counted(Lanes1<double>.LoadInt32(address, count));

    public static CountingLanes LoadScalarInt32(nint address) => Counted(Lanes1<double>.LoadScalarInt32(address));

    public static CountingLanes LoadInt32Strided(nint address, nint strideBytes, int count) => Counted(Lanes1<double>.LoadInt32Strided(address, strideBytes, count));

    public static CountingLanes LoadBoolean(nint address, int count) => Counted(Lanes1<double>.LoadBoolean(address, count));

    public static CountingLanes LoadScalarBoolean(nint address) => Counted(Lanes1<double>.LoadScalarBoolean(address));

    public static CountingLanes LoadBooleanStrided(nint address, nint strideBytes, int count) => Counted(Lanes1<double>.LoadBooleanStrided(address, strideBytes, count));

    public static void Store(nint address, CountingLanes value) => Lanes1<double>.Store(address, value.lane);

    public static void StorePartial(nint address, CountingLanes value, int count) => Lanes1<double>.StorePartial(address, value.lane, count);

    public static void StoreScalar(nint address, CountingLanes value) => Lanes1<double>.StoreScalar(address, value.lane);

    public static void StoreStrided(nint address, nint strideBytes, CountingLanes value, int count) => Lanes1<double>.StoreStrided(address, strideBytes, value.lane, count);

    public static void StoreInt32(nint address, CountingLanes value, int count) => Lanes1<double>.StoreInt32(address, value.lane, count);

    public static void StoreBoolean(nint address, CountingLanes mask, int count) => Lanes1<double>.StoreBoolean(address, mask.lane, count);

    public static CountingLanes operator +(CountingLanes left, CountingLanes right) => Counted(left.lane + right.lane);

    public static CountingLanes operator -(CountingLanes left, CountingLanes right) => Counted(left.lane - right.lane);

    public static CountingLanes operator *(CountingLanes left, CountingLanes right) => Counted(left.lane * right.lane);

    public static CountingLanes operator /(CountingLanes left, CountingLanes right) => Divided(left.lane / right.lane);

    public static CountingLanes operator -(CountingLanes x) => Counted(-x.lane);

    public static CountingLanes Fma(CountingLanes a, CountingLanes b, CountingLanes c) => Counted(Lanes1<double>.Fma(a.lane, b.lane, c.lane));

    public static CountingLanes Abs(CountingLanes x) => Counted(Lanes1<double>.Abs(x.lane));

    public static CountingLanes Sqrt(CountingLanes x) => Divided(Lanes1<double>.Sqrt(x.lane));

    public static CountingLanes Minimum(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.Minimum(x.lane, y.lane));

    public static CountingLanes Maximum(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.Maximum(x.lane, y.lane));

    public static CountingLanes LesserOrSecond(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.LesserOrSecond(x.lane, y.lane));

    public static CountingLanes GreaterOrSecond(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.GreaterOrSecond(x.lane, y.lane));

    public static CountingLanes Floor(CountingLanes x) => Counted(Lanes1<double>.Floor(x.lane));

    public static CountingLanes Ceiling(CountingLanes x) => Counted(Lanes1<double>.Ceiling(x.lane));

    public static CountingLanes Truncate(CountingLanes x) => Counted(Lanes1<double>.Truncate(x.lane));

    public static CountingLanes Round(CountingLanes x) => Counted(Lanes1<double>.Round(x.lane));

    public static CountingLanes CopySign(CountingLanes magnitude, CountingLanes sign) => Counted(Lanes1<double>.CopySign(magnitude.lane, sign.lane));

    public static CountingLanes LessThan(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.LessThan(x.lane, y.lane));

    public static CountingLanes LessThanOrEqual(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.LessThanOrEqual(x.lane, y.lane));

    public static CountingLanes GreaterThan(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.GreaterThan(x.lane, y.lane));

    public static CountingLanes GreaterThanOrEqual(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.GreaterThanOrEqual(x.lane, y.lane));

    public static CountingLanes Equal(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.Equal(x.lane, y.lane));

    public static CountingLanes NotEqual(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.NotEqual(x.lane, y.lane));

    public static CountingLanes IsNaN(CountingLanes x) => Counted(Lanes1<double>.IsNaN(x.lane));

    public static CountingLanes IsFinite(CountingLanes x) => Counted(Lanes1<double>.IsFinite(x.lane));

    public static CountingLanes operator &(CountingLanes left, CountingLanes right) => Counted(left.lane & right.lane);

    public static CountingLanes operator |(CountingLanes left, CountingLanes right) => Counted(left.lane | right.lane);

    public static CountingLanes operator ^(CountingLanes left, CountingLanes right) => Counted(left.lane ^ right.lane);

    public static CountingLanes operator ~(CountingLanes x) => Counted(~x.lane);

    public static CountingLanes Select(CountingLanes mask, CountingLanes ifTrue, CountingLanes ifFalse) => Counted(Lanes1<double>.Select(mask.lane, ifTrue.lane, ifFalse.lane));

    public static bool Any(CountingLanes mask) => Lanes1<double>.Any(mask.lane);

    public static CountingLanes FirstLanes(int count) => Counted(Lanes1<double>.FirstLanes(count));

    public static CountingLanes AddBits(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.AddBits(x.lane, y.lane));

    public static CountingLanes SubtractBits(CountingLanes x, CountingLanes y) => Counted(Lanes1<double>.SubtractBits(x.lane, y.lane));

    public static CountingLanes ShiftLeft(CountingLanes x, int count) => Counted(Lanes1<double>.ShiftLeft(x.lane, count));

    public static CountingLanes ShiftRight(CountingLanes x, int count) => Counted(Lanes1<double>.ShiftRight(x.lane, count));

    public static CountingLanes ScaleByPowerOfTwo(CountingLanes x, CountingLanes n) => Counted(Lanes1<double>.ScaleByPowerOfTwo(x.lane, n.lane));

    public static CountingLanes Exponent(CountingLanes x) => Counted(Lanes1<double>.Exponent(x.lane));

    public static CountingLanes Significand(CountingLanes x) => Counted(Lanes1<double>.Significand(x.lane));

    public static CountingLanes Sum(CountingLanes x) => Counted(Lanes1<double>.Sum(x.lane));

    public static CountingLanes Product(CountingLanes x) => Counted(Lanes1<double>.Product(x.lane));

    public static CountingLanes HorizontalMaximum(CountingLanes x) => Counted(Lanes1<double>.HorizontalMaximum(x.lane));

    public static CountingLanes HorizontalMinimum(CountingLanes x) => Counted(Lanes1<double>.HorizontalMinimum(x.lane));
}
