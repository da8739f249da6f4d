using Grad.Factorizations;
using MathNet.Numerics.LinearAlgebra;

namespace Grad.Tests.Unit.Factorizations;

/// <summary>Batches, threads, memory, and agreement with Math.NET.</summary>
public class FactorizationUseTests
{
    public static TheoryData<string> Names => FactorizationFailureTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void The_values_agree_with_those_of_MathNet(string name)
    {
        var (backend, random) = (FactorizationBackends.Named(name), new Random(5));
        foreach (var n in new[] { 1, 2, 5, 17, 64 })
        {
            var general = Dense.Random<double>(n, n, random);
            var symmetric = general.Mirrored();
            double[] values = new double[n], u = new double[n * n], vT = new double[n * n], sign = [0], logarithm = [0];
            backend.SymmetricEigen<double>(n, symmetric.To<double>(), values, u);
            Close(Matrix(symmetric).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real), values);
            backend.SingularValues<double>(n, n, general.To<double>(), u, values, vT);
            Close(Matrix(general).Svd().S, values);
            var determinant = new double[1];
            backend.Determinant<double>(n, general.To<double>(), determinant);
            backend.LogDeterminant<double>(n, general.To<double>(), sign, logarithm);
            var expected = Matrix(general).Determinant();
            Assert.Equal(1, determinant[0] / expected, 1e-10);
            Assert.Equal(Math.Sign(expected), sign[0]);
            Assert.Equal(Math.Log(Math.Abs(expected)), logarithm[0], 1e-10);
            backend.Inverse<double>(n, general.To<double>(), u);
            var inverse = Matrix(general).Inverse();
            Close(inverse.Transpose().ToColumnMajorArray(), u, inverse.FrobeniusNorm() * inverse.FrobeniusNorm());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_determinant_of_huge_and_tiny_pivots_is_finite(string name)
    {
        var determinant = new double[1];
        var a = Dense.Of(6, 6, (i, j) => i == j ? (i < 3 ? 1e-200 : 2e200) : 0).To<double>();
        FactorizationBackends.Named(name).Determinant<double>(6, a, determinant);
        Assert.Equal(8, determinant[0], 1e-12);
        FactorizationBackends.Named(name).Determinant<double>(0, [], determinant);
        Assert.Equal(1, determinant[0]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_batch_is_the_single_matrices_to_the_bit(string name)
    {
        var (backend, random) = (FactorizationBackends.Named(name), new Random(6));
        foreach (var n in new[] { 3, 40 })
        {
            const int Batch = 3;
            var a = Dense.Random<double>(Batch * n, n, random);
            for (var i = 0; i < Batch * n; i++) a[i, i % n] += n;
            var all = Everything(backend, n, a.To<double>(), Batch);
            for (var i = 0; i < Batch; i++)
            {
                var one = Everything(backend, n, a.To<double>()[(i * n * n)..((i + 1) * n * n)], 1);
                for (var result = 0; result < one.Length; result++)
                {
                    var length = one[result].Length;
                    Assert.Equal(one[result], all[result][(i * length)..((i + 1) * length)]);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Several_threads_get_the_same_bits(string name)
    {
        var backend = FactorizationBackends.Named(name);
        foreach (var n in new[] { 20, 90 })
        {
            var a = (Dense.Random<double>(n, n, new Random(7)) + n * Dense.Identity(n)).To<double>();
            var expected = Everything(backend, n, a, 1);
            Parallel.For(0, 8, _ => Assert.Equal(expected, Everything(backend, n, a, 1)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void An_output_may_be_the_input(string name)
    {
        var backend = FactorizationBackends.Named(name);
        const int N = 40;
        var a = (Dense.Random<double>(N, N, new Random(8)).Mirrored() + N * Dense.Identity(N)).To<double>();
        double[] apart = new double[N * N], placed = (double[])a.Clone();
        backend.Cholesky<double>(N, a, apart);
        backend.Cholesky<double>(N, placed, placed);
        Assert.Equal(apart, placed);
        placed = (double[])a.Clone();
        backend.Inverse<double>(N, a, apart);
        backend.Inverse<double>(N, placed, placed);
        Assert.Equal(apart, placed);
    }

    [Theory, MemberData(nameof(Names))]
    public unsafe void A_call_allocates_nothing(string name)
    {
        var backend = FactorizationBackends.Named(name);
        foreach (var n in new[] { 10, 70 })
        {
            var (a, pivots) = (Dense.Random<float>(n, n, new Random(9)).To<float>(), new int[n]);
            float[] x = new float[n * n], y = new float[n * n], values = new float[n];
            Assert.Equal(0, Allocations.Of(() =>
            {
                backend.Cholesky<float>(n, a, x);
                backend.Lu<float>(n, a, x, pivots);
                backend.SolveLu<float>(n, n, x, pivots, a, y);
                backend.SymmetricEigen<float>(n, a, values, x);
                backend.Qr<float>(n, n, a, x, y);
                backend.SingularValues<float>(n, n, a, x, values, y);
            }));
        }
    }

    private static double[][] Everything(FactorizationBackend backend, int n, double[] a, int batch)
    {
        double[] New(int size) => new double[size * batch];
        double[] l = New(n * n), lu = New(n * n), x = New(n * n), inverse = New(n * n), solved = New(n * n);
        double[] values = New(n), vectors = New(n * n), q = New(n * n), r = New(n * n);
        double[] u = New(n * n), sigma = New(n), vT = New(n * n);
        double[] sign = New(1), logarithm = New(1), determinant = New(1);
        var pivots = new int[n * batch];
        backend.Cholesky<double>(n, a, l, batch);
        backend.Lu<double>(n, a, lu, pivots, batch);
        backend.SolveLu<double>(n, n, lu, pivots, a, x, true, batch);
        backend.Inverse<double>(n, a, inverse, batch);
        backend.Solve<double>(n, n, a, l, solved, batch);
        backend.SolveTriangular<double>(new(TriangleHalf.Lower), n, n, l, solved, solved, batch);
        backend.SymmetricEigen<double>(n, a, values, vectors, batch);
        backend.Qr<double>(n, n, a, q, r, batch);
        backend.SingularValues<double>(n, n, a, u, sigma, vT, batch);
        backend.LogDeterminant<double>(n, a, sign, logarithm, batch);
        backend.Determinant<double>(n, a, determinant, batch);
        return [l, lu, x, inverse, solved, values, vectors, q, r, u, sigma, vT, sign, logarithm, determinant];
    }

    private static Matrix<double> Matrix(Dense a) =>
        Matrix<double>.Build.Dense(a.Rows, a.Columns, (i, j) => a[i, j]);

    private static void Close(IEnumerable<double> expected, double[] got, double scale = 1)
    {
        var size = Math.Max(scale, expected.Max(Math.Abs));
        foreach (var (e, g) in expected.Zip(got)) Assert.Equal(e, g, 1e-12 * size);
    }
}
