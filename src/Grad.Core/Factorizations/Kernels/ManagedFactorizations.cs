using System.Numerics;

namespace Grad.Factorizations;

/// <summary>
/// Grad's own routines: nothing to install, nothing allocated. Large matrices are blocked by recursion, so that most of
/// the work is matrix products, which run on the backend given.
/// </summary>
internal sealed unsafe class ManagedFactorizations(IProducts products) : FactorizationBackend
{
    internal override string Description => $"Grad's own factorisations over the products of {products.Name}";

    internal override int FactorCholesky<T>(int n, T* a) =>
        CholeskyPanel.Factor(products, new Part<T>(a, n), n, n);

    internal override int FactorLu<T>(int n, T* a, int* pivots) =>
        LuPanel.Factor(products, a, n, 0, n, pivots);

    internal override void SolveTriangle<T>(Triangle triangle, int n, int columns, T* a, T* b) =>
        TriangularRecursion.Solve(products, triangle, n, columns, new Part<T>(a, n), new Part<T>(b, columns));

    internal override void FactorQr<T>(int m, int n, T* a, T* q) =>
        HouseholderQr.Factor(products, m, n, a, q);

    internal override bool DecomposeSymmetric<T>(int n, T* a, T* values)
    {
        Transposes.MirrorLower(a, n);
        var exponent = Balance(a, (long)n * n);
        if (!SymmetricQr.Decompose(n, a, values)) return false;
        for (var i = 0; i < n; i++) values[i] = T.ScaleB(values[i], exponent);
        return true;
    }

    internal override bool DecomposeSingular<T>(int m, int n, T* a, T* u, T* values, T* vT)
    {
        var exponent = Balance(a, (long)m * n);
        var converged = m >= n
            ? JacobiSvd.Decompose(products, m, n, a, u, values, vT)
            : Wide(m, n, a, u, values, vT);
        if (!converged) return false;
        for (var i = 0; i < Math.Min(m, n); i++) values[i] = T.ScaleB(values[i], exponent);
        return true;
    }

    /// <summary>Aᵀ = V·Σ·Uᵀ.</summary>
    private bool Wide<T>(int m, int n, T* a, T* u, T* values, T* vT) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var turned = new Room<T>((long)m * n);
        using var v = new Room<T>((long)m * n);
        Transposes.Copy(a, turned.Start, m, n);
        if (!JacobiSvd.Decompose(products, n, m, turned.Start, v.Start, values, u)) return false;
        Transposes.Copy(v.Start, vT, n, m);
        Transposes.InPlace(u, m);
        return true;
    }

    /// <summary>Brings the largest element into [1, 2), exactly; squares and products then stay in range.</summary>
    private static int Balance<T>(T* a, long length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = RowLoops.Largest(a, length);
        if (largest == T.Zero) return 0;
        var exponent = T.ILogB(largest);
        for (var i = 0L; i < length; i++) a[i] = T.ScaleB(a[i], -exponent);
        return exponent;
    }
}
