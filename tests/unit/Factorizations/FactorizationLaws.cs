using System.Numerics;
using Grad.Factorizations;
using Grad.Products;
using Grad.Tests.Unit.Products;

namespace Grad.Tests.Unit.Factorizations;

/// <summary>
/// The law of each factorisation: its factors, multiplied out in double precision, are the matrix again, within a few
/// n·ε of its size.
/// </summary>
internal sealed class FactorizationLaws<T>(FactorizationBackend backend)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal static readonly double Epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    internal void Cholesky(Dense a)
    {
        var n = a.Rows;
        var l = new T[n * n];
        // What is above the diagonal is not read.
        var given = Dense.Of(n, n, (i, j) => i >= j ? a[i, j] : double.NaN).To<T>();
        Assert.Equal(0, backend.Cholesky<T>(n, given, l));
        var factor = Dense.Of<T>(n, n, l);
        Assert.Equal(0, (factor - factor.Lower()).Largest);
        Close(factor * factor.Transposed(), a.Mirrored(), n, "L·Lᵀ");
    }

    internal void Lu(Dense a)
    {
        var n = a.Rows;
        var (lu, pivots) = (new T[n * n], new int[n]);
        backend.Lu<T>(n, a.To<T>(), lu, pivots);
        var factors = Dense.Of<T>(n, n, lu);
        Assert.True((factors.Lower(unit: true)).Largest <= 1, "partial pivoting bounds L by 1");
        Close(factors.Lower(unit: true) * factors.Upper(), Permuted(a, pivots), n, "L·U");
    }

    /// <summary>The residual of a solution is small beside ‖A‖·‖X‖ whatever the condition of A.</summary>
    internal void Solve(Dense a, Dense b)
    {
        var (n, columns) = (a.Rows, b.Columns);
        var (lu, pivots, x) = (new T[n * n], new int[n], new T[n * columns]);
        Assert.Equal(0, backend.Lu<T>(n, a.To<T>(), lu, pivots));
        foreach (var transposed in new[] { false, true })
        {
            backend.SolveLu<T>(n, columns, lu, pivots, b.To<T>(), x, transposed);
            Residual(transposed ? a.Transposed() : a, Dense.Of<T>(n, columns, x), b, "A·X");
        }
        var direct = new T[n * columns];
        backend.SolveLu<T>(n, columns, lu, pivots, b.To<T>(), x);
        Assert.Equal(0, backend.Solve<T>(n, columns, a.To<T>(), b.To<T>(), direct));
        Assert.Equal(x, direct);
    }

    internal void Inverse(Dense a)
    {
        var n = a.Rows;
        var inverse = new T[n * n];
        Assert.Equal(0, backend.Inverse<T>(n, a.To<T>(), inverse));
        Residual(a, Dense.Of<T>(n, n, inverse), Dense.Identity(n), "A·A⁻¹");
    }

    internal void Triangular(Triangle triangle, Dense a, Dense b)
    {
        var (n, columns) = (a.Rows, b.Columns);
        var x = new T[n * columns];
        var unit = triangle.UnitDiagonal;
        var half = triangle.Half == TriangleHalf.Lower ? a.Lower(unit) : a.Upper(unit);
        // What is not of the triangle is not read.
        var given = Dense.Of(n, n, (i, j) => half[i, j] != 0 && !(i == j && unit) ? a[i, j] : double.NaN);
        backend.SolveTriangular<T>(triangle, n, columns, given.To<T>(), b.To<T>(), x);
        Residual(triangle.Transposed ? half.Transposed() : half, Dense.Of<T>(n, columns, x), b, $"{triangle}");
    }

    internal Dense Eigen(Dense a)
    {
        var n = a.Rows;
        var (values, vectors) = (new T[n], new T[n * n]);
        var given = Dense.Of(n, n, (i, j) => i >= j ? a[i, j] : double.NaN).To<T>();
        backend.SymmetricEigen<T>(n, given, values, vectors);
        var (lambda, v) = (Dense.Of<T>(n, 1, values), Dense.Of<T>(n, n, vectors));
        Assert.True(values.Zip(values.Skip(1), (x, y) => x <= y).All(ordered => ordered), "the values ascend");
        Close(v.Transposed() * v, Dense.Identity(n), n, "Vᵀ·V");
        Close(v * Dense.Diagonal(lambda) * v.Transposed(), a.Mirrored(), n, "V·Λ·Vᵀ");
        return lambda;
    }

    internal void Qr(Dense a)
    {
        var (m, n) = (a.Rows, a.Columns);
        var k = Math.Min(m, n);
        T[] q = new T[m * k], r = new T[k * n];
        backend.Qr<T>(m, n, a.To<T>(), q, r);
        var (basis, upper) = (Dense.Of<T>(m, k, q), Dense.Of<T>(k, n, r));
        Assert.Equal(0, (upper - upper.Upper()).Largest);
        for (var i = 0; i < k; i++) Assert.False(upper[i, i] < 0, "the diagonal of R is not negative");
        Close(basis.Transposed() * basis, Dense.Identity(k), m, "Qᵀ·Q");
        Close(basis * upper, a, m, "Q·R");
    }

    internal Dense Singular(Dense a)
    {
        var (m, n) = (a.Rows, a.Columns);
        var k = Math.Min(m, n);
        T[] u = new T[m * k], values = new T[k], vT = new T[k * n];
        backend.SingularValues<T>(m, n, a.To<T>(), u, values, vT);
        var (left, sigma, right) = (Dense.Of<T>(m, k, u), Dense.Of<T>(k, 1, values), Dense.Of<T>(k, n, vT));
        Assert.True(values.All(value => value >= T.Zero), "no singular value is negative");
        Assert.True(values.Zip(values.Skip(1), (x, y) => x >= y).All(ordered => ordered), "the values descend");
        Close(left.Transposed() * left, Dense.Identity(k), m + n, "Uᵀ·U");
        Close(right * right.Transposed(), Dense.Identity(k), m + n, "Vᵀ·V");
        Close(left * Dense.Diagonal(sigma) * right, a, m + n, "U·Σ·Vᵀ");
        return sigma;
    }

    internal static Dense Permuted(Dense a, int[] pivots)
    {
        var order = Enumerable.Range(0, a.Rows).ToArray();
        for (var i = 0; i < pivots.Length; i++) (order[i], order[pivots[i]]) = (order[pivots[i]], order[i]);
        return Dense.Of(a.Rows, a.Columns, (i, j) => a[order[i], j]);
    }

    private void Residual(Dense a, Dense x, Dense b, string what) =>
        Within((a * x - b).Norm, 4 * (a.Rows + 1) * Epsilon * (a.Norm * x.Norm), what);

    private void Close(Dense got, Dense expected, int n, string what) =>
        Within((got - expected).Norm, 4 * (n + 1) * Epsilon * expected.Norm, what);

    private void Within(double error, double bound, string what)
    {
        if (!(error <= bound))
            Assert.Fail($"{backend.Description}, {typeof(T).Name}: {what} is off by {error}, not {bound}.");
    }
}

/// <summary>The backends of this machine by name.</summary>
internal static class FactorizationBackends
{
    internal static readonly int[] Sizes = [0, 1, 2, 3, 5, 17, 64, 150];

    internal static TheoryData<string, bool> All =>
    [
        .. from backend in ProductBackendTests.All
           from single in new[] { true, false }
           select (backend.Name, single),
    ];

    internal static FactorizationBackend Named(string name) =>
        ProductBackendTests.All.Single(backend => backend.Name == name).Factorizations;

    internal static FactorizationBackend Managed => ProductBackends.Managed.Factorizations;
}
