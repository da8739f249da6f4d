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

    /// <summary>Whether the sums across registers, one for each element of C, cost less than packing B would.</summary>
    internal static bool Fits(in Product p) =>
        p.TransposeB && !p.TransposeA && p.M > 1 && p.N > 1 && 3L * p.M <= p.K && (long)p.M * p.N * p.K < Small;

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
        Put(c, V.Sum(s00), V.Sum(s01), V.Sum(s02), V.Sum(s03), columns, accumulate);
        if (rows > 1) Put(c + p.LeadingC, V.Sum(s10), V.Sum(s11), V.Sum(s12), V.Sum(s13), columns, accumulate);
        if (rows > 2) Put(c + (2 * (nint)p.LeadingC), V.Sum(s20), V.Sum(s21), V.Sum(s22), V.Sum(s23), columns, accumulate);
        if (rows > 3) Put(c + (3 * (nint)p.LeadingC), V.Sum(s30), V.Sum(s31), V.Sum(s32), V.Sum(s33), columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T* c, T s0, T s1, T s2, T s3, int columns, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        c[0] = accumulate ? c[0] + s0 : s0;
        if (columns > 1) c[1] = accumulate ? c[1] + s1 : s1;
        if (columns > 2) c[2] = accumulate ? c[2] + s2 : s2;
        if (columns > 3) c[3] = accumulate ? c[3] + s3 : s3;
    }
}
