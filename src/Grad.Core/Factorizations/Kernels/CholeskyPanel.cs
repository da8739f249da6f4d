using System.Numerics;
using System.Runtime.CompilerServices;

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
    internal static int Factor<T>(IProducts products, Part<T> a, int rows, int columns)
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

    /// <summary>
    /// One column after the other, whose outer product with itself leaves the rest. This happens in a copy with padded
    /// rows: masked stores, which a load soon after must wait for, made it twice as slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FactorLeaf<T>(T* a, int leading, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = RowLoops.Padded<T>(columns);
        T* tile = stackalloc T[columns * width], turned = stackalloc T[columns * width];
        RowLoops.Fill(turned, T.Zero, columns * width);
        RowLoops.Copy(a, leading, tile, width, columns, columns);
        for (var k = 0; k < columns; k++)
        {
            T* diagonal = tile + k * width + k, next = turned + k * width;
            if (!(*diagonal > T.Zero)) return k + 1;
            var root = T.Sqrt(*diagonal);
            // Column k of L as a row of Lᵀ, zero up to k: whole vectors may be updated.
            for (var i = k + 1; i < columns; i++) next[i] = tile[i * width + k] /= root;
            for (var i = k + 1; i < columns; i++)
                RowLoops.AddScaledPadded(tile + i * width, -next[i], next, k + 1, i + 1);
            *diagonal = root;
        }
        RowLoops.Copy(tile, width, a, leading, columns, columns);
        // X·Lᵀ = B below: so many rows lie between a store and the next load that masks do not matter.
        for (var k = 0; k < columns; k++)
            for (var i = columns; i < rows; i++)
            {
                var row = a + (nint)i * leading;
                row[k] /= tile[k * width + k];
                RowLoops.AddScaled(row + k + 1, -row[k], turned + k * width + k + 1, columns - k - 1);
            }
        return 0;
    }
}
