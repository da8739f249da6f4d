namespace Grad.Products;

/// <summary>Products without elements, and those whose elements are sums of nothing.</summary>
internal static unsafe class EmptyProduct
{
    /// <summary>Computes the product if it is one of them.</summary>
    internal static bool TryMultiply<T>(in Product product, T* c) where T : unmanaged
    {
        if (product.M == 0 || product.N == 0) return true;
        if (product.K != 0 && product.Batch != 0) return false;
        if (!product.Accumulate) Clear(product, c);
        return true;
    }

    private static void Clear<T>(in Product product, T* c) where T : unmanaged
    {
        var copies = product.StrideC == 0 ? 1 : product.Batch;
        for (var i = 0; i < copies; i++)
            for (var row = 0; row < product.M; row++)
                new Span<T>(c + i * product.StrideC + (long)row * product.LeadingC, product.N).Clear();
    }
}
