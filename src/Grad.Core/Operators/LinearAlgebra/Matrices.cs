namespace Grad;

/// <summary>Small helpers of the rules of linear algebra; matrices lie in the last two axes.</summary>
internal static class Matrices
{
    /// <summary>The product of the sizes in front of the matrices: their number.</summary>
    public static int Count(ReadOnlySpan<int> sizes) => Sizes.Length(sizes[..^2]);

    /// <summary>(x + xᵀ)/2.</summary>
    public static Expr Symmetric(Expr x) => (x + Transpose(x)) / 2;

    /// <summary>The lower triangle with half of the diagonal: the lower part of a symmetric matrix that it is half of.</summary>
    public static Expr HalfLower(Expr x) => LowerTriangle(x) - (DiagonalMatrix(Diagonal(x)) / 2);

    /// <summary>Columns scaled by the numbers of a vector: X·diag(v).</summary>
    public static Expr ScaleColumns(Expr x, Expr v) => x * ExpandDims(v, -2);

    /// <summary>Refuses what is not a real square matrix.</summary>
    public static Expr Square(string operation, Expr x)
    {
        Real(operation, x);
        return x.Shape[x.Rank - 1] == x.Shape[x.Rank - 2] ? x : throw Errors.NotSquare(operation, x);
    }

    /// <summary>Refuses what is not a real matrix.</summary>
    public static Expr Real(string operation, Expr x)
    {
        RequireMatrix(operation, x);
        return x.Kind == Kind.Real ? x : throw Errors.WrongKind(operation, x, Kind.Real);
    }
}
