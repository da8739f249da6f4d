using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Factorizations;

/// <summary>
/// P·A = L·U with partial pivoting, in place, by recursion over the columns. S. Toledo, "Locality of reference in LU
/// decomposition with partial pivoting", SIAM J. Matrix Anal. Appl. 18 (1997). Rows are exchanged whole, at once.
/// </summary>
internal static unsafe class LuPanel
{
    private const int Leaf = 32;

    /// <summary>
    /// Factors so many columns from the first; answers the order of the first pivot that is exactly zero, or 0.
    /// </summary>
    internal static int Factor<T>(IProducts products, T* a, int n, int first, int columns, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns <= Leaf) return FactorLeaf(a, n, first, columns, pivots);
        var (left, whole) = (columns / 2, new Part<T>(a, n));
        var middle = first + left;
        var right = columns - left;
        var singular = Factor(products, a, n, first, left, pivots);
        // U₁₂ = L₁₁⁻¹ · A₁₂, A₂₂ −= L₂₁ · U₁₂.
        var above = whole.At(first, middle);
        TriangularRecursion.Solve(
            products, new(TriangleHalf.Lower, UnitDiagonal: true), left, right, whole.At(first, first), above);
        Updates.Subtract(products, n - middle, right, left,
            whole.At(middle, first), false, above, false, whole.At(middle, middle));
        var second = Factor(products, a, n, middle, right, pivots);
        return singular > 0 ? singular : second;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FactorLeaf<T>(T* a, int n, int first, int columns, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var singular = 0;
        for (var k = first; k < first + columns; k++)
        {
            var row = a + (long)k * n;
            var chosen = Largest(a, n, k);
            pivots[k] = chosen;
            if (chosen != k) RowLoops.Swap(row, a + (long)chosen * n, n);
            var pivot = row[k];
            if (pivot == T.Zero)
            {
                // The column below is zero as well: there is nothing to eliminate.
                if (singular == 0) singular = k + 1;
                continue;
            }
            var rest = first + columns - k - 1;
            for (var i = k + 1; i < n; i++)
            {
                var other = a + (long)i * n;
                var factor = other[k] / pivot;
                other[k] = factor;
                RowLoops.AddScaled(other + k + 1, -factor, row + k + 1, rest);
            }
        }
        return singular;
    }

    private static int Largest<T>(T* a, int n, int k) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (chosen, largest) = (k, T.Abs(a[(long)k * n + k]));
        for (var i = k + 1; i < n; i++)
        {
            var size = T.Abs(a[(long)i * n + k]);
            if (size > largest) (chosen, largest) = (i, size);
        }
        return chosen;
    }
}
