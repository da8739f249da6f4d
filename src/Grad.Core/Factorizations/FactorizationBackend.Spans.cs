using System.Numerics;

namespace Grad.Factorizations;

/// <summary>The same over spans, whose lengths are checked; see the operations over addresses.</summary>
internal abstract unsafe partial class FactorizationBackend
{
    /// <inheritdoc cref="Cholesky{T}(int, nint, nint, int)"/>
    internal int Cholesky<T>(int n, ReadOnlySpan<T> a, Span<T> l, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(Cholesky), "A", a.Length, n, n, batch);
        Expect(nameof(Cholesky), "L", l.Length, n, n, batch);
        fixed (T* pa = a, pl = l) return Cholesky<T>(n, (nint)pa, (nint)pl, batch);
    }

    /// <inheritdoc cref="Lu{T}(int, nint, nint, int*, int)"/>
    internal int Lu<T>(int n, ReadOnlySpan<T> a, Span<T> lu, Span<int> pivots, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(Lu), "A", a.Length, n, n, batch);
        Expect(nameof(Lu), "LU", lu.Length, n, n, batch);
        Expect(nameof(Lu), "the pivots", pivots.Length, n, 1, batch);
        fixed (T* pa = a, plu = lu) fixed (int* p = pivots) return Lu<T>(n, (nint)pa, (nint)plu, p, batch);
    }

    /// <inheritdoc cref="SolveLu{T}(int, int, nint, int*, nint, nint, bool, int)"/>
    internal void SolveLu<T>(int n, int columns, ReadOnlySpan<T> lu, ReadOnlySpan<int> pivots,
        ReadOnlySpan<T> b, Span<T> x, bool transposed = false, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(SolveLu), "LU", lu.Length, n, n, batch);
        Expect(nameof(SolveLu), "the pivots", pivots.Length, n, 1, batch);
        Expect(nameof(SolveLu), "B", b.Length, n, columns, batch);
        Expect(nameof(SolveLu), "X", x.Length, n, columns, batch);
        fixed (T* plu = lu, pb = b, px = x) fixed (int* p = pivots)
            SolveLu<T>(n, columns, (nint)plu, p, (nint)pb, (nint)px, transposed, batch);
    }

    /// <inheritdoc cref="Solve{T}(int, int, nint, nint, nint, int)"/>
    internal int Solve<T>(int n, int columns, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> x, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(Solve), "A", a.Length, n, n, batch);
        Expect(nameof(Solve), "B", b.Length, n, columns, batch);
        Expect(nameof(Solve), "X", x.Length, n, columns, batch);
        fixed (T* pa = a, pb = b, px = x) return Solve<T>(n, columns, (nint)pa, (nint)pb, (nint)px, batch);
    }

    /// <inheritdoc cref="Inverse{T}(int, nint, nint, int)"/>
    internal int Inverse<T>(int n, ReadOnlySpan<T> a, Span<T> inverse, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(Inverse), "A", a.Length, n, n, batch);
        Expect(nameof(Inverse), "the inverse", inverse.Length, n, n, batch);
        fixed (T* pa = a, pi = inverse) return Inverse<T>(n, (nint)pa, (nint)pi, batch);
    }

    /// <inheritdoc cref="LogDeterminant{T}(int, nint, nint, nint, int)"/>
    internal void LogDeterminant<T>(int n, ReadOnlySpan<T> a, Span<T> sign, Span<T> logarithm, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(LogDeterminant), "A", a.Length, n, n, batch);
        Expect(nameof(LogDeterminant), "the sign", sign.Length, 1, 1, batch);
        Expect(nameof(LogDeterminant), "the logarithm", logarithm.Length, 1, 1, batch);
        fixed (T* pa = a, ps = sign, pl = logarithm) LogDeterminant<T>(n, (nint)pa, (nint)ps, (nint)pl, batch);
    }

    /// <inheritdoc cref="Determinant{T}(int, nint, nint, int)"/>
    internal void Determinant<T>(int n, ReadOnlySpan<T> a, Span<T> determinant, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(Determinant), "A", a.Length, n, n, batch);
        Expect(nameof(Determinant), "the determinant", determinant.Length, 1, 1, batch);
        fixed (T* pa = a, pd = determinant) Determinant<T>(n, (nint)pa, (nint)pd, batch);
    }

    /// <inheritdoc cref="SolveTriangular{T}(Triangle, int, int, nint, nint, nint, int)"/>
    internal void SolveTriangular<T>(
        Triangle triangle, int n, int columns, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> x, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(SolveTriangular), "A", a.Length, n, n, batch);
        Expect(nameof(SolveTriangular), "B", b.Length, n, columns, batch);
        Expect(nameof(SolveTriangular), "X", x.Length, n, columns, batch);
        fixed (T* pa = a, pb = b, px = x)
            SolveTriangular<T>(triangle, n, columns, (nint)pa, (nint)pb, (nint)px, batch);
    }

    /// <inheritdoc cref="SymmetricEigen{T}(int, nint, nint, nint, int)"/>
    internal void SymmetricEigen<T>(int n, ReadOnlySpan<T> a, Span<T> values, Span<T> vectors, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expect(nameof(SymmetricEigen), "A", a.Length, n, n, batch);
        Expect(nameof(SymmetricEigen), "the values", values.Length, n, 1, batch);
        Expect(nameof(SymmetricEigen), "V", vectors.Length, n, n, batch);
        fixed (T* pa = a, pl = values, pv = vectors) SymmetricEigen<T>(n, (nint)pa, (nint)pl, (nint)pv, batch);
    }

    /// <inheritdoc cref="Qr{T}(int, int, nint, nint, nint, int)"/>
    internal void Qr<T>(int m, int n, ReadOnlySpan<T> a, Span<T> q, Span<T> r, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = Math.Min(m, n);
        Expect(nameof(Qr), "A", a.Length, m, n, batch);
        Expect(nameof(Qr), "Q", q.Length, m, k, batch);
        Expect(nameof(Qr), "R", r.Length, k, n, batch);
        fixed (T* pa = a, pq = q, pr = r) Qr<T>(m, n, (nint)pa, (nint)pq, (nint)pr, batch);
    }

    /// <inheritdoc cref="SingularValues{T}(int, int, nint, nint, nint, nint, int)"/>
    internal void SingularValues<T>(
        int m, int n, ReadOnlySpan<T> a, Span<T> u, Span<T> values, Span<T> vT, int batch = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = Math.Min(m, n);
        Expect(nameof(SingularValues), "A", a.Length, m, n, batch);
        Expect(nameof(SingularValues), "U", u.Length, m, k, batch);
        Expect(nameof(SingularValues), "the values", values.Length, k, 1, batch);
        Expect(nameof(SingularValues), "Vᵀ", vT.Length, k, n, batch);
        fixed (T* pa = a, pu = u, ps = values, pv = vT)
            SingularValues<T>(m, n, (nint)pa, (nint)pu, (nint)ps, (nint)pv, batch);
    }

    private static void Expect(string operation, string operand, int length, int rows, int columns, int batch)
    {
        if (rows < 0 || columns < 0 || batch < 0)
            throw FactorizationErrors.NegativeSize(operation, rows, columns, batch);
        var expected = (long)rows * columns * batch;
        if (length != expected) throw FactorizationErrors.Length(operation, operand, length, expected);
    }

    static partial void Check<T>(string operation, int rows, int columns, int batch)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw FactorizationErrors.ElementType(operation, typeof(T));
        if (rows < 0 || columns < 0 || batch < 0)
            throw FactorizationErrors.NegativeSize(operation, rows, columns, batch);
    }
}
