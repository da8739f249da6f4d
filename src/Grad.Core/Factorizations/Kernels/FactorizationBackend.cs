using System.Numerics;

namespace Grad.Factorizations;

/// <summary>
/// One way to factorise dense matrices of <see cref="float"/> or <see cref="double"/>, safe from several threads.
/// Matrices are packed, row-major, one after the other over a batch, given by the addresses of their first elements; an
/// output may be its input, and overlaps nothing otherwise. What does not exist comes out as NaN: the factor of a
/// matrix that is not positive definite, the inverse of a singular one, the eigenvalues of one with a NaN or infinity.
/// </summary>
internal abstract unsafe partial class FactorizationBackend
{
    private protected FactorizationBackend() { }

    /// <summary>What runs, in words.</summary>
    internal abstract string Description { get; }

    /// <summary>L[n, n] of A = L·Lᵀ, zero above the diagonal; of A the lower triangle alone is read.</summary>
    /// <returns>
    /// The order of the first leading minor that is not positive, in the first matrix that has one, or 0.
    /// </returns>
    internal int Cholesky<T>(int n, nint a, nint l, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Cholesky), n, n, batch);
        var (size, first) = ((long)n * n, 0);
        for (var i = 0; i < batch && n > 0; i++)
        {
            var factor = Placed((T*)a + i * size, (T*)l + i * size, size);
            var failed = FactorCholesky(n, factor);
            for (var row = 0; row < n; row++)
            {
                if (failed > 0) RowLoops.Fill(factor + (long)row * n, T.NaN, row + 1);
                RowLoops.Fill(factor + (long)row * n + row + 1, T.Zero, n - row - 1);
            }
            if (first == 0) first = failed;
        }
        return first;
    }

    /// <summary>
    /// P·A = L·U of A[n, n] with partial pivoting: L below the diagonal of ones, U above, in one matrix; row i was
    /// exchanged with row pivots[i], in this order.
    /// </summary>
    /// <returns>The order of the first pivot that is exactly zero, in the first matrix that has one, or 0.</returns>
    internal int Lu<T>(int n, nint a, nint lu, int* pivots, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Lu), n, n, batch);
        var (size, first) = ((long)n * n, 0);
        for (var i = 0; i < batch && n > 0; i++)
        {
            var factors = Placed((T*)a + i * size, (T*)lu + i * size, size);
            var singular = FactorLu(n, factors, pivots + (long)i * n);
            if (first == 0) first = singular;
        }
        return first;
    }

    /// <summary>X[n, columns] of op(A)·X = B, where op(A) is a triangle of A[n, n] or its transpose.</summary>
    internal void SolveTriangular<T>(Triangle triangle, int n, int columns, nint a, nint b, nint x, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(SolveTriangular), n, columns, batch);
        var size = (long)n * columns;
        for (var i = 0; i < batch && size > 0; i++)
            SolveTriangle(
                triangle, n, columns, (T*)a + i * (long)n * n, Placed((T*)b + i * size, (T*)x + i * size, size));
    }

    /// <summary>
    /// The eigenvalues of a symmetric A[n, n] in ascending order and its eigenvectors, the columns of V[n, n]; of A the
    /// lower triangle alone is read.
    /// </summary>
    internal void SymmetricEigen<T>(int n, nint a, nint values, nint vectors, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(SymmetricEigen), n, n, batch);
        var size = (long)n * n;
        for (var i = 0; i < batch && n > 0; i++)
        {
            T* lambda = (T*)values + (long)i * n, v = Placed((T*)a + i * size, (T*)vectors + i * size, size);
            if (IsFiniteBelow(n, v) && DecomposeSymmetric(n, v, lambda)) continue;
            RowLoops.Fill(lambda, T.NaN, n);
            RowLoops.Fill(v, T.NaN, size);
        }
    }

    /// <summary>
    /// Q[m, k] with orthonormal columns and the upper trapezoid R[k, n] with a diagonal that is not negative, A = Q·R,
    /// k = min(m, n): unique where A has full rank. Neither output may be A.
    /// </summary>
    internal void Qr<T>(int m, int n, nint a, nint q, nint r, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Qr), m, n, batch);
        var (k, size) = (Math.Min(m, n), (long)m * n);
        using var work = new Room<T>(size);
        for (var i = 0; i < batch && k > 0; i++)
        {
            T* basis = (T*)q + i * (long)m * k, upper = (T*)r + i * (long)k * n;
            FactorQr(m, n, Placed((T*)a + i * size, work.Start, size), basis);
            for (var row = 0; row < k; row++)
            {
                T* from = work.Start + (long)row * n, to = upper + (long)row * n;
                var turn = T.IsNegative(from[row]);
                RowLoops.Fill(to, T.Zero, row);
                for (var j = row; j < n; j++) to[j] = turn ? -from[j] : from[j];
                for (var j = 0; j < m && turn; j++) basis[(long)j * k + row] = -basis[(long)j * k + row];
            }
        }
    }

    /// <summary>
    /// U[m, k], the singular values in descending order, and Vᵀ[k, n] of A = U·Σ·Vᵀ, k = min(m, n). No output may be A.
    /// </summary>
    internal void SingularValues<T>(int m, int n, nint a, nint u, nint values, nint vT, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(SingularValues), m, n, batch);
        var (k, size) = (Math.Min(m, n), (long)m * n);
        using var work = new Room<T>(size);
        for (var i = 0; i < batch && k > 0; i++)
        {
            T* left = (T*)u + i * (long)m * k, right = (T*)vT + i * (long)k * n, sigma = (T*)values + (long)i * k;
            Placed((T*)a + i * size, work.Start, size);
            if (T.IsFinite(RowLoops.Largest(work.Start, size))
                && DecomposeSingular(m, n, work.Start, left, sigma, right)) continue;
            RowLoops.Fill(left, T.NaN, (long)m * k);
            RowLoops.Fill(sigma, T.NaN, k);
            RowLoops.Fill(right, T.NaN, (long)k * n);
        }
    }

    /// <summary>L over the lower triangle; the upper one is free.</summary>
    internal abstract int FactorCholesky<T>(int n, T* a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    internal abstract int FactorLu<T>(int n, T* a, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    internal abstract void SolveTriangle<T>(Triangle triangle, int n, int columns, T* a, T* b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>V over a finite A; false where nothing converged.</summary>
    internal abstract bool DecomposeSymmetric<T>(int n, T* a, T* values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>R over the upper part of A, Q beside it, with any signs.</summary>
    internal abstract void FactorQr<T>(int m, int n, T* a, T* q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>A is finite and may be destroyed; false where nothing converged.</summary>
    internal abstract bool DecomposeSingular<T>(int m, int n, T* a, T* u, T* values, T* vT)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Refuses sizes and element types that make no sense.</summary>
    static partial void Check<T>(string operation, int rows, int columns, int batch);

    /// <summary>The target, holding what the source holds.</summary>
    private static T* Placed<T>(T* source, T* target, long length) where T : unmanaged
    {
        if (source != target) System.Buffer.MemoryCopy(source, target, length * sizeof(T), length * sizeof(T));
        return target;
    }

    private static bool IsFiniteBelow<T>(int n, T* a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var row = 0; row < n; row++)
            if (!T.IsFinite(RowLoops.Largest(a + (long)row * n, row + 1))) return false;
        return true;
    }
}
