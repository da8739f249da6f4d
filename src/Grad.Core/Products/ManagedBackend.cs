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

    internal override unsafe void RunAlone<T>(in Product product, nint a, nint b, nint c) =>
        ManagedProduct.Run(product, (T*)a, (T*)b, (T*)c);
}
