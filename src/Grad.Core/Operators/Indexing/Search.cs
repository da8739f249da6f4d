using System.Numerics;

namespace Grad;

/// <summary>
/// An operator that finds places along an axis; its result is whole numbers, which have no derivative.
/// </summary>
public abstract class Search : Procedure
{
    private protected Search(Expr x, int axis, Shape shape) : base([x], (Kind.Integer, shape)) => Axis = axis;

    /// <summary>The axis that is searched.</summary>
    public int Axis { get; }

    internal override object Attributes => Axis;

    internal sealed override int Growth => Grad.Growth.Bounded;

    internal sealed override void Compute<T>(Call call)
    {
        var (outer, size, inner) = Grad.Sizes.Around(call.OperandSizes(0), Axis);
        Require(outer, size, inner);
        if (Operands[0].Kind == Kind.Integer) Find(call.Operand<int>(0), call.Result<int>(), outer, size, inner);
        else Find(call.Operand<T>(0), call.Result<int>(), outer, size, inner);
    }

    /// <summary>Finds places along an axis of size <paramref name="size"/>.</summary>
    private protected abstract void Find<T>(ReadOnlySpan<T> x, Span<int> places, int outer, int size, int inner)
        where T : unmanaged, INumber<T>;

    /// <summary>Refuses sizes for which there is nothing to be found.</summary>
    private protected virtual void Require(int outer, int size, int inner) { }

    /// <summary>The statement that calls a kernel.</summary>
    private protected string Written(WrittenCall call, string search)
    {
        var x = Operands[0];
        string[] sizes = [.. call.Around(x.Shape, Axis)];
        return $"{call.Kernel(nameof(RowSearch))}.Run<{call.Element(x)}, {call.Kernel(search)}>({call.Operand(0)}, {call.Result()}, "
            + $"outer: {sizes[0]}, size: {sizes[1]}, inner: {sizes[2]});";
    }
}

/// <summary>
/// The place of the largest element along an axis, the first of several; that of a NaN where there is one.
/// </summary>
public sealed class ArgMax : Search
{
    internal ArgMax(Expr x, int axis) : base(x, axis, x.Shape.Without(axis)) { }

    /// <inheritdoc/>
    public override string Operator => "argmax";

    internal override Expr Batched(Examples x) => new ArgMax(x[0], Axis + 1);

    private protected override void Require(int outer, int size, int inner)
    {
        if (size == 0 && outer * inner > 0) throw Errors.EmptySearch(Operator, Axis, Operands[0]);
    }

    private protected override void Find<T>(ReadOnlySpan<T> x, Span<int> places, int outer, int size, int inner) =>
        RowSearch.Run<T, LargestPlace>(x, places, outer, size, inner);

    internal override string Written(WrittenCall call)
    {
        var size = Operands[0].Shape[Axis];
        string check = size.FixedValue > 0 ? "" : $"ArgumentOutOfRangeException.ThrowIfZero({call.Size(size)});\n";
        return check + Written(call, nameof(LargestPlace));
    }
}

/// <summary>For each place of an axis the place of the largest element up to it, the first of several.</summary>
public sealed class CumulativeArgMax : Search
{
    internal CumulativeArgMax(Expr x, int axis) : base(x, axis, x.Shape) { }

    /// <inheritdoc/>
    public override string Operator => "cumargmax";

    internal override Expr Batched(Examples x) => new CumulativeArgMax(x[0], Axis + 1);

    private protected override void Find<T>(ReadOnlySpan<T> x, Span<int> places, int outer, int size, int inner) =>
        RowSearch.Run<T, LargestPlaces>(x, places, outer, size, inner);

    internal override string Written(WrittenCall call) => Written(call, nameof(LargestPlaces));
}

/// <summary>
/// The places in the order of their elements, the smallest first; equal elements keep their order, NaN comes last.
/// </summary>
public sealed class ArgSort : Search
{
    internal ArgSort(Expr x, int axis) : base(x, axis, x.Shape) { }

