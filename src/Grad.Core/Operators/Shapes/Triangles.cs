namespace Grad;

public static partial class Functions
{
    /// <summary>The diagonal of a matrix: x[…, i, i + offset].</summary>
    /// <param name="x">A matrix, or an array of matrices in its last two axes.</param>
    /// <param name="offset">How far above the main diagonal; negative below it.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two axes, or the sizes of the last two are not known.
    /// </exception>
    public static Expr Diagonal(Expr x, int offset = 0)
    {
        RequireMatrix(nameof(Diagonal), x);
        var (rows, columns) = (x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
        var (top, left) = (Dimension.Fixed(Math.Max(-(long)offset, 0)), Dimension.Fixed(Math.Max(offset, 0)));
        var length = Shorter(nameof(Diagonal), x, rows - top, columns - left);
        var square = Cut(x, i => i == x.Rank - 2 ? new(top, 1, length) : i == x.Rank - 1 ? new(left, 1, length)
            : AxisRange.All(x.Shape[i]));
        return Sum(Selected(square, On(square, (i, j) => Equal(i, j))), -1);
    }

    /// <summary>The sum of the diagonal of a matrix.</summary>
    /// <param name="x">A matrix, or an array of matrices in its last two axes.</param>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public static Expr Trace(Expr x)
    {
        RequireMatrix(nameof(Trace), x);
        return Sum(Selected(x, On(x, (i, j) => Equal(i, j))), [-2, -1]);
    }

    /// <summary>The square matrix with a vector on its diagonal and zeros elsewhere.</summary>
    /// <param name="x">A vector, or an array of vectors in its last axis.</param>
    /// <exception cref="ArgumentException">x is a scalar.</exception>
    public static Expr DiagonalMatrix(Expr x)
    {
        if (x.Rank == 0) throw Errors.AxisOutOfRange(nameof(DiagonalMatrix), -1, x.Shape);
        var square = Broadcasting.To(ExpandDims(x, -2), x.Shape.Concat([x.Shape[x.Rank - 1]]));
        return Selected(square, On(square, (i, j) => Equal(i, j)));
    }

    /// <summary>The part of a matrix on and below a diagonal, zeros above it.</summary>
    /// <param name="x">A matrix, or an array of matrices in its last two axes.</param>
    /// <param name="offset">How far above the main diagonal the part reaches; negative below it.</param>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public static Expr LowerTriangle(Expr x, int offset = 0)
    {
        RequireMatrix(nameof(LowerTriangle), x);
        return Selected(x, On(x, (i, j) => j <= i + offset));
    }

    /// <summary>The part of a matrix on and above a diagonal, zeros below it.</summary>
    /// <param name="x">A matrix, or an array of matrices in its last two axes.</param>
    /// <param name="offset">How far above the main diagonal the part begins; negative below it.</param>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public static Expr UpperTriangle(Expr x, int offset = 0)
    {
        RequireMatrix(nameof(UpperTriangle), x);
        return Selected(x, On(x, (i, j) => j >= i + offset));
    }

    /// <summary>The identity matrix.</summary>
    /// <param name="size">The number of rows and columns.</param>
    public static Expr Identity(Dimension size) => DiagonalMatrix(new Literal(1, Shape.Of([size])));

    internal static void RequireMatrix(string operation, Expr x)
    {
        if (x.Rank < 2) throw Errors.AxisOutOfRange(operation, -2, x.Shape);
    }

    private static Expr Selected(Expr x, Expr condition) => Where(condition, x, new Literal(0, x.Shape, x.Kind));

    /// <summary>A condition on the row and the column of each element.</summary>
    private static Expr On(Expr x, Func<Expr, Expr, Expr> condition)
    {
        Expr rows = ExpandDims(Arange(x.Shape[x.Rank - 2]), 1), columns = ExpandDims(Arange(x.Shape[x.Rank - 1]), 0);
        return Broadcasting.To(condition(rows, columns), x.Shape);
    }

    private static Dimension Shorter(string operation, Expr x, Dimension a, Dimension b) =>
        a == b ? a
        : a.FixedValue is { } m && b.FixedValue is { } n ? Dimension.Fixed(Math.Max(Math.Min(m, n), 0))
        : throw Errors.UnknownDiagonal(operation, x);
}
