using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Factorizations;

/// <summary>
/// A = V·Λ·Vᵀ: Householder reflections to tridiagonal form, then implicit QR steps with Wilkinson's shift. G. H. Golub
/// and C. F. Van Loan, "Matrix Computations", 4th edition, sections 8.3.1 and 8.3.5. Vectors are kept as rows, so that
/// every rotation runs along contiguous memory.
/// </summary>
internal static unsafe class SymmetricQr
{
    /// <summary>Steps allowed for each eigenvalue; about two are needed.</summary>
    private const int MostSteps = 60;

    /// <summary>
    /// Replaces a symmetric A[n, n] of moderate size by the vectors as columns, in ascending order of their values.
    /// False: no convergence.
    /// </summary>
    internal static bool Decompose<T>(int n, T* a, T* values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var couplings = new Room<T>(n);
        using var scales = new Room<T>(n);
        using var vectors = new Room<T>((long)n * n);
        Tridiagonalize(n, a, values, couplings.Start, scales.Start);
        Accumulate(n, a, scales.Start, vectors.Start);
        // Rows of Qᵀ from here on.
        Transposes.InPlace(vectors.Start, n);
        if (!Diagonalize(n, values, couplings.Start, vectors.Start)) return false;
        Sort(n, values, vectors.Start);
        Transposes.Copy(vectors.Start, a, n, n);
        return true;
    }

    /// <summary>
    /// A ← HAH for one column after the other; the row of A right of the diagonal keeps the vector of its reflection.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tridiagonalize<T>(int n, T* a, T* diagonal, T* couplings, T* scales)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var product = new Room<T>(n);
        var w = product.Start;
        for (var k = 0; k < n; k++)
        {
            diagonal[k] = a[(long)k * n + k];
            var rest = n - k - 1;
            if (rest == 0) return;
            T* v = a + (long)k * n + k + 1, block = v + n;
            var tau = HouseholderQr.Reflector(v, rest, out couplings[k]);
            scales[k] = tau;
            if (tau == T.Zero) continue;
            // A₂₂ −= v·wᵀ + w·vᵀ with p = τ·A₂₂·v and w = p − (τ/2·pᵀv)·v.
            for (var i = 0; i < rest; i++) w[i] = tau * RowLoops.Dot(block + (long)i * n, v, rest);
            RowLoops.AddScaled(w, -tau * RowLoops.Dot(w, v, rest) / (T.One + T.One), v, rest);
            for (var i = 0; i < rest; i++)
            {
                RowLoops.AddScaled(block + (long)i * n, -v[i], w, rest);
                RowLoops.AddScaled(block + (long)i * n, -w[i], v, rest);
            }
        }
    }

    /// <summary>Q = H₀·H₁·…, from the last reflection to the first: each touches the corner below it alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<T>(int n, T* a, T* scales, T* q) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var product = new Room<T>(n);
        RowLoops.Fill(q, T.Zero, (long)n * n);
        for (var i = 0; i < n; i++) q[(long)i * n + i] = T.One;
        for (var k = n - 2; k >= 0; k--)
        {
            if (scales[k] == T.Zero) continue;
            var rest = n - k - 1;
            T* v = a + (long)k * n + k + 1, corner = q + (long)(k + 1) * n + k + 1, w = product.Start;
            RowLoops.Fill(w, T.Zero, rest);
            for (var i = 0; i < rest; i++) RowLoops.AddScaled(w, v[i], corner + (long)i * n, rest);
            for (var i = 0; i < rest; i++) RowLoops.AddScaled(corner + (long)i * n, -scales[k] * v[i], w, rest);
        }
    }

    /// <summary>Implicit QR steps on the last unreduced block until every coupling is negligible.</summary>
    private static bool Diagonalize<T>(int n, T* d, T* e, T* vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var epsilon = RowLoops.Epsilon<T>() / (T.One + T.One);
        var steps = (long)MostSteps * n;
        var last = n - 1;
        while (last > 0)
        {
            var first = last;
            while (first > 0 && !Negligible(first - 1)) first--;
            if (first == last)
            {
                last--;
                continue;
            }
            if (steps-- == 0) return false;
            Step(n, first, last, d, e, vectors);
        }
        return true;

        bool Negligible(int i) => T.Abs(e[i]) <= epsilon * (T.Abs(d[i]) + T.Abs(d[i + 1])) || T.IsSubnormal(e[i]);
    }

    /// <summary>T − μ·I = QR, T ← RQ + μ·I without forming either: rotations chase a bulge down the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step<T>(int n, int first, int last, T* d, T* e, T* vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Wilkinson's shift: the eigenvalue of the trailing 2×2 block that is closer to its last element.
        var coupling = e[last - 1];
        var half = (d[last - 1] - d[last]) / (T.One + T.One);
        var shift = d[last] - coupling / (half + T.CopySign(T.Hypot(half, coupling), half)) * coupling;
        var (x, bulge) = (d[first] - shift, e[first]);
        for (var k = first; k < last; k++)
        {
            var length = T.Hypot(x, bulge);
            var (c, s) = length == T.Zero ? (T.One, T.Zero) : (x / length, bulge / length);
            if (k > first) e[k - 1] = length;
            // The 2×2 block [d₀ e; e d₁] under the rotation, its trace kept: d₀ + p, d₁ − p.
            var slope = s * (d[k + 1] - d[k]) + c * e[k] + c * e[k];
            e[k] = c * slope - e[k];
            d[k] += s * slope;
            d[k + 1] -= s * slope;
            if (k + 1 < last)
            {
                (x, bulge) = (e[k], s * e[k + 1]);
                e[k + 1] *= c;
            }
            RowLoops.Rotate(vectors + (long)k * n, vectors + (long)(k + 1) * n, c, s, n);
        }
    }

    private static void Sort<T>(int n, T* values, T* vectors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < n - 1; i++)
        {
            var least = i;
            for (var j = i + 1; j < n; j++)
                if (values[j] < values[least]) least = j;
            if (least == i) continue;
            (values[i], values[least]) = (values[least], values[i]);
            RowLoops.Swap(vectors + (long)i * n, vectors + (long)least * n, n);
        }
    }
}
