using Grad.Factorizations;
using Grad.Products;
using Grad.Tests.Unit.Products;

namespace Grad.Tests.Unit.Factorizations;

/// <summary>What does not exist is said or comes out as NaN; nothing hangs; each backend says the same.</summary>
public class FactorizationFailureTests
{
    public static TheoryData<string> Names => [.. ProductBackendTests.All.Select(backend => backend.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_first_minor_that_is_not_positive_is_named(string name)
    {
        var backend = FactorizationBackends.Named(name);
        foreach (var n in new[] { 1, 3, 20, 64, 150 })
            foreach (var order in new[] { 1, n / 2 + 1, n })
            {
                // A unit lower triangle times its transpose, one pivot made negative.
                var l = (0.1 * Dense.Random<double>(n, n, new Random(n))).Lower(unit: true);
                var signs = Dense.Of(n, 1, (i, _) => i == order - 1 ? -1 : 1);
                var a = (l * Dense.Diagonal(signs) * l.Transposed()).To<double>();
                var factor = new double[n * n];
                Assert.Equal(order, backend.Cholesky<double>(n, a, factor));
                var got = Dense.Of<double>(n, n, factor);
                Assert.Equal(Dense.Of(n, n, (i, j) => i >= j ? double.NaN : 0).To<double>(), got.To<double>());
            }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_pivot_of_zero_is_named_and_the_solution_is_NaN(string name)
    {
        var backend = FactorizationBackends.Named(name);
        foreach (var n in new[] { 1, 3, 20, 64, 150 })
        {
            // Diagonal, one element zero: every elimination is exact.
            var order = n / 2 + 1;
            var a = Dense.Of(n, n, (i, j) => i == j && i != order - 1 ? 1 + i : 0).To<double>();
            double[] x = new double[2 * n], inverse = new double[n * n], sign = [5], logarithm = [5], determinant = [5];
            Assert.Equal(order, backend.Solve<double>(n, 2, a, new double[2 * n], x));
            Assert.Equal(order, backend.Inverse<double>(n, a, inverse));
            Assert.All(x, value => Assert.Equal(double.NaN, value));
            Assert.All(inverse, value => Assert.Equal(double.NaN, value));
            backend.LogDeterminant<double>(n, a, sign, logarithm);
            backend.Determinant<double>(n, a, determinant);
            Assert.Equal((0, double.NegativeInfinity, 0), (sign[0], logarithm[0], determinant[0]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_and_infinity_end_in_NaN(string name)
    {
        var backend = FactorizationBackends.Named(name);
        foreach (var n in new[] { 1, 2, 17, 64, 150 })
            foreach (var bad in new[] { double.NaN, double.PositiveInfinity })
                foreach (var (i, j) in new[] { (0, 0), (n - 1, 0), (n - 1, n - 1), (n / 2, n / 3) })
                {
                    var a = (Dense.Random<double>(n, n, new Random(n)) + n * Dense.Identity(n)).To<double>();
                    a[i * n + j] = bad;
                    Poisoned(backend, n, a);
                }
    }

    private static void Poisoned(FactorizationBackend backend, int n, double[] a)
    {
        double[] x = new double[n * n], y = new double[n * n], values = new double[n], sign = [0], logarithm = [0];
        var pivots = new int[n];
        backend.Lu<double>(n, a, x, pivots);
        Assert.Contains(x, value => !double.IsFinite(value));
        Assert.All(pivots, pivot => Assert.InRange(pivot, 0, n - 1));
        backend.LogDeterminant<double>(n, a, sign, logarithm);
        backend.Qr<double>(n, n, a, x, y);
        Assert.Contains(y, value => !double.IsFinite(value));
        backend.SymmetricEigen<double>(n, a, values, x);
        Assert.All(values, value => Assert.Equal(double.NaN, value));
        Assert.All(x, value => Assert.Equal(double.NaN, value));
        backend.SingularValues<double>(n, n, a, x, values, y);
        Assert.All([.. values, .. x, .. y], value => Assert.Equal(double.NaN, value));
        if (backend.Cholesky<double>(n, a, x) == 0) Assert.Contains(x, value => !double.IsFinite(value));
    }

    [Fact]
    public void A_negative_size_is_refused() => Assert.Equal(
        "Qr: the sizes [-1, 3] and the batch 1 must not be negative.",
        Assert.Throws<ArgumentOutOfRangeException>(
            () => FactorizationBackends.Managed.Qr<double>(-1, 3, 0, 0, 0)).Message);

    [Fact]
    public void A_span_of_another_length_is_refused() => Assert.Equal(
        "Cholesky: L has 8 elements, but 9 are needed for this shape and batch.",
        Assert.Throws<ArgumentException>(
            () => FactorizationBackends.Managed.Cholesky<double>(3, new double[9], new double[8])).Message);

    [Fact]
    public void Another_element_type_is_refused() => Assert.Equal(
        "Lu: the element type Half has no factorisations. Use Single or Double.",
        Assert.Throws<NotSupportedException>(
            () => FactorizationBackends.Managed.Lu<Half>(1, new Half[1], new Half[1], new int[1])).Message);

    [Fact]
    public void A_native_library_with_LAPACK_is_used()
    {
        foreach (var backend in ProductBackends.Installed.Where(backend => backend.Name is "mkl" or "openblas"))
            Assert.StartsWith("LAPACK of ", backend.Factorizations.Description);
    }
}
