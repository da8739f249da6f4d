namespace Grad;

/// <summary>
/// Whole slices of one axis in the order of the indices: y[a, i, b] = x[a, indices[i], b]. The rows of an embedding. Its
/// transpose adds the slices up where they came from.
/// </summary>
public sealed class Take : Indexed
{
    internal Take(Expr x, Expr indices, int axis) : base(
        x, indices, axis, x.Shape.Slice(0, axis).Concat(indices.Shape).Concat(x.Shape.Slice(axis + 1, x.Rank - axis - 1)))
    { }

    /// <inheritdoc/>
    public override string Operator => "take";

    internal override Expr Batched(Examples x)
    {
        if (x.IsShared(1)) return new Take(x[0], Indices, Axis + 1);
        var taken = x.IsShared(0)
            ? new Take(Operand, x[1], Axis)
            : new Take(Merging.Into(x[0], Axis), OwnPlaces(x[1], Operand.Shape[Axis]), Axis);
        return Merging.ToFront(taken, Axis);
    }

    private protected override Expr Transpose(Expr cotangent) => new TakeTranspose(cotangent, Indices, Axis, Operand.Shape[Axis]);

    private protected override bool IsTransposed => false;

    private protected override void Move<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y)
    {
        var (_, size, inner) = Grad.Sizes.Around(call.OperandSizes(0), Axis);
        IndexedCopy.Take(x, call.Operand<int>(1), y, size, inner);
    }

    internal override string Written(WrittenCall call) => Written(call, nameof(IndexedCopy.Take), hasCount: false);
}

/// <summary>Slices added up at the places of an axis that they were taken from: the transpose of <see cref="Take"/>.</summary>
public sealed class TakeTranspose : Indexed
{
    internal TakeTranspose(Expr x, Expr indices, int axis, Dimension size) : base(
        x, indices, axis, x.Shape.Slice(0, axis).Concat([size])
            .Concat(x.Shape.Slice(axis + indices.Rank, x.Rank - axis - indices.Rank)))
    { }

    /// <inheritdoc/>
    public override string Operator => "taketranspose";

    internal override Expr Batched(Examples x)
    {
        var size = Shape[Axis];
        if (x.IsShared(1)) return new TakeTranspose(x[0], Indices, Axis + 1, size);
        var added = new TakeTranspose(Merging.FromFront(x[0], Axis), OwnPlaces(x[1], size), Axis, x.Count * size);
        return Merging.OutOf(added, Axis, x.Of(Shape));
    }

    private protected override Expr Transpose(Expr cotangent) => new Take(cotangent, Indices, Axis);

    private protected override bool IsTransposed => true;

    private protected override void Move<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y)
    {
        var (_, size, inner) = Grad.Sizes.Around(call.ResultSizes(0), Axis);
        IndexedCopy.AddTaken(x, call.Operand<int>(1), y, size, inner);
    }

    internal override string Written(WrittenCall call) => Written(call, nameof(IndexedCopy.AddTaken), hasCount: false);
}

public static partial class Functions
{
    /// <summary>Whole slices of one axis in the order of the indices: y[a, i, b] = x[a, indices[i], b].</summary>
    /// <param name="x">What is read.</param>
    /// <param name="indices">Whole numbers; their axes take the place of the axis.</param>
    /// <param name="axis">The axis along which the indices count.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or the indices are not whole numbers.</exception>
    public static Expr Take(Expr x, Expr indices, int axis = 0)
    {
        if (indices.Kind != Kind.Integer) throw Errors.WrongKind(nameof(Take), indices, Kind.Integer);
        return new Take(x, indices, Axes.Of([axis]).Resolve(nameof(Take), x.Shape)[0]);
    }

    /// <summary>Whole slices of one axis in the order of a list of indices; <see cref="Take"/> by another name.</summary>
    /// <param name="x">What is read.</param>
    /// <param name="axis">The axis along which the indices count.</param>
    /// <param name="indices">Whole numbers, one axis.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or the indices are not whole numbers.</exception>
    public static Expr IndexSelect(Expr x, int axis, Expr indices) => Take(x, indices, axis);

    /// <summary>A row of a table for each index: y[…, :] = table[indices[…], :].</summary>
    /// <param name="table">A row for each value of an index.</param>
    /// <param name="indices">Whole numbers.</param>
    /// <exception cref="ArgumentException">The indices are not whole numbers.</exception>
    public static Expr Embedding(Expr table, Expr indices) => Take(table, indices);
}