    /// <inheritdoc/>
    public override string Operator => "argsort";

    internal override Expr Batched(Examples x) => new ArgSort(x[0], Axis + 1);

    private protected override void Find<T>(ReadOnlySpan<T> x, Span<int> places, int outer, int size, int inner) =>
        RowSearch.Run<T, SortedPlaces>(x, places, outer, size, inner);

    internal override string Written(WrittenCall call) => Written(call, nameof(SortedPlaces));
}

public static partial class Functions
{
    /// <summary>The place of the largest element along an axis, the first of several.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axis">The axis, which is folded away.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr ArgMax(Expr x, int axis, bool keepDims = false) =>
        Kept(new ArgMax(Ordered(nameof(ArgMax), x), Resolved(nameof(ArgMax), x, axis)), keepDims);

    /// <summary>The place of the smallest element along an axis, the first of several.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axis">The axis, which is folded away.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr ArgMin(Expr x, int axis, bool keepDims = false) =>
        Kept(new ArgMax(-Ordered(nameof(ArgMin), x), Resolved(nameof(ArgMin), x, axis)), keepDims);

    /// <summary>The places along an axis in the order of their elements; equal elements keep their order.</summary>
    /// <param name="x">What is sorted.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="descending">Whether the largest comes first; NaN comes last either way.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr ArgSort(Expr x, int axis = -1, bool descending = false) =>
        new ArgSort(
            descending ? -Ordered(nameof(ArgSort), x) : Ordered(nameof(ArgSort), x), Resolved(nameof(ArgSort), x, axis));

    /// <summary>The elements along an axis in order; the derivative goes to the element chosen.</summary>
    /// <param name="x">What is sorted.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="descending">Whether the largest comes first; NaN comes last either way.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr Sort(Expr x, int axis = -1, bool descending = false) =>
        Gather(x, axis, ArgSort(x, axis, descending));

    /// <summary>The largest elements along an axis, the largest first, and their places; NaN comes last.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="count">How many.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentException">
    /// The axis is out of range or shorter, the count is negative, or x is neither real nor whole.
    /// </exception>
    public static (Expr Values, Expr Indices) TopK(Expr x, int count, int axis = -1)
    {
        var size = x.Shape[Resolved(nameof(TopK), x, axis)];
        if (count < 0 || count > size.FixedValue) throw Errors.TopCount(x, count, size);
        var indices = Slice(ArgSort(x, axis, descending: true), axis, 0, count);
        return (Gather(x, axis, indices), indices);
    }

    /// <summary>
    /// The middle element in order along an axis, the mean of the two middle ones for an even number; of NaN it is NaN.
    /// </summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axis">The axis, which is folded away.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is not real.</exception>
    public static Expr Median(Expr x, int axis = -1)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(nameof(Median), x, Kind.Real);
        int resolved = Resolved(nameof(Median), x, axis);
        var size = x.Shape[resolved];
        var half = Dimension.CeilingDivide(size, 2);
        var sorted = Sort(x, resolved);
        Expr Middle(Dimension place) => Reshape(
            Cut(sorted, i => i == resolved ? new(place, 1, 1) : AxisRange.All(x.Shape[i])), x.Shape.Without(resolved));
        var last = Middle(size - 1);
        return Where(IsNaN(last), last, (Middle(half - 1) + Middle(size - half)) / 2);
    }

    private static Expr Ordered(string operation, Expr x) =>
        x.Kind is Kind.Real or Kind.Integer ? x : throw Errors.WrongKind(operation, x, Kind.Real);

    internal static int Resolved(string operation, Expr x, int axis) => Axes.Of([axis]).Resolve(operation, x.Shape)[0];

    private static Expr Kept(Search places, bool keepDims) => keepDims ? ExpandDims(places, places.Axis) : places;
}
