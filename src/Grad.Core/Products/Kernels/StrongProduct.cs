using System.Numerics;

namespace Grad.Products;

/// <summary>
/// Products in which an exact zero leaves its term out, also against NaN or infinity. They are computed as any other;
/// the rare elements that come out as NaN are computed again, term by term.
/// </summary>
internal static unsafe class StrongProduct
{
    /// <summary>Leaves the terms of exact zeros out of a product that was computed with them.</summary>
    public static void Repair<T>(in Product product, StrongSides strong, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (strong == StrongSides.None) return;
        bool isWhole = product.LeadingC == product.N && (product.Batch == 1 || product.StrideC == (long)product.M * product.N);
        long length = (long)product.M * product.N * product.Batch;
        if (isWhole && length <= int.MaxValue && !NotANumber.IsAny(new ReadOnlySpan<T>(c, (int)length))) return;
        for (int s = 0; s < product.Batch; s++)
        {
            for (int i = 0; i < product.M; i++)
            {
                var row = new Span<T>(c + (s * product.StrideC) + ((long)i * product.LeadingC), product.N);
                if (NotANumber.IsAny<T>(row)) Repair(product, strong, a, b, s, i, row);
            }
        }
    }

    private static void Repair<T>(Product p, StrongSides strong, T* a, T* b, int s, int i, Span<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < row.Length; j++)
        {
            if (!T.IsNaN(row[j])) continue;
            T sum = T.Zero;
            for (int k = 0; k < p.K; k++)
            {
                T x = a[(s * p.StrideA) + (p.TransposeA ? ((long)k * p.LeadingA) + i : ((long)i * p.LeadingA) + k)];
                T y = b[(s * p.StrideB) + (p.TransposeB ? ((long)j * p.LeadingB) + k : ((long)k * p.LeadingB) + j)];
                bool none = (T.IsZero(x) && strong.HasFlag(StrongSides.Left)) || (T.IsZero(y) && strong.HasFlag(StrongSides.Right));
                if (!none) sum += x * y;
            }
            row[j] = sum;
        }
    }
}
