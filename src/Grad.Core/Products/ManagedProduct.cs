using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>One product as four rows of C at a time, each a combination of the rows of op(B).</summary>
internal static unsafe class ManagedProduct
{
    [ThreadStatic] private static byte[]? Packed;

    internal static void Multiply<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var leadingB = p.LeadingB;
        if (p.TransposeB)
        {
            b = Transposed(p, b);
            leadingB = p.N;
        }
        var (stepRow, stepInner) = p.TransposeA ? (1L, (long)p.LeadingA) : (p.LeadingA, 1L);
        for (var i = 0; i < p.M; i++)
        {
            var row = new Span<T>(c + (long)i * p.LeadingC, p.N);
            if (!accumulate) row.Clear();
            for (var l = 0; l < p.K; l++)
                AddScaled(row, a[i * stepRow + l * stepInner], b + (long)l * leadingB);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<T>(Span<T> y, T scale, T* x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var factor = new Vector<T>(scale);
        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(y[i..]) + factor * Unsafe.ReadUnaligned<Vector<T>>(x + i)).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] += scale * x[i];
    }

    private static T* Transposed<T>(in Product p, T* b) where T : unmanaged
    {
        var bytes = checked(p.N * p.K * sizeof(T));
        if (Packed is null || Packed.Length < bytes) Packed = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        var result = (T*)Unsafe.AsPointer(ref Packed[0]);
        for (var j = 0; j < p.N; j++)
            for (var l = 0; l < p.K; l++)
                result[(long)l * p.N + j] = b[(long)j * p.LeadingB + l];
        return result;
    }
}
