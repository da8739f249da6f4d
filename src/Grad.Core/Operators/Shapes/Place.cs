using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The array put at some places of a larger one whose other elements are all the same number:
/// y[start + i·step, …] = x[i, …], elsewhere the filling. Padding is made of it. Its transpose is <see cref="Slice"/>.
/// </summary>
public sealed class Place : Procedure
{
    private readonly int[] steps;

    internal Place(Shape shape, Expr x, ImmutableArray<AxisRange> ranges, double filling = 0) : base([x], (x.Kind, shape)) =>
        (Ranges, Filling, steps) = (ranges, filling, [.. ranges.Select(r => r.Step)]);

    internal ImmutableArray<AxisRange> Ranges { get; }

    /// <summary>The number in the other places.</summary>
    public double Filling { get; }

    /// <inheritdoc/>
    public override string Operator => "place";

    internal override Expr Batched(Examples x) => new Place(x.Of(Shape), x[0], x.Of(Ranges), Filling);

    internal override object Attributes =>
        (Shape, new Sequence<AxisRange>(Ranges), BitConverter.DoubleToInt64Bits(Filling));

    internal override ImmutableArray<Dimension> Sizes => [.. Ranges.Select(r => r.Start)];

    /// <summary>The array in a larger one of zeros.</summary>
    internal static Expr Into(Shape shape, Expr x, ImmutableArray<AxisRange> ranges) =>
        x is Literal { Value: 0 } ? new Literal(0, shape, x.Kind) : new Place(shape, x, ranges);

    internal override void CheckSizes(IReadOnlyDictionary<string, int> symbols) =>
        AxisRange.Check(Operator, Ranges, Shape, symbols);

    internal override void Compute<T>(Call call)
    {
        if (Kind == Kind.Integer) Fill(call, call.Operand<int>(0), call.Result<int>(), int.CreateSaturating(Filling));
        else if (Kind == Kind.Boolean) Fill(call, call.Operand<byte>(0), call.Result<byte>(), byte.CreateSaturating(Filling));
        else Fill(call, call.Operand<T>(0), call.Result<T>(), T.CreateTruncating(Filling));
    }

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Into(Shape, tangent, Ranges) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        Functions.Cut(cotangents[0]!, i => Ranges[i]);

    internal override string Written(WrittenCall call)
    {
        string starts = string.Join(", ", Ranges.Select(r => call.Size(r.Start)));
        return $"{call.Kernel(nameof(StridedCopy))}.Place({call.Operand(0)}, {call.Sizes(Operands[0].Shape)}, {call.Result()}, {call.Sizes(Shape)}, "
            + $"starts: [{starts}], steps: [{string.Join(", ", steps)}], filling: {call.Number(Filling)});";
    }

    private void Fill<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y, TElement filling) => StridedCopy.Place(
        x, call.OperandSizes(0), y, call.ResultSizes(0), call.Sizes, steps, filling);
}

public static partial class Functions
{
    /// <summary>The array with elements added before and after it along one axis.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis that becomes longer.</param>
    /// <param name="before">How many elements are added in front.</param>
    /// <param name="after">How many elements are added behind.</param>
    /// <param name="filling">The number that is added.</param>
    /// <exception cref="ArgumentException">The axis is out of range.</exception>
    public static Expr Pad(Expr x, int axis, Dimension before, Dimension after, double filling = 0)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(Pad), x.Shape)[0];
        var shape = x.Shape.With(resolved, x.Shape[resolved] + before + after);
        ImmutableArray<AxisRange> ranges =
            [.. x.Shape.Select((size, i) => i == resolved ? new(before, 1, size) : AxisRange.All(size))];
        if (shape == x.Shape) return x;
        return x is Literal l && l.Value.Equals(filling) ? l.WithShape(shape) : new Place(shape, x, ranges, filling);
    }
}
