using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// The largest element of each window, and its place in the channel: the first of several, a NaN where there is one. The
/// derivative goes to that place.
/// </summary>
public sealed class MaxPooling : Procedure
{
    private readonly Extent window, stride, padding;

    internal MaxPooling(Expr x, Shape shape, Extent window, Extent stride, Extent padding)
        : base([x], (Kind.Real, shape), (Kind.Integer, shape)) =>
        (this.window, this.stride, this.padding) = (window, stride, padding);

    /// <inheritdoc/>
    public override string Operator => "maxpool";

    internal override object Attributes => (window, stride, padding);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Picked(tangent) : null, null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => cotangents[0] is { } cotangent
        ? Functions.Reshape(
            new ScatterAdd(Flat(cotangent), Flat(Places), 2, Area(Operands[0].Shape)), Operands[0].Shape)
        : null;

    internal override void Compute<T>(Call call)
    {
        var (input, output) = (call.OperandSizes(0), call.ResultSizes(0));
        ReadOnlySpan<T> x = call.Operand<T>(0);
        var y = call.Result<T>(0);
        var places = call.Result<int>(1);
        int planes = input[0] * input[1], area = Grad.Sizes.Length(input.AsSpan(2)), windows = Grad.Sizes.Length(output.AsSpan(2));
        int height = input.Length == 3 ? 1 : input[2], rows = output.Length == 3 ? 1 : output[2];
        for (int plane = 0; plane < planes; plane++)
        {
            Plane(
                x.Slice(plane * area, area), height, input[^1],
                y.Slice(plane * windows, windows), places.Slice(plane * windows, windows), rows, output[^1]);
        }
    }

    private Result Places => new(this, 1);

    private Expr Picked(Expr x) => Functions.Reshape(new Gather(Flat(x), Flat(Places), 2), Shape);

    /// <summary>Each channel as one row.</summary>
    private static Expr Flat(Expr x) => Functions.Reshape(x, x.Shape.Slice(0, 2).Concat([Area(x.Shape)]));

    private static Dimension Area(Shape shape) => shape.Slice(2, shape.Rank - 2).Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plane<T>(
        ReadOnlySpan<T> x, int height, int width, Span<T> y, Span<int> places, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int at = 0;
        for (int p = 0; p < rows; p++)
        {
            int top = Math.Max((p * stride.Height) - padding.Height, 0);
            int bottom = Math.Min((p * stride.Height) - padding.Height + window.Height, height);
            for (int q = 0; q < columns; q++, at++)
            {
                int left = Math.Max((q * stride.Width) - padding.Width, 0);
                int right = Math.Min((q * stride.Width) - padding.Width + window.Width, width);
                int place = (top * width) + left;
                var largest = x[place];
                for (int h = top; h < bottom; h++)
                {
                    for (int w = left; w < right; w++)
                    {
                        var number = x[(h * width) + w];
                        if (!(number > largest) && (T.IsNaN(largest) || !T.IsNaN(number))) continue;
                        (largest, place) = (number, (h * width) + w);
                    }
                }
                (y[at], places[at]) = (largest, place);
            }
        }
    }
}
