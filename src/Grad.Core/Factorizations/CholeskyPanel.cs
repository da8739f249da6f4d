using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>
/// A = L·Lᵀ of the lower triangle, in place, by recursion over the columns: of a panel of some columns and all rows
/// below, the left half is factored, the right half updated by one product and factored. F. G. Gustavson, "Recursion
/// leads to automatic variable blocking for dense linear-algebra algorithms", IBM J. Res. Dev. 41 (1997).
/// </summary>
internal static unsafe class CholeskyPanel
{
    /// <summary>Columns up to which the loops of a leaf are faster than a call of the product kernel.</summary>
    private const int Leaf = 32;

    /// <summary>
    /// The order of the first leading minor that is not positive, or 0. What is above the diagonal is overwritten.
    /// </summary>
    internal static int Factor<T>(ProductBackend products, Part<T> a, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns <= Leaf) return FactorLeaf(a.Start, a.Leading, rows, columns);
        var left = columns / 2;
        var failed = Factor(products, a, rows, left);
        if (failed > 0) return failed;
        // A₂₂ −= L₂₁ · L₂₁ᵀ, as far as the columns of this panel go.
        var (below, corner) = (a.At(left, 0), a.At(left, left));
        Updates.Subtract(products, rows - left, columns - left, left, below, false, below, true, corner);
        failed = Factor(products, corner, rows - left, columns - left);
        return failed > 0 ? failed + left : 0;
    }

    /// <summary>One column after the other: its outer product with itself leaves the rest of the triangle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FactorLeaf<T>(T* a, int leading, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The column as a row: what the update reads along.
        var column = stackalloc T[Leaf];
        for (var k = 0; k < columns; k++)
        {
            var pivot = a[(nint)k * leading + k];
            if (!(pivot > T.Zero)) return k + 1;
            var root = T.Sqrt(pivot);
            a[(nint)k * leading + k] = root;
            for (var i = k + 1; i < rows; i++)
            {
                var row = a + (nint)i * leading;
                var factor = row[k] / root;
                row[k] = factor;
                if (i < columns) column[i] = factor;
                Rows.AddScaled(row + k + 1, -factor, column + k + 1, Math.Min(i, columns - 1) - k);
            }
        }
        return 0;
    }
}
