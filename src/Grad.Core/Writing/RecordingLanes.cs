using Grad.Writing;

namespace Grad.Numerics;

/// <summary>Lanes that hold no numbers: they write down what is done with them, in <see cref="Recording.Current"/>.</summary>
/// <param name="operation">What gave them.</param>
internal readonly struct RecordingLanes(Operation operation) : ILanes<RecordingLanes>
{
    /// <summary>What gave them.</summary>
    public Operation Operation { get; } = operation;

    public static int Count => Recording.Current.Count;

    public static int ElementSize => IsDouble ? sizeof(double) : sizeof(float);

    public static bool IsDouble => Recording.Current.IsDouble;

    public static RecordingLanes Zero => Constant(0);

    public static RecordingLanes One => Constant(1);

    public static RecordingLanes Constant(double value) => Add(nameof(Constant), value, isMask: false);

    public static RecordingLanes ConstantBits(long bits) => Add(nameof(ConstantBits), bits, isMask: false);

    /// <summary>Whether a body is being written down.</summary>
    public static bool Are<V>() where V : struct, ILanes<V> => typeof(V) == typeof(RecordingLanes);

    /// <summary>A scalar function of each lane by itself: one of <see cref="Math"/>, or %.</summary>
    public static V EachLane<V>(string function, params V[] x) where V : struct, ILanes<V> => (V)(object)Add(
        Operation.EachLane, function, isMask: false, [.. x.Select(lane => (RecordingLanes)(object)lane)]);

    public static RecordingLanes Load(nint address) => throw new NotRecordedException();

    public static RecordingLanes LoadPartial(nint address, int count) => throw new NotRecordedException();

    public static RecordingLanes LoadScalar(nint address) => throw new NotRecordedException();

    public static RecordingLanes LoadStrided(nint address, nint strideBytes, int count) => throw new NotRecordedException();

    public static RecordingLanes LoadScalarFromDouble(nint address) => throw new NotRecordedException();

    public static RecordingLanes LoadInt32(nint address, int count) => throw new NotRecordedException();

    public static RecordingLanes LoadScalarInt32(nint address) => throw new NotRecordedException();

    public static RecordingLanes LoadInt32Strided(nint address, nint strideBytes, int count) => throw new NotRecordedException();

    public static RecordingLanes LoadBoolean(nint address, int count) => throw new NotRecordedException();

    public static RecordingLanes LoadScalarBoolean(nint address) => throw new NotRecordedException();

    public static RecordingLanes LoadBooleanStrided(nint address, nint strideBytes, int count) => throw new NotRecordedException();

    public static void Store(nint address, RecordingLanes value) => throw new NotRecordedException();

    public static void StorePartial(nint address, RecordingLanes value, int count) => throw new NotRecordedException();

    public static void StoreScalar(nint address, RecordingLanes value) => throw new NotRecordedException();

    public static void StoreStrided(nint address, nint strideBytes, RecordingLanes value, int count) => throw new NotRecordedException();

    public static void StoreInt32(nint address, RecordingLanes value, int count) => throw new NotRecordedException();

    public static void StoreBoolean(nint address, RecordingLanes mask, int count) => throw new NotRecordedException();

    public static RecordingLanes operator +(RecordingLanes left, RecordingLanes right) => Value("+", left, right);

    public static RecordingLanes operator -(RecordingLanes left, RecordingLanes right) => Value("-", left, right);

    public static RecordingLanes operator *(RecordingLanes left, RecordingLanes right) => Value("*", left, right);

    public static RecordingLanes operator /(RecordingLanes left, RecordingLanes right) => Value("/", left, right);

    public static RecordingLanes operator -(RecordingLanes x) => Value("negate", x);

    public static RecordingLanes Fma(RecordingLanes a, RecordingLanes b, RecordingLanes c) => Value(nameof(Fma), a, b, c);

    public static RecordingLanes Abs(RecordingLanes x) => Value(nameof(Abs), x);

    public static RecordingLanes Sqrt(RecordingLanes x) => Value(nameof(Sqrt), x);

    public static RecordingLanes Minimum(RecordingLanes x, RecordingLanes y) => Value(nameof(Minimum), x, y);

    public static RecordingLanes Maximum(RecordingLanes x, RecordingLanes y) => Value(nameof(Maximum), x, y);

    public static RecordingLanes LesserOrSecond(RecordingLanes x, RecordingLanes y) => Value(nameof(LesserOrSecond), x, y);

    public static RecordingLanes GreaterOrSecond(RecordingLanes x, RecordingLanes y) => Value(nameof(GreaterOrSecond), x, y);

    public static RecordingLanes Floor(RecordingLanes x) => Value(nameof(Floor), x);

    public static RecordingLanes Ceiling(RecordingLanes x) => Value(nameof(Ceiling), x);

    public static RecordingLanes Truncate(RecordingLanes x) => Value(nameof(Truncate), x);

    public static RecordingLanes Round(RecordingLanes x) => Value(nameof(Round), x);

    public static RecordingLanes CopySign(RecordingLanes magnitude, RecordingLanes sign) => Value(nameof(CopySign), magnitude, sign);

    public static RecordingLanes LessThan(RecordingLanes x, RecordingLanes y) => Mask(nameof(LessThan), x, y);

    public static RecordingLanes LessThanOrEqual(RecordingLanes x, RecordingLanes y) => Mask(nameof(LessThanOrEqual), x, y);

    public static RecordingLanes GreaterThan(RecordingLanes x, RecordingLanes y) => Mask(nameof(GreaterThan), x, y);

    public static RecordingLanes GreaterThanOrEqual(RecordingLanes x, RecordingLanes y) => Mask(nameof(GreaterThanOrEqual), x, y);

    public static RecordingLanes Equal(RecordingLanes x, RecordingLanes y) => Mask(nameof(Equal), x, y);

    public static RecordingLanes NotEqual(RecordingLanes x, RecordingLanes y) => Mask(nameof(NotEqual), x, y);

    public static RecordingLanes IsNaN(RecordingLanes x) => Mask(nameof(IsNaN), x);

    public static RecordingLanes IsFinite(RecordingLanes x) => Mask(nameof(IsFinite), x);

    public static RecordingLanes operator &(RecordingLanes left, RecordingLanes right) => Either("&", left, right);

    public static RecordingLanes operator |(RecordingLanes left, RecordingLanes right) => Either("|", left, right);

    public static RecordingLanes operator ^(RecordingLanes left, RecordingLanes right) => Either("^", left, right);

    public static RecordingLanes operator ~(RecordingLanes x) => Either("~", x);

    public static RecordingLanes Select(RecordingLanes mask, RecordingLanes ifTrue, RecordingLanes ifFalse) =>
        Add(nameof(Select), null, ifTrue.Operation.IsMask && ifFalse.Operation.IsMask, mask, ifTrue, ifFalse);

    public static bool Any(RecordingLanes mask) => Recording.Current.Answer(mask.Operation);

    public static RecordingLanes FirstLanes(int count) => throw new NotRecordedException();

    public static RecordingLanes AddBits(RecordingLanes x, RecordingLanes y) => Value(nameof(AddBits), x, y);

    public static RecordingLanes SubtractBits(RecordingLanes x, RecordingLanes y) => Value(nameof(SubtractBits), x, y);

    public static RecordingLanes ShiftLeft(RecordingLanes x, int count) => Add(nameof(ShiftLeft), count, isMask: false, x);

    public static RecordingLanes ShiftRight(RecordingLanes x, int count) => Add(nameof(ShiftRight), count, isMask: false, x);

    public static RecordingLanes ScaleByPowerOfTwo(RecordingLanes x, RecordingLanes n) => Value(nameof(ScaleByPowerOfTwo), x, n);

    public static RecordingLanes Exponent(RecordingLanes x) => Value(nameof(Exponent), x);

    public static RecordingLanes Significand(RecordingLanes x) => Value(nameof(Significand), x);

    public static RecordingLanes Sum(RecordingLanes x) => throw new NotRecordedException();

    public static RecordingLanes Product(RecordingLanes x) => throw new NotRecordedException();

    public static RecordingLanes HorizontalMaximum(RecordingLanes x) => throw new NotRecordedException();

    public static RecordingLanes HorizontalMinimum(RecordingLanes x) => throw new NotRecordedException();

    private static RecordingLanes Value(string name, params RecordingLanes[] operands) => Add(name, null, isMask: false, operands);

    private static RecordingLanes Mask(string name, params RecordingLanes[] operands) => Add(name, null, isMask: true, operands);

    /// <summary>An operation on bits, which gives a mask where it is given masks.</summary>
    private static RecordingLanes Either(string name, params RecordingLanes[] operands) =>
        Add(name, null, operands.All(o => o.Operation.IsMask), operands);

    private static RecordingLanes Add(string name, object? argument, bool isMask, params RecordingLanes[] operands) =>
        new(Recording.Current.Add(name, argument, isMask, [.. operands.Select(o => o.Operation)]));
}
