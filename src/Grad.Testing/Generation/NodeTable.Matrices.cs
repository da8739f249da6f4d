namespace Grad.Testing;

/// <content>Linear algebra, on matrices that are far from singular and have eigenvalues far apart.</content>
internal static partial class NodeTable
{
    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Matrices =>
    [
        ("cholesky", d => Regular(d) is { } a ? Cholesky(MatMul(a, Transpose(a))) : null),
        ("solve", d => Regular(d) is { } a ? Solve(a, d.Like(a)) : null),
        ("solve triangular", d => Regular(d) is { } a ? TriangularSolve(a, d.Like(a), d.Coin, d.Coin) : null),
        ("inverse", d => Regular(d) is { } a ? Inverse(a) : null),
        ("determinant", d => Regular(d) is { } a ? Determinant(a) : null),
        ("cofactors", d => Regular(d) is { } a ? new Cofactors(a) : null),
        ("log determinant", d => Regular(d) is { } a && LogDeterminant(a) is var (sign, log) ? sign * log : null),
        ("eigen", d => Apart(d) is { } a && EigenSymmetric(a) is var (values, vectors)
            ? d.Coin ? values : Square(vectors) : null),
        ("singular values", d => Apart(d) is { } a && SingularValueDecomposition(a) is var (u, values, _)
            ? d.Coin ? values : Square(u) : null),
        ("qr", d => Regular(d) is { } a && Qr(a) is var (q, r) ? d.Coin ? q : r : null),
        ("matrix exponential", d => Regular(d) is { } a ? MatrixExp(a) : null),
    ];

    /// <summary>1 + x/2n for |x| below 1: its eigenvalues lie between ½ and 1½.</summary>
    private static Expr? Regular(Draft d) => Small(d) is { } x ? x + Identity(x.Shape[x.Rank - 1]) : null;

    /// <summary>The same with 1, 3, 5 … on the diagonal.</summary>
    private static Expr? Apart(Draft d) =>
        Small(d) is { } x ? x + DiagonalMatrix(1 + 2 * ToReal(Arange(x.Shape[x.Rank - 1]))) : null;

    private static Expr? Small(Draft d)
    {
        if (d.Real(leastRank: 2) is not { } x) return null;
        var (rows, columns) = (x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
        if (rows != columns) x = MatMul(Transpose(x), x);
        return d.Value(columns) == 0 ? null : Tanh(x) / (2 * Size(columns));
    }
}
