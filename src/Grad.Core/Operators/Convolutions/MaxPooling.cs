using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The largest element of each window, and its place in the channel: the first of several, a NaN where there is one.
/// The derivative goes to that place.
/// </summary>
public sealed class MaxPooling : Procedure
{
    private readonly Extent window, stride, padding;

    internal MaxPooling(Expr x, Shape shape, Extent window, Extent stride, Extent padding)
        : base([x], (Kind.Real, shape), (Kind.Integer, shape)) =>
        (this.window, this.stride, this.padding) = (window, stride, padding);

    /// <inheritdoc/>
    public override string Operator => "maxpool";

    internal override bool IsByExamples => true;

    internal override object Attributes => (window, stride, padding);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Picked(tangent) : null, null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => cotangents[0] is { } cotangent
        ? Functions.Reshape(
            new ScatterAdd(Flat(cotangent), Flat(Places), 2, Area(Operands[0].Shape)), Operands[0].Shape)
        : null;

    internal override Expr Batched(Examples x) => BatchedResults(x)[0];

    internal override ImmutableArray<Expr> BatchedResults(Examples x)
    {
        var shape = Shape.With(0, x.Count * Shape[0]);
        var all = new MaxPooling(Merging.Into(x[0], 0), shape, window, stride, padding);
        return [Merging.OutOf(all, 0, x.Of(Shape)), Merging.OutOf(new Result(all, 1), 0, x.Of(Shape))];
    }

    internal override void Compute<T>(Call call)
    {
        var (input, output) = (call.OperandSizes(0), call.ResultSizes(0));
        int empty = input.AsSpan(2).IndexOf(0);
        if (empty >= 0 && !output.Contains(0)) throw Errors.EmptySearch(Operator, empty + 2, Operands[0]);
        new MaxPoolingRoutine(window, stride, padding, Last(input), Last(output)).Run(
            input[0] * input[1], call.Operand<T>(0), call.Result<T>(0), call.Result<int>(1));
    }

    internal override string Written(WrittenCall call)
    {
        var (input, output) = (Operands[0].Shape, Shape);
        string[] extents =
        [
            .. new[] { window, stride, padding }.Select(e => $"({e.Height}, {e.Width})"),
            .. new[] { input, output }.Select(s => $"({(s.Rank == 3 ? "1" : call.Size(s[2]))}, {call.Size(s[s.Rank - 1])})"),
        ];
        return $$"""
            new {{call.Kernel(nameof(MaxPoolingRoutine))}}(
                window: {{extents[0]}}, stride: {{extents[1]}}, padding: {{extents[2]}}, input: {{extents[3]}}, output: {{extents[4]}})
                .Run({{call.Size(input[0] * input[1])}}, {{call.Operand(0)}}, {{call.Result(0)}}, {{call.Result(1)}});
            """;
    }

    private static Extent Last(int[] sizes) => new(sizes.Length == 3 ? 1 : sizes[^2], sizes[^1]);

    private Result Places => new(this, 1);

    private Expr Picked(Expr x) => Functions.Reshape(new Gather(Flat(x), Flat(Places), 2), Shape);

    /// <summary>Each channel as one row.</summary>
    private static Expr Flat(Expr x) => Functions.Reshape(x, x.Shape.Slice(0, 2).Concat([Area(x.Shape)]));

    private static Dimension Area(Shape shape) => shape.Slice(2, shape.Rank - 2).Size;
}
