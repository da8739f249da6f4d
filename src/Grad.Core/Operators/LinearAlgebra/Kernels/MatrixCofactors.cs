using System.Buffers;
using System.Numerics;
using Grad.Factorizations;

namespace Grad;

/// <summary>Matrices of cofactors: of A = U·Σ·Vᵀ it is det U·det V·U·diag(Πⱼ≠ᵢ σⱼ)·Vᵀ.</summary>
internal static unsafe class MatrixCofactors
{
    /// <summary>Those of matrices [n, n] one behind the other.</summary>
    public static void Run<T>(ReadOnlySpan<T> a, Span<T> cofactors, int n, FactorizationBackend factorizations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 0) return;
        var scratch = ArrayPool<T>.Shared.Rent((2 * n * n) + n + 1);
        fixed (T* from = a, to = cofactors, u = scratch)
        {
            T* vT = u + (n * n), values = vT + (n * n), sign = values + n;
            for (int m = 0; m < a.Length; m += n * n)
            {
                factorizations.SingularValues<T>(n, n, (nint)(from + m), (nint)u, (nint)values, (nint)vT);
                factorizations.Determinant<T>(n, (nint)u, (nint)sign);
                T turn = T.Round(*sign);
                factorizations.Determinant<T>(n, (nint)vT, (nint)sign);
                turn *= T.Round(*sign);
                Combine(n, turn, u, values, vT, to + m);
            }
        }
        ArrayPool<T>.Shared.Return(scratch);
    }

    private static void Combine<T>(int n, T turn, T* u, T* values, T* vT, T* result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<T>(result, n * n).Clear();
        for (int k = 0; k < n; k++)
        {
            T others = turn;
            for (int j = 0; j < n; j++) if (j != k) others *= values[j];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) result[(i * n) + j] += u[(i * n) + k] * others * vT[(k * n) + j];
            }
        }
    }
}
