using System.Numerics;

namespace Grad.Products;

/// <summary>Grad's own kernel: plain C#, nothing to install.</summary>
public sealed class ManagedBackend : ProductBackend
{
    internal ManagedBackend() { }

    /// <inheritdoc/>
    public override string Name => "managed";

    /// <inheritdoc/>
    public override string Description => $"Grad's own kernel, {Vector<byte>.Count * 8}-bit vectors";

    private protected override unsafe void Run<T>(in Product product, nint a, nint b, nint c)
    {
        for (var i = 0; i < product.Batch; i++)
            ManagedProduct.Multiply(product,
                (T*)a + i * product.StrideA, (T*)b + i * product.StrideB, (T*)c + i * product.StrideC,
                product.Accumulate || (i > 0 && product.StrideC == 0));
    }
}
