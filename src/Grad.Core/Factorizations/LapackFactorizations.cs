using System.Numerics;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>
/// LAPACK in a native library. It reads a row-major A as the column-major Aᵀ, so triangles change halves, systems
/// change sides, QR is asked for as LQ, and U and Vᵀ change places; LU alone, whose pivots are rows, is transposed.
/// </summary>
internal sealed unsafe class LapackFactorizations : FactorizationBackend
{
    /// <summary>Rows up to which Grad's own loops are faster than a call.</summary>
    private const int Small = 32;

    private readonly BlasLibrary library;
    private readonly LapackLibrary<float> singles;
    private readonly LapackLibrary<double> doubles;
    private readonly ManagedFactorizations managed;

    private LapackFactorizations(BlasLibrary library, IProducts products)
    {
        this.library = library;
        managed = new ManagedFactorizations(products);
        (singles, doubles) = (new(library), new(library));
    }

    internal override string Description => $"LAPACK of {library.Path}";

    /// <summary>Null where the library has no LAPACK, or one that computes wrongly.</summary>
    internal static FactorizationBackend? TryOpen(BlasLibrary library, IProducts products)
    {
        var opened = new LapackFactorizations(library, products);
        return opened.singles.IsUsable && opened.doubles.IsUsable ? opened : null;
    }

    private LapackLibrary<T> Of<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (LapackLibrary<T>)(object)(typeof(T) == typeof(float) ? singles : doubles);

    internal override int FactorCholesky<T>(int n, T* a)
    {
        if (n <= Small) return managed.FactorCholesky(n, a);
        var (upper, failed) = ((byte)'U', 0);
        Of<T>().Potrf(&upper, &n, a, &n, &failed, 1);
        return failed;
    }

    internal override int FactorLu<T>(int n, T* a, int* pivots)
    {
        if (n <= Small) return managed.FactorLu(n, a, pivots);
        var singular = 0;
        Transposes.InPlace(a, n);
        Of<T>().Getrf(&n, &n, a, &n, pivots, &singular);
        Transposes.InPlace(a, n);
        for (var i = 0; i < n; i++) pivots[i]--;
        return singular;
    }

    /// <summary>op(A)·X = B is Xᵀ·op(A)ᵀ = Bᵀ.</summary>
    internal override void SolveTriangle<T>(Triangle triangle, int n, int columns, T* a, T* b)
    {
        if (n <= Small)
        {
            managed.SolveTriangle(triangle, n, columns, a, b);
            return;
        }
        var (side, half) = ((byte)'R', (byte)(triangle.Half == TriangleHalf.Lower ? 'U' : 'L'));
        var transposed = (byte)(triangle.Transposed ? 'T' : 'N');
        var diagonal = (byte)(triangle.UnitDiagonal ? 'U' : 'N');
        var one = T.One;
        Of<T>().Trsm(
            &side, &half, &transposed, &diagonal, &columns, &n, &one, a, &n, b, &columns, 1, 1, 1, 1);
    }

    internal override bool DecomposeSymmetric<T>(int n, T* a, T* values)
    {
        // The documented sizes: in single precision an answered size may be rounded down.
        var (vectors, upper, failed) = ((byte)'V', (byte)'U', 0);
        var (length, integers) = (checked(1 + 6 * n + 2 * n * n), 3 + 5 * n);
        using var work = new Room<T>(length);
        using var indices = new Room<int>(integers);
        Of<T>().Syevd(
            &vectors, &upper, &n, a, &n, values, work.Start, &length, indices.Start, &integers, &failed, 1, 1);
        Transposes.InPlace(a, n);
        return failed == 0;
    }

    /// <summary>Aᵀ = L·Q̂ means A = Q̂ᵀ·Lᵀ, and both lie in memory as they are wanted.</summary>
    internal override void FactorQr<T>(int m, int n, T* a, T* q)
    {
        var lapack = Of<T>();
        var (k, length, failed) = (Math.Min(m, n), -1, 0);
        using var scales = new Room<T>(k);
        T most, wanted;
        lapack.Gelqf(&n, &m, a, &n, scales.Start, &most, &length, &failed);
        lapack.Orglq(&k, &m, &k, a, &n, scales.Start, &wanted, &length, &failed);
        length = Size(T.Max(most, wanted));
        using var work = new Room<T>(length);
        lapack.Gelqf(&n, &m, a, &n, scales.Start, work.Start, &length, &failed);
        RowLoops.Copy(a, n, q, k, m, k);
        lapack.Orglq(&k, &m, &k, q, &k, scales.Start, work.Start, &length, &failed);
    }

    internal override bool DecomposeSingular<T>(int m, int n, T* a, T* u, T* values, T* vT)
    {
        var lapack = Of<T>();
        var (thin, k, length, failed) = ((byte)'S', Math.Min(m, n), -1, 0);
        using var indices = new Room<int>(8L * k);
        T wanted;
        lapack.Gesdd(
            &thin, &n, &m, a, &n, values, vT, &n, u, &k, &wanted, &length, indices.Start, &failed, 1);
        length = Size(wanted);
        using var work = new Room<T>(length);
        lapack.Gesdd(
            &thin, &n, &m, a, &n, values, vT, &n, u, &k, work.Start, &length, indices.Start, &failed, 1);
        return failed == 0;
    }

    private static int Size<T>(T answered) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        int.CreateChecked(T.Ceiling(T.BitIncrement(answered)));
}
