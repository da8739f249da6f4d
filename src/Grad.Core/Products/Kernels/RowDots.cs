using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>
/// Products with a vector. Where the matrix is stored along the inner dimension, every element of C is a dot product of
/// two stored rows; where it is stored across it, C is one row of tiles.
/// </summary>
internal static unsafe class RowDots
{
    /// <summary>
    /// A column on the right with A transposed, C[m, 1] = Aᵀ·b, is the row Cᵀ = bᵀ·A, whose tiles are full; this needs
    /// C without gaps. The caller exchanges the operands.
    /// </summary>
    internal static bool IsRowInDisguise(in Product p) => p.N == 1 && p.M > 1 && p.TransposeA && p.LeadingC == 1;

    /// <summary>Computes the product when it consists of dot products of stored rows with one stored row.</summary>
    internal static bool TryMultiply<T, V>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        if (p.N == 1 && !p.TransposeA && (p.TransposeB || p.LeadingB == 1))
            Run<T, V>(a, p.LeadingA, p.M, b, p.K, c, p.LeadingC, accumulate);
        else if (p.M == 1 && p.TransposeB && (!p.TransposeA || p.LeadingA == 1))
            Run<T, V>(b, p.LeadingB, p.N, a, p.K, c, 1, accumulate);
        else
            return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V>(T* rows, nint leading, int count, T* x, int k, T* c, nint stepC, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var mask = V.First(k % V.Count);
        var full = k - k % V.Count;
        for (var i = 0; i < count; i += 4, rows += 4 * leading, c += 4 * stepC)
        {
            // Four rows share each load of x and hide each other's latency; rows that are missing repeat the last.
            var last = Math.Min(3, count - 1 - i);
            T* r0 = rows;
            T* r1 = rows + Math.Min(1, last) * leading;
            T* r2 = rows + Math.Min(2, last) * leading;
            T* r3 = rows + last * leading;
            V s0 = default, s1 = default, s2 = default, s3 = default;
            for (var l = 0; l < full; l += V.Count)
            {
                var y = V.Load(x + l);
                s0 = V.MultiplyAdd(V.Load(r0 + l), y, s0);
                s1 = V.MultiplyAdd(V.Load(r1 + l), y, s1);
                s2 = V.MultiplyAdd(V.Load(r2 + l), y, s2);
                s3 = V.MultiplyAdd(V.Load(r3 + l), y, s3);
            }
            if (full < k)
            {
                var y = V.LoadFirst(x + full, mask);
                s0 = V.MultiplyAdd(V.LoadFirst(r0 + full, mask), y, s0);
                s1 = V.MultiplyAdd(V.LoadFirst(r1 + full, mask), y, s1);
                s2 = V.MultiplyAdd(V.LoadFirst(r2 + full, mask), y, s2);
                s3 = V.MultiplyAdd(V.LoadFirst(r3 + full, mask), y, s3);
            }
            Put(c, V.Sum(s0), accumulate);
            if (last > 0) Put(c + stepC, V.Sum(s1), accumulate);
            if (last > 1) Put(c + 2 * stepC, V.Sum(s2), accumulate);
            if (last > 2) Put(c + 3 * stepC, V.Sum(s3), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T* c, T sum, bool accumulate) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        *c = accumulate ? *c + sum : sum;
}
