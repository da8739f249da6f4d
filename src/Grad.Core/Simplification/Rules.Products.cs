using Rewrite = (string Law, Grad.Expr Result);

namespace Grad;

internal static partial class Rules
{
    /// <summary>
    /// Rows are added up before they are multiplied, where that is not more to add: the product of sums takes a row's time, the
    /// sum of products that of all rows.
    /// </summary>
    private static Rewrite? SumOfProducts(Sum s, MatMul p)
    {
        int rows = p.Rank - 2;
        if (s.Axes.Count != 1 || s.Axes[0] != rows || !IsAtMost(p.Right.Shape[rows], p.Right.Shape[rows + 1])) return null;
        var row = new Sum(p.Left, s.Axes);
        return ("Σᵢ (A·B)ᵢ = (Σᵢ Aᵢ)·B", Reshape(new MatMul(ExpandDims(row, rows), p.Right, p.Strong), s.Shape));
    }

    /// <summary>Whether a dimension is known to be no larger than another.</summary>
    private static bool IsAtMost(Dimension a, Dimension b) => a == b || (a.FixedValue is { } x && b.FixedValue is { } y && x <= y);
}
