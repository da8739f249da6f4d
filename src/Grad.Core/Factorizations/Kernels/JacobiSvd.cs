using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Factorizations;

/// <summary>
/// A = U·Σ·Vᵀ by one-sided Jacobi rotations of the rows of R, A = Q·R, which also makes the small singular values
/// accurate. J. Demmel and K. Veselić, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal. Appl. 13
/// (1992); the factor R first: Z. Drmač and K. Veselić, "New fast and accurate Jacobi SVD algorithm", ibid. 29 (2008).
/// </summary>
internal static unsafe class JacobiSvd
{
    /// <summary>Sweeps allowed; about seven are needed.</summary>
    private const int MostSweeps = 60;

    /// <summary>
    /// Decomposes A[m, n], m ≥ n, of moderate size: U[m, n], the values in descending order, Vᵀ[n, n]. A is destroyed.
    /// False: no convergence.
    /// </summary>
    internal static bool Decompose<T>(IProducts products, int m, int n, T* a, T* u, T* values, T* vT)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var basis = new Room<T>((long)m * n);
        using var rotation = new Room<T>((long)n * n);
        var turned = rotation.Start;
        HouseholderQr.Factor(products, m, n, a, basis.Start);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                vT[(long)i * n + j] = j < i ? T.Zero : a[(long)i * n + j];
                turned[(long)i * n + j] = i == j ? T.One : T.Zero;
            }
        if (!Orthogonalize(n, vT, turned)) return false;
        // J·R = Σ·Vᵀ, so A = (Q·Jᵀ)·Σ·Vᵀ.
        for (var i = 0; i < n; i++) values[i] = RowLoops.Norm(vT + (long)i * n, n);
        Sort(n, values, vT, turned);
        for (var i = 0; i < n; i++) Normalize(n, i, values[i], vT);
        products.Multiply<T>(new(m, n, n, false, n, true, n, n), (nint)basis.Start, (nint)turned, (nint)u);
        return true;
    }

    /// <summary>Rotates each pair of rows until all are orthogonal to working precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Orthogonalize<T>(int n, T* rows, T* turned) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tolerance = RowLoops.Epsilon<T>() * T.Sqrt(T.CreateTruncating(Math.Max(1, n)));
        var least = Smallest<T>() * Smallest<T>();
        using var squares = new Room<T>(n);
        var norms = squares.Start;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            for (var i = 0; i < n; i++) norms[i] = RowLoops.Dot(rows + (long)i * n, rows + (long)i * n, n);
            var rotations = 0;
            for (var i = 0; i < n - 1; i++)
                for (var j = i + 1; j < n; j++)
                {
                    T* x = rows + (long)i * n, y = rows + (long)j * n;
                    T xx = norms[i], yy = norms[j], xy = RowLoops.Dot(x, y, n);
                    if (!(T.Min(xx, yy) > least) || !(T.Abs(xy) > tolerance * T.Sqrt(xx) * T.Sqrt(yy))) continue;
                    rotations++;
                    // The smaller angle for which the new rows are orthogonal: t² + 2ζt − 1 = 0.
                    var zeta = (xx - yy) / (xy + xy);
                    var tangent = T.CopySign(T.One / (T.Abs(zeta) + T.Hypot(T.One, zeta)), zeta);
                    norms[i] = xx + tangent * xy;
                    norms[j] = yy - tangent * xy;
                    var cosine = T.One / T.Hypot(T.One, tangent);
                    RowLoops.Rotate(x, y, cosine, cosine * tangent, n);
                    RowLoops.Rotate(turned + (long)i * n, turned + (long)j * n, cosine, cosine * tangent, n);
                }
            if (rotations == 0) return true;
        }
        return false;
    }

    /// <summary>The length under which a row is nothing beside a largest element of one.</summary>
    private static T Smallest<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(1e-16) : T.CreateTruncating(1e-140);

    private static void Sort<T>(int n, T* values, T* rows, T* turned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < n - 1; i++)
        {
            var most = i;
            for (var j = i + 1; j < n; j++)
                if (values[j] > values[most]) most = j;
            if (most == i) continue;
            (values[i], values[most]) = (values[most], values[i]);
            RowLoops.Swap(rows + (long)i * n, rows + (long)most * n, n);
            RowLoops.Swap(turned + (long)i * n, turned + (long)most * n, n);
        }
    }

    /// <summary>
    /// The row divided by its length; where the squares of that underflow, a unit vector orthogonal to the rows before.
    /// </summary>
    private static void Normalize<T>(int n, int i, T length, T* rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = rows + (long)i * n;
        if (length > Smallest<T>())
        {
            for (var j = 0; j < n; j++) row[j] /= length;
            return;
        }
        // One of the n axes is at least this far from the span of i < n rows.
        var enough = T.Sqrt(T.One - T.CreateTruncating(i) / T.CreateTruncating(n)) / (T.One + T.One);
        for (var axis = 0; axis < n; axis++)
        {
            RowLoops.Fill(row, T.Zero, n);
            row[axis] = T.One;
            Project();
            var distance = RowLoops.Norm(row, n);
            if (distance < enough) continue;
            RowLoops.Scale(row, T.One / distance, n);
            Project();
            RowLoops.Scale(row, T.One / RowLoops.Norm(row, n), n);
            return;
        }

        void Project()
        {
            for (var k = 0; k < i; k++)
                RowLoops.AddScaled(row, -RowLoops.Dot(row, rows + (long)k * n, n), rows + (long)k * n, n);
        }
    }
}
