using System.Numerics;
using System.Runtime.Intrinsics;
using Grad.Factorizations;

namespace Grad.Products;

/// <summary>Grad's own kernel: plain C#, nothing to install, the same bits for any number of threads.</summary>
public sealed class ManagedBackend : ProductBackend
{
    internal ManagedBackend(int threads) : base(threads) => Factorizations = new ManagedFactorizations(this);

    /// <inheritdoc/>
    public override string Name => "managed";

    /// <inheritdoc/>
    public override string Description => $"Grad's own kernel, {Bits}-bit vectors";

    internal override FactorizationBackend Factorizations { get; }

    private static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    // A piece computes the bits of the whole, however many there are.
    private protected override int Shares => Threads;

    internal override ProductBackend With(int threads) => threads == Threads ? this : new ManagedBackend(threads);

    internal override unsafe void RunAlone<T>(in Product product, nint a, nint b, nint c)
    {
        for (var i = 0; i < product.Batch; i++)
            Multiply(product,
                (T*)a + i * product.StrideA, (T*)b + i * product.StrideB, (T*)c + i * product.StrideC,
                product.Accumulate || (i > 0 && product.StrideC == 0));
    }

    private static unsafe void Multiply<T>(in Product product, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            ManagedProduct.Multiply<T, Register512<T>, Register256<T>, Register128<T>>(product, a, b, c, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            ManagedProduct.Multiply<T, Register256<T>, Register128<T>, Register128<T>>(product, a, b, c, accumulate);
        else
            ManagedProduct.Multiply<T, Register128<T>, Register128<T>, Register128<T>>(product, a, b, c, accumulate);
    }
}
