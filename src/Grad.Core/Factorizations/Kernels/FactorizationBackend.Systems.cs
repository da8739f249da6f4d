using System.Numerics;

namespace Grad.Factorizations;

/// <summary>What follows from P·A = L·U: systems of equations, inverses, determinants.</summary>
internal abstract unsafe partial class FactorizationBackend
{
    /// <summary>X[n, columns] of A·X = B, or of Aᵀ·X = B, from the factors and pivots of A[n, n].</summary>
    internal void SolveLu<T>(
        int n, int columns, nint lu, int* pivots, nint b, nint x, bool transposed = false, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(SolveLu), n, columns, batch);
        var size = (long)n * columns;
        for (var i = 0; i < batch && size > 0; i++)
            SolveFactored(n, columns, (T*)lu + i * (long)n * n, pivots + (long)i * n,
                Placed((T*)b + i * size, (T*)x + i * size, size), transposed);
    }

    /// <summary>X[n, columns] of A·X = B; NaN where A[n, n] has a pivot of zero.</summary>
    /// <returns>The order of the first zero pivot, in the first matrix that has one, or 0.</returns>
    internal int Solve<T>(int n, int columns, nint a, nint b, nint x, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Solve), n, columns, batch);
        var (size, first) = ((long)n * columns, 0);
        using var factors = new Room<T>((long)n * n);
        using var pivots = new Room<int>(n);
        for (var i = 0; i < batch && size > 0; i++)
        {
            var singular = Refactor((T*)a, i, n, factors.Start, pivots.Start);
            var solution = Placed((T*)b + i * size, (T*)x + i * size, size);
            if (singular > 0) RowLoops.Fill(solution, T.NaN, size);
            else SolveFactored(n, columns, factors.Start, pivots.Start, solution, false);
            if (first == 0) first = singular;
        }
        return first;
    }

    /// <summary>A⁻¹[n, n]; NaN where A has a pivot of zero.</summary>
    /// <returns>The order of the first zero pivot, in the first matrix that has one, or 0.</returns>
    internal int Inverse<T>(int n, nint a, nint inverse, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Inverse), n, n, batch);
        var (size, first) = ((long)n * n, 0);
        using var factors = new Room<T>(size);
        using var pivots = new Room<int>(n);
        for (var i = 0; i < batch && n > 0; i++)
        {
            var singular = Refactor((T*)a, i, n, factors.Start, pivots.Start);
            var x = (T*)inverse + i * size;
            RowLoops.Fill(x, singular > 0 ? T.NaN : T.Zero, size);
            for (var j = 0; j < n && singular == 0; j++) x[(long)j * n + j] = T.One;
            if (singular == 0) SolveFactored(n, n, factors.Start, pivots.Start, x, false);
            else if (first == 0) first = singular;
        }
        return first;
    }

    /// <summary>det A of A[n, n] = sign · exp(logarithm); 0 and −∞ for a singular matrix.</summary>
    internal void LogDeterminant<T>(int n, nint a, nint sign, nint logarithm, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(LogDeterminant), n, n, batch);
        using var factors = new Room<T>((long)n * n);
        using var pivots = new Room<int>(n);
        for (var i = 0; i < batch; i++)
        {
            if (n > 0) Refactor((T*)a, i, n, factors.Start, pivots.Start);
            var (product, sum) = (T.One, 0.0);
            for (var j = 0; j < n; j++)
            {
                var pivot = factors.Start[(long)j * n + j];
                var direction = T.IsNaN(pivot) ? pivot : T.CreateTruncating(T.Sign(pivot));
                product *= pivots.Start[j] == j ? direction : -direction;
                sum += Math.Log(Math.Abs(double.CreateTruncating(pivot)));
            }
            ((T*)sign)[i] = product;
            ((T*)logarithm)[i] = T.CreateTruncating(sum);
        }
    }

    /// <summary>det A of A[n, n], finite wherever it is representable.</summary>
    internal void Determinant<T>(int n, nint a, nint determinant, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(nameof(Determinant), n, n, batch);
        using var factors = new Room<T>((long)n * n);
        using var pivots = new Room<int>(n);
        for (var i = 0; i < batch; i++)
        {
            if (n > 0) Refactor((T*)a, i, n, factors.Start, pivots.Start);
            // The exponent is kept apart, so that the order of large and small pivots does not matter.
            var (product, exponent) = (T.One, 0);
            for (var j = 0; j < n; j++)
            {
                product *= factors.Start[(long)j * n + j] * (pivots.Start[j] == j ? T.One : T.NegativeOne);
                if (product == T.Zero || !T.IsFinite(product)) break;
                var shift = T.ILogB(product);
                product = T.ScaleB(product, -shift);
                exponent += shift;
            }
            ((T*)determinant)[i] = T.ScaleB(product, exponent);
        }
    }

    private int Refactor<T>(T* a, int i, int n, T* factors, int* pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FactorLu(n, Placed(a + i * (long)n * n, factors, (long)n * n), pivots);

    /// <summary>A·X = B: exchange, L, U. Aᵀ·X = B: Uᵀ, Lᵀ, exchange back.</summary>
    private void SolveFactored<T>(int n, int columns, T* lu, int* pivots, T* x, bool transposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lower = new Triangle(TriangleHalf.Lower, transposed, UnitDiagonal: true);
        var upper = new Triangle(TriangleHalf.Upper, transposed);
        for (var i = 0; i < n && !transposed; i++) Exchange(i);
        SolveTriangle(transposed ? upper : lower, n, columns, lu, x);
        SolveTriangle(transposed ? lower : upper, n, columns, lu, x);
        for (var i = n - 1; i >= 0 && transposed; i--) Exchange(i);

        void Exchange(int i)
        {
            if (pivots[i] != i) RowLoops.Swap(x + (long)i * columns, x + (long)pivots[i] * columns, columns);
        }
    }
}
