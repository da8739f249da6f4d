using System.Numerics;
using Grad.Factorizations;
using Grad.Tests.Unit.Products;

namespace Grad.Tests.Unit.Factorizations;

public class FactorizationTests
{
    public static TheoryData<string, bool> Backends => FactorizationBackends.All;

    [Theory, MemberData(nameof(Backends))]
    public void A_positive_definite_matrix_is_L_times_its_transpose(string name, bool single) =>
        Each(name, single, new Cholesky());

    [Theory, MemberData(nameof(Backends))]
    public void A_permuted_matrix_is_L_times_U(string name, bool single) => Each(name, single, new Lu());

    [Theory, MemberData(nameof(Backends))]
    public void A_solution_solves_the_system_and_the_transposed_one(string name, bool single) =>
        Each(name, single, new Solve());

    [Theory, MemberData(nameof(Backends))]
    public void A_triangular_solution_solves_each_of_the_eight_systems(string name, bool single) =>
        Each(name, single, new Triangular());

    [Theory, MemberData(nameof(Backends))]
    public void A_symmetric_matrix_is_made_of_its_eigenvectors(string name, bool single) =>
        Each(name, single, new Eigen());

    [Theory, MemberData(nameof(Backends))]
    public void A_matrix_is_Q_times_R(string name, bool single) => Each(name, single, new Qr());

    [Theory, MemberData(nameof(Backends))]
    public void A_matrix_is_made_of_its_singular_vectors(string name, bool single) =>
        Each(name, single, new Singular());

    [Theory, MemberData(nameof(FactorizationFailureTests.Names), MemberType = typeof(FactorizationFailureTests))]
    public void The_own_routines_run_over_the_products_of_any_backend(string name)
    {
        var products = ProductBackendTests.All.Single(backend => backend.Name == name);
        var (laws, random) = (new FactorizationLaws<double>(new ManagedFactorizations(products)), new Random(12));
        foreach (ILaw law in new ILaw[] { new Cholesky(), new Lu(), new Solve(), new Qr(), new Singular() })
            law.Check(laws, 70, random);
    }

    private static void Each(string name, bool single, ILaw law)
    {
        var (backend, random) = (FactorizationBackends.Named(name), new Random(11));
        foreach (var n in FactorizationBackends.Sizes)
            if (single) law.Check(new FactorizationLaws<float>(backend), n, random);
            else law.Check(new FactorizationLaws<double>(backend), n, random);
    }

    private interface ILaw
    {
        void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private sealed class Cholesky : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var condition in new[] { 1e1, 0.01 / FactorizationLaws<T>.Epsilon })
                laws.Cholesky(Matrices.Symmetric(n, i => Math.Pow(condition, -i), random).Rounded<T>());
        }
    }

    private sealed class Lu : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            laws.Lu(Dense.Random<T>(n, n, random));
            laws.Lu(Matrices.OfRank(n, n, (n + 1) / 2, random).Rounded<T>());
            laws.Lu(new Dense(n, n));
        }
    }

    private sealed class Solve : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var condition in new[] { 1e1, 0.01 / FactorizationLaws<T>.Epsilon })
                foreach (var columns in new[] { 0, 1, 3, 70 })
                    laws.Solve(Matrices.OfCondition(n, n, condition, random).Rounded<T>(),
                        Dense.Random<T>(n, columns, random));
            laws.Inverse(Dense.Random<T>(n, n, random));
        }
    }

    private sealed class Triangular : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var a = (1.0 / Math.Max(1, n) * Dense.Random<T>(n, n, random) + Dense.Identity(n)).Rounded<T>();
            foreach (var half in Enum.GetValues<TriangleHalf>())
                foreach (var transposed in new[] { false, true })
                    foreach (var unit in new[] { false, true })
                        foreach (var columns in new[] { 0, 1, 3, 70 })
                            laws.Triangular(new(half, transposed, unit), a, Dense.Random<T>(n, columns, random));
        }
    }

    private sealed class Eigen : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            laws.Eigen(Dense.Random<T>(n, n, random).Mirrored());
            laws.Eigen(Matrices.Symmetric(n, i => Math.Pow(1e-12, i), random).Rounded<T>());
            laws.Eigen(Matrices.Symmetric(n, i => i < 0.5 ? 1 : -1, random).Rounded<T>());
            laws.Eigen(Dense.Identity(n));
            laws.Eigen(new Dense(n, n));
            laws.Eigen((1e30 * Dense.Random<T>(n, n, random).Mirrored()).Rounded<T>());
        }
    }

    private sealed class Qr : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var (rows, columns) in new[] { (n, n), (2 * n + 1, n), (n, 2 * n + 1) })
            {
                laws.Qr(Dense.Random<T>(rows, columns, random));
                laws.Qr(Matrices.OfRank(rows, columns, (n + 1) / 2, random).Rounded<T>());
                laws.Qr(new Dense(rows, columns));
            }
            laws.Qr((1e30 * Dense.Random<T>(n, n, random)).Rounded<T>());
        }
    }

    private sealed class Singular : ILaw
    {
        public void Check<T>(FactorizationLaws<T> laws, int n, Random random)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var (rows, columns) in new[] { (n, n), (2 * n + 1, n), (n, 2 * n + 1) })
            {
                laws.Singular(Dense.Random<T>(rows, columns, random));
                laws.Singular(Matrices.OfRank(rows, columns, (n + 1) / 2, random).Rounded<T>());
                laws.Singular(new Dense(rows, columns));
            }
            laws.Singular(Matrices.OfCondition(n, n, 1e30, random).Rounded<T>());
            laws.Singular(Dense.Identity(n));
            laws.Singular((1e30 * Dense.Random<T>(n, n, random)).Rounded<T>());
        }
    }
}
