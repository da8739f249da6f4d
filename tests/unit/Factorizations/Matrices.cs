namespace Grad.Tests.Unit.Factorizations;

/// <summary>Random matrices whose eigenvalues or singular values are known.</summary>
internal static class Matrices
{
    /// <summary>Eigenvalues are a function of the place between 0 and 1.</summary>
    internal static Dense Symmetric(int n, Func<double, double> eigenvalue, Random random)
    {
        var v = Dense.Orthonormal(n, n, random);
        return (v * Dense.Diagonal(Places(n, eigenvalue)) * v.Transposed()).Mirrored();
    }

    /// <summary>Singular values fall evenly, on a logarithmic scale, from 1 to 1/condition.</summary>
    internal static Dense OfCondition(int rows, int columns, double condition, Random random)
    {
        var k = Math.Min(rows, columns);
        return Dense.Orthonormal(rows, k, random) * Dense.Diagonal(Places(k, i => Math.Pow(condition, -i)))
            * Dense.Orthonormal(columns, k, random).Transposed();
    }

    internal static Dense OfRank(int rows, int columns, int rank, Random random) =>
        Dense.Random<double>(rows, rank, random) * Dense.Random<double>(rank, columns, random);

    private static Dense Places(int n, Func<double, double> value) =>
        Dense.Of(n, 1, (i, _) => value(n == 1 ? 0 : i / (n - 1.0)));
}
