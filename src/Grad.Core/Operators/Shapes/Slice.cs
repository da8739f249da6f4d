using System.Collections.Immutable;

namespace Grad;

/// <summary>The places start, start + step, start + 2·step … of one axis.</summary>
/// <param name="Start">The first place.</param>
/// <param name="Step">How far the next place is; negative for backwards.</param>
/// <param name="Count">How many places there are.</param>
internal readonly record struct AxisRange(Dimension Start, int Step, Dimension Count)
{
    public static AxisRange All(Dimension size) => new(Dimension.Fixed(0), 1, size);

    public bool IsAll(Dimension size) => Step == 1 && Count == size && Start.FixedValue == 0;

    /// <summary>The step as a factor of strides.</summary>
    public Dimension SignedStep => Step < 0 ? Dimension.Fixed(0) - Dimension.Fixed(-Step) : Dimension.Fixed(Step);

    /// <summary>Every place must lie within its axis, now that the sizes are known.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    public static void Check(
        string operation, ImmutableArray<AxisRange> ranges, Shape shape, IReadOnlyDictionary<string, int> symbols)
    {
        for (int i = 0; i < ranges.Length; i++)
        {
            long size = shape[i].Evaluate(symbols), start = ranges[i].Start.Evaluate(symbols), count = ranges[i].Count.Evaluate(symbols);
            long last = start + ((count - 1) * ranges[i].Step);
            if (count > 0 && (start < 0 || start >= size || last < 0 || last >= size))
                throw Errors.RangeOutsideData(operation, Math.Min(start, last), Math.Max(start, last), i, shape, size);
        }
    }

    public override string ToString() => $"{Start}, {Step} × {Count}";
}

/// <summary>
/// Some places of each axis at equal distances: y[i, …] = x[start + i·step, …]. It copies nothing. Its transpose is
/// <see cref="Place"/>.
/// </summary>
public sealed class Slice : Linear
{
    internal Slice(Expr x, ImmutableArray<AxisRange> ranges) : base(x, Shape.Of([.. ranges.Select(r => r.Count)])) =>
        Ranges = ranges;

    internal ImmutableArray<AxisRange> Ranges { get; }

    /// <inheritdoc/>
    public override string Operator => "slice";

    internal override Expr Batched(Examples x) => new Slice(x[0], x.Of(Ranges));

    internal override object Attributes => new Sequence<AxisRange>(Ranges);

    internal override void CheckSizes(IReadOnlyDictionary<string, int> symbols) =>
        AxisRange.Check(Operator, Ranges, Operand.Shape, symbols);

    internal override Expr Transpose(Expr cotangent) => Place.Into(Operand.Shape, cotangent, Ranges);
}

public static partial class Functions
{
    /// <summary>The places start, start + step … below end of one axis: x[…, start..end..step, …].</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <param name="start">The first place; <c>^k</c> counts from the end.</param>
    /// <param name="end">The first place that is left out; <c>^0</c> is the end of the axis.</param>
    /// <param name="step">The distance of neighbouring places, at least 1.</param>
    /// <exception cref="ArgumentException">The axis or a place is out of range.</exception>
    public static Expr Slice(Expr x, int axis, Index start, Index end, int step = 1)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(Slice), x.Shape)[0];
        return Cut(x, i => i == resolved ? Range(x.Shape, i, start..end, step) : AxisRange.All(x.Shape[i]));
    }

    /// <summary>The elements in reverse order along the axes given, or along all.</summary>
    /// <exception cref="ArgumentException">An axis is out of range or named twice.</exception>
    public static Expr Flip(Expr x, Axes? axes = null)
    {
        var resolved = axes?.Resolve(nameof(Flip), x.Shape) ?? Axes.All(x.Rank);
        return Cut(x, i => resolved.Contains(i) ? new(x.Shape[i] - 1, -1, x.Shape[i]) : AxisRange.All(x.Shape[i]));
    }

    /// <summary>One place of an axis, which is dropped: x[…, index, …].</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="index">The place; <c>^k</c> counts from the end.</param>
    /// <exception cref="ArgumentException">The axis or the place is out of range.</exception>
    public static Expr At(Expr x, int axis, Index index)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(At), x.Shape)[0];
        var size = x.Shape[resolved];
        if (size.FixedValue is { } known && (index.IsFromEnd ? index.Value > known || index.Value == 0 : index.Value >= known))
            throw Errors.PlaceOutOfRange(nameof(At), index, resolved, x);
        var start = index.IsFromEnd ? size - index.Value : index.Value;
        var row = Cut(x, i => i == resolved ? new(start, 1, 1) : AxisRange.All(x.Shape[i]));
        return Reshape(row, x.Shape.Without(resolved));
    }

    internal static Expr Cut(Expr x, Func<int, AxisRange> range)
    {
        ImmutableArray<AxisRange> ranges = [.. Enumerable.Range(0, x.Rank).Select(range)];
        if (Enumerable.Range(0, x.Rank).All(i => ranges[i].IsAll(x.Shape[i]))) return x;
        return x is Literal literal ? literal.WithShape(Shape.Of([.. ranges.Select(r => r.Count)])) : new Slice(x, ranges);
    }

    internal static AxisRange Range(Shape shape, int axis, Range range, int step)
    {
        if (step < 1) throw Errors.StepTooSmall(nameof(Slice), step);
        var size = shape[axis];
        var (start, end) = (Place(range.Start), Place(range.End));
        var length = end - start;
        bool outside = start.FixedValue < 0 || (size - start).FixedValue < 0 || (size - end).FixedValue < 0 || length.FixedValue < 0;
        return outside
            ? throw Errors.RangeOutside(nameof(Slice), range, axis, shape)
            : new(start, step, Dimension.CeilingDivide(length, step));

        Dimension Place(Index i) => i.IsFromEnd ? size - i.Value : Dimension.Fixed(i.Value);
    }
}
