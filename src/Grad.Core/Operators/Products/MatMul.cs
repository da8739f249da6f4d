namespace Grad;

/// <summary>
/// The matrix product y[…, i, j] = Σₖ a[…, i, k] · b[…, k, j] with equal batch axes in front. Linear in each operand:
/// ā = ȳ·bᵀ, b̄ = aᵀ·ȳ. These are strong in ȳ: a term whose cotangent is exactly zero is left out, whatever it is multiplied
/// by, so that rows of NaN that a mask cut off do not reach the gradient.
/// </summary>
public sealed class MatMul : Expr
{
    internal MatMul(Expr a, Expr b, StrongSides strong = StrongSides.None)
        : base(Kind.Real, a.Shape.With(a.Rank - 1, b.Shape[b.Rank - 1]), a, b) => Strong = strong;

    /// <summary>The left matrix.</summary>
    public Expr Left => Operands[0];

    /// <summary>The right matrix.</summary>
    public Expr Right => Operands[1];

    /// <summary>In which operand an exact zero leaves the term out.</summary>
    internal StrongSides Strong { get; }

    /// <summary>The same of the transposed product, in which the operands change places.</summary>
    private StrongSides Swapped => (Strong.HasFlag(StrongSides.Left) ? StrongSides.Right : StrongSides.None)
        | (Strong.HasFlag(StrongSides.Right) ? StrongSides.Left : StrongSides.None);

    /// <inheritdoc/>
    public override string Operator => "matmul";

    // A shared matrix meets the rows of all examples one below the other: one product, not one for each example.
    internal override Expr Batched(Examples x)
    {
        int rows = Rank - 2;
        if (x.IsShared(1)) return Merging.OutOf(new MatMul(Merging.Into(x[0], rows), Right, Strong), rows, x.Of(Shape));
        if (!x.IsShared(0)) return new MatMul(x[0], x[1], Strong);
        // A·B = (Bᵀ·Aᵀ)ᵀ: the columns of all examples become rows.
        var turned = new MatMul(Merging.Into(Merging.Turned(x[1]), rows), Transpose(Left), Swapped);
        return Merging.Turned(Merging.OutOf(turned, rows, Merging.TurnedShape(x.Of(Shape))));
    }

    internal override object Attributes => Strong;

    internal override int Growth => Grad.Growth.Product(Left.Degree, Right.Degree);

    // As of the strong product of numbers: each tangent and cotangent is strong in its own zero.
    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents)
    {
        var left = tangents[0] is { } a ? new MatMul(a, Right, StrongSides.Left | (Strong & StrongSides.Right)) : null;
        var right = tangents[1] is { } b ? new MatMul(Left, b, StrongSides.Right | (Strong & StrongSides.Left)) : null;
        return Chain.Sum(left, right);
    }

    internal override Expr? PullBack(Expr cotangent, int operand) => operand == 0
        ? new MatMul(cotangent, Transpose(Right), StrongSides.Left | (Strong & StrongSides.Right))
        : new MatMul(Transpose(Left), cotangent, StrongSides.Right | (Strong & StrongSides.Left));

    /// <summary>Matches the operator and its operands.</summary>
    public void Deconstruct(out Expr left, out Expr right) => (left, right) = (Left, Right);
}

public static partial class Functions
{
    /// <summary>
    /// The matrix product over the last two axes; axes in front are batch axes and broadcast. A vector on the left is a row,
    /// on the right a column, and its axis is dropped from the result.
    /// </summary>
    /// <exception cref="ArgumentException">The inner dimensions differ, or one side is a scalar.</exception>
    public static Expr MatMul(Expr a, Expr b)
    {
        if (a.Kind != Kind.Real) throw Errors.WrongKind(nameof(MatMul), a, Kind.Real);
        if (b.Kind != Kind.Real) throw Errors.WrongKind(nameof(MatMul), b, Kind.Real);
        if (a.Rank == 0 || b.Rank == 0) throw Errors.MatMulRank(a, b);
        var (inner, other) = (a.Shape[a.Rank - 1], b.Shape[Math.Max(b.Rank - 2, 0)]);
        if (inner != other) throw Errors.MatMulInner(a, b, inner, other);
        if (a.Rank == 1)
        {
            var row = MatMul(ExpandDims(a, 0), b);
            return Reshape(row, b.Rank == 1 ? row.Shape.Slice(1, 0) : row.Shape.Without(row.Rank - 2));
        }
        if (b.Rank == 1)
        {
            var column = MatMul(a, ExpandDims(b, 1));
            return Reshape(column, column.Shape.Without(column.Rank - 1));
        }
        (a, b) = (BatchLike(a, b), BatchLike(b, a));
        return new MatMul(a, b);
    }

    /// <summary>x with its batch axes broadcast against those of another matrix.</summary>
    private static Expr BatchLike(Expr x, Expr other)
    {
        int rank = Math.Max(x.Rank, other.Rank);
        if (rank == 2) return x;
        var sizes = new Dimension[rank - 2];
        for (int i = 0; i < sizes.Length; i++)
        {
            int back = rank - i;
            var mine = back <= x.Rank ? x.Shape[x.Rank - back] : Dimension.One;
            var its = back <= other.Rank ? other.Shape[other.Rank - back] : Dimension.One;
            if (mine != its && !mine.IsOne && !its.IsOne) throw Errors.CannotBroadcast(nameof(MatMul), x, other, mine, its);
            sizes[i] = mine.IsOne ? its : mine;
        }
        return Broadcasting.To(x, Shape.Of(sizes).Concat(x.Shape.Slice(x.Rank - 2, 2)));
    }
}
