using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>
/// A small product of matrices that are both stored along the inner dimension, C[m, n] = A[m, k]·B[n, k]ᵀ, such as the
/// gradient of a layer's weights where the batch lies along the rows: dot products of stored rows, 4 × 4 at a time, without
/// packing.
/// </summary>
internal static unsafe class DotTiles
{
    /// <summary>Rows of A, and rows of B, in a tile.</summary>
    private const int Side = 4;

    /// <summary>Multiply-adds above which packing pays, and below which no product is cut into pieces.</summary>
    private const long Small = 1_000_000;

    /// <summary>
    /// Whether the sums across registers, one for each element of C, cost less than packing B and the lanes that tiles of
    /// short rows leave empty. In cycles for each element and two multiply-adds a cycle, by measurement on Zen 5.
    /// </summary>
    internal static bool Fits<T, V>(in Product p) where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        const float Sum = 3, PackByte = 0.1f;
        if (!p.TransposeB || p.TransposeA || p.M < 2 || p.N < 2 || (long)p.M * p.N * p.K >= Small) return false;
        var registers = (p.N + V.Count - 1) / V.Count;
        return Sum < p.K * (PackByte * sizeof(T) / p.M + 0.5f * registers / p.N - 0.5f / V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, V>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        for (int i = 0; i < p.M; i += Side)
        {
            for (int j = 0; j < p.N; j += Side)
                Tile<T, V>(p, a + ((nint)i * p.LeadingA), b + ((nint)j * p.LeadingB), c + ((nint)i * p.LeadingC) + j, p.M - i, p.N - j, accumulate);
        }
    }

    /// <summary>One tile; rows that are missing repeat the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<T, V>(in Product p, T* a, T* b, T* c, int rows, int columns, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        (rows, columns) = (Math.Min(rows, Side), Math.Min(columns, Side));
        T* a1 = a + ((nint)Math.Min(1, rows - 1) * p.LeadingA), a2 = a + ((nint)Math.Min(2, rows - 1) * p.LeadingA);
        T* a3 = a + ((nint)(rows - 1) * p.LeadingA);
        T* b1 = b + ((nint)Math.Min(1, columns - 1) * p.LeadingB), b2 = b + ((nint)Math.Min(2, columns - 1) * p.LeadingB);
        T* b3 = b + ((nint)(columns - 1) * p.LeadingB);
        V s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default,
            s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        int rest = p.K % V.Count, full = p.K - rest;
        int l = 0;
        for (; l < full; l += V.Count)
        {
            V y0 = V.Load(b + l), y1 = V.Load(b1 + l), y2 = V.Load(b2 + l), y3 = V.Load(b3 + l), x = V.Load(a + l);
            s00 = V.MultiplyAdd(x, y0, s00);
            s01 = V.MultiplyAdd(x, y1, s01);
            s02 = V.MultiplyAdd(x, y2, s02);
            s03 = V.MultiplyAdd(x, y3, s03);
            x = V.Load(a1 + l);
            s10 = V.MultiplyAdd(x, y0, s10);
            s11 = V.MultiplyAdd(x, y1, s11);
            s12 = V.MultiplyAdd(x, y2, s12);
            s13 = V.MultiplyAdd(x, y3, s13);
            x = V.Load(a2 + l);
            s20 = V.MultiplyAdd(x, y0, s20);
            s21 = V.MultiplyAdd(x, y1, s21);
            s22 = V.MultiplyAdd(x, y2, s22);
            s23 = V.MultiplyAdd(x, y3, s23);
            x = V.Load(a3 + l);
            s30 = V.MultiplyAdd(x, y0, s30);
            s31 = V.MultiplyAdd(x, y1, s31);
            s32 = V.MultiplyAdd(x, y2, s32);
            s33 = V.MultiplyAdd(x, y3, s33);
        }
        if (rest > 0)
        {
            var mask = V.First(rest);
            V y0 = V.LoadFirst(b + l, mask), y1 = V.LoadFirst(b1 + l, mask), y2 = V.LoadFirst(b2 + l, mask), y3 = V.LoadFirst(b3 + l, mask);
            var x = V.LoadFirst(a + l, mask);
            s00 = V.MultiplyAdd(x, y0, s00);
            s01 = V.MultiplyAdd(x, y1, s01);
            s02 = V.MultiplyAdd(x, y2, s02);
            s03 = V.MultiplyAdd(x, y3, s03);
            x = V.LoadFirst(a1 + l, mask);
            s10 = V.MultiplyAdd(x, y0, s10);
            s11 = V.MultiplyAdd(x, y1, s11);
            s12 = V.MultiplyAdd(x, y2, s12);
            s13 = V.MultiplyAdd(x, y3, s13);
            x = V.LoadFirst(a2 + l, mask);
            s20 = V.MultiplyAdd(x, y0, s20);
            s21 = V.MultiplyAdd(x, y1, s21);
            s22 = V.MultiplyAdd(x, y2, s22);
            s23 = V.MultiplyAdd(x, y3, s23);
            x = V.LoadFirst(a3 + l, mask);
            s30 = V.MultiplyAdd(x, y0, s30);
            s31 = V.MultiplyAdd(x, y1, s31);
            s32 = V.MultiplyAdd(x, y2, s32);
            s33 = V.MultiplyAdd(x, y3, s33);
        }
        LaneSums.Put(s00, s01, s02, s03, c, columns, accumulate);
        if (rows > 1) LaneSums.Put(s10, s11, s12, s13, c + p.LeadingC, columns, accumulate);
        if (rows > 2) LaneSums.Put(s20, s21, s22, s23, c + (2 * (nint)p.LeadingC), columns, accumulate);
        if (rows > 3) LaneSums.Put(s30, s31, s32, s33, c + (3 * (nint)p.LeadingC), columns, accumulate);
    }
}
