using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Products with a dimension of size 1 become loops, which fuse with their neighbours:
/// <code>
/// [m,1]·[1,n]  →  a broadcast · b broadcast
/// [m,k]·[k,1]  →  Σₖ a · b broadcast
/// </code>
/// Not where the matrix is given data that lies along its short rows: nothing that computes it could fuse, and the kernel of
/// products, which sums four rows at once, does rows of 20 in 40 % of the loop's time (Zen 4).
/// </summary>
internal static class ThinProducts
{
    // Longer rows are summed as fast by a loop, which several products with the same matrix share.
    private const int Short = 64;

    public static ImmutableArray<Expr> Replace(ReadOnlySpan<Expr> roots) =>
        Graph.Rebuild(roots, static (_, node) => node is MatMul product ? Thin(product) ?? product : node);

    private static Expr? Thin(MatMul product)
    {
        var (a, b) = (product.Left, product.Right);
        int rank = product.Rank;
        var (m, k, n) = (a.Shape[rank - 2], a.Shape[rank - 1], b.Shape[rank - 1]);
        if (k.IsOne) return Times(product, Broadcasting.To(a, product.Shape), Broadcasting.To(b, product.Shape));
        if (!m.IsOne && !n.IsOne) return null;
        // Rows of length k: a as [m, k] when n is 1, b as [n, k] when m is 1; the other is repeated.
        var rows = n.IsOne ? a : b is Permute { IsTranspose: true } bt ? bt.Operand : Transpose(b);
        if (rows is Variable or Constant && rank == 2 && !rows.Shape[0].IsOne && k.FixedValue < Short) return null;
        var other = n.IsOne ? Transpose(b) : a;
        Expr Terms(Expr row, Expr repeated) => n.IsOne ? Times(product, row, repeated) : Times(product, repeated, row);
        // Rows that are themselves a transpose are walked through as they lie, and summed over the other axis.
        var sums = rows is Permute { IsTranspose: true } t
            ? Sum(Terms(t.Operand, Broadcasting.To(Transpose(other), t.Operand.Shape)), rank - 2)
            : Sum(Terms(rows, Broadcasting.To(other, rows.Shape)), rank - 1);
        return Reshape(sums, product.Shape);
    }

    /// <summary>The terms of a product, left out where the product is strong in a zero.</summary>
    private static Expr Times(MatMul product, Expr left, Expr right) => product.Strong switch
    {
        StrongSides.None => left * right,
        StrongSides.Right => new StrongMultiply(right, left, strongInBoth: false),
        var strong => new StrongMultiply(left, right, strongInBoth: strong.HasFlag(StrongSides.Right)),
    };
}
