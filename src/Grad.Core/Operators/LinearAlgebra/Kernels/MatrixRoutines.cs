using System.Numerics;

namespace Grad;

/// <summary>What stands around factorisations.</summary>
internal static class MatrixRoutines
{
    /// <summary>The lower triangles of (A + Aᵀ)/2, of matrices [n, n] one behind the other.</summary>
    public static void FillSymmetric<T>(ReadOnlySpan<T> a, Span<T> lower, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var half = T.CreateTruncating(0.5);
        for (int m = 0; m < a.Length; m += n * n)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++) lower[m + (i * n) + j] = (a[m + (i * n) + j] + a[m + (j * n) + i]) * half;
            }
        }
    }

    /// <summary>Refuses a matrix of which a leading minor is not positive.</summary>
    /// <param name="minor">The order of the first one, or 0.</param>
    public static void RequireDefinite(int minor)
    {
        if (minor > 0)
            throw new ArithmeticException($"A matrix is not positive definite: its leading minor of order {minor} is not positive.");
    }

    /// <summary>Refuses a matrix of which a pivot is zero.</summary>
    /// <param name="pivot">The number of the first one, or 0.</param>
    public static void RequireRegular(int pivot)
    {
        if (pivot > 0) throw new ArithmeticException($"A matrix is singular: its pivot {pivot} is zero.");
    }
}
