namespace Grad;

/// <summary>
/// For each place of the result an element of its own along one axis: y[i, j, k] = x[i, indices[i, j, k], k]. Its transpose
/// is <see cref="ScatterAdd"/>; what several places take gets the sum of their cotangents.
/// </summary>
public sealed class Gather : Indexed
{
    internal Gather(Expr x, Expr indices, int axis) : base(x, indices, axis, indices.Shape) { }

    /// <inheritdoc/>
    public override string Operator => "gather";

    internal override bool IsByExamples => Axis > 0;

    internal override Expr Batched(Examples x) => new Gather(x[0], x[1], Axis + 1);

    private protected override Expr Transpose(Expr cotangent) => new ScatterAdd(cotangent, Indices, Axis, Operand.Shape[Axis]);

    private protected override bool IsTransposed => false;

    private protected override void Move<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y)
    {
        var (_, count, inner) = Grad.Sizes.Around(call.ResultSizes(0), Axis);
        IndexedCopy.Gather(x, call.Operand<int>(1), y, call.OperandSizes(0)[Axis], count, inner);
    }

    internal override string Written(WrittenCall call) => Written(call, nameof(IndexedCopy.Gather), hasCount: true);
}

/// <summary>
/// Adds each element to a place of its own along one axis: y[i, indices[i, j, k], k] = Σⱼ x[i, j, k], zero where nothing is
/// added. Its transpose is <see cref="Gather"/>.
/// </summary>
public sealed class ScatterAdd : Indexed
{
    internal ScatterAdd(Expr x, Expr indices, int axis, Dimension size) : base(x, indices, axis, x.Shape.With(axis, size)) { }

    /// <inheritdoc/>
    public override string Operator => "scatteradd";

    internal override bool IsByExamples => Axis > 0;

    internal override Expr Batched(Examples x) => new ScatterAdd(x[0], x[1], Axis + 1, Shape[Axis]);

    private protected override Expr Transpose(Expr cotangent) => new Gather(cotangent, Indices, Axis);

    private protected override bool IsTransposed => true;

    private protected override void Move<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y)
    {
        var (_, count, inner) = Grad.Sizes.Around(call.OperandSizes(0), Axis);
        IndexedCopy.ScatterAdd(x, call.Operand<int>(1), y, call.ResultSizes(0)[Axis], count, inner);
    }

    internal override string Written(WrittenCall call) => Written(call, nameof(IndexedCopy.ScatterAdd), hasCount: true);
}

public static partial class Functions
{
    /// <summary>For each index an element along one axis: y[i, j, k] = x[i, indices[i, j, k], k] for axis 1.</summary>
    /// <param name="x">What is read.</param>
    /// <param name="axis">The axis along which the indices count.</param>
    /// <param name="indices">Whole numbers, of x's shape but for the axis.</param>
    /// <exception cref="ArgumentException">Shapes or kinds do not fit.</exception>
    public static Expr Gather(Expr x, int axis, Expr indices)
    {
        int resolved = Indices(nameof(Gather), x, axis, indices);
        return new Gather(x, indices, resolved);
    }

    /// <summary>Adds elements up at the places given: y[i, indices[i, j, k], k] += x[i, j, k] for axis 1, from zeros.</summary>
    /// <param name="x">What is added.</param>
    /// <param name="axis">The axis along which the indices count.</param>
    /// <param name="indices">Whole numbers, of x's shape.</param>
    /// <param name="size">The size of the result's axis.</param>
    /// <exception cref="ArgumentException">Shapes or kinds do not fit.</exception>
    public static Expr ScatterAdd(Expr x, int axis, Expr indices, Dimension size)
    {
        int resolved = Indices(nameof(ScatterAdd), x, axis, indices);
        if (x.Kind is not (Kind.Real or Kind.Integer)) throw Errors.WrongKind(nameof(ScatterAdd), x, Kind.Real);
        if (x.Shape != indices.Shape) throw Errors.ShapesDiffer(nameof(ScatterAdd), [x, indices]);
        return new ScatterAdd(x, indices, resolved, size);
    }

    private static int Indices(string operation, Expr x, int axis, Expr indices)
    {
        if (indices.Kind != Kind.Integer) throw Errors.WrongKind(operation, indices, Kind.Integer);
        int resolved = Axes.Of([axis]).Resolve(operation, x.Shape)[0];
        return indices.Rank == x.Rank && indices.Shape.Without(resolved) == x.Shape.Without(resolved)
            ? resolved
            : throw Errors.IndexShape(operation, x, indices, resolved);
    }
}
