namespace Grad;

public static partial class Functions
{
    /// <summary>Σ xᵢ·yᵢ of two vectors.</summary>
    /// <exception cref="ArgumentException">One is not a vector, or their sizes differ.</exception>
    public static Expr Dot(Expr x, Expr y) =>
        x.Rank != 1 || y.Rank != 1 ? throw Errors.NotVectors(nameof(Dot), x, y)
        : x.Shape != y.Shape ? throw Errors.ShapesDiffer(nameof(Dot), [x, y])
        : Sum(x * y);

    /// <summary>The matrix xᵢ·yⱼ of two vectors.</summary>
    /// <exception cref="ArgumentException">One is not a vector.</exception>
    public static Expr Outer(Expr x, Expr y) => x.Rank != 1 || y.Rank != 1
        ? throw Errors.NotVectors(nameof(Outer), x, y)
        : ExpandDims(x, 1) * ExpandDims(y, 0);

    /// <summary>The Kronecker product of two matrices: blocks xᵢⱼ·y.</summary>
    /// <exception cref="ArgumentException">One is not a matrix.</exception>
    public static Expr Kron(Expr x, Expr y)
    {
        if (x.Rank != 2 || y.Rank != 2) throw Errors.NotMatrices(nameof(Kron), x, y);
        var blocks = Reshape(x, [x.Shape[0], 1, x.Shape[1], 1]) * Reshape(y, [1, y.Shape[0], 1, y.Shape[1]]);
        return Reshape(blocks, [x.Shape[0] * y.Shape[0], x.Shape[1] * y.Shape[1]]);
    }

    /// <summary>The cross product of vectors of three elements in the last axis.</summary>
    /// <exception cref="ArgumentException">The last axes do not have size 3, or the shapes do not match.</exception>
    public static Expr Cross(Expr x, Expr y)
    {
        foreach (var v in (ReadOnlySpan<Expr>)[x, y])
            if (v.Rank == 0 || v.Shape[v.Rank - 1].FixedValue != 3) throw Errors.NotThree(nameof(Cross), x, y);
        return (Roll(x, -1, -1) * Roll(y, -1, 1)) - (Roll(x, -1, 1) * Roll(y, -1, -1));
    }
}
