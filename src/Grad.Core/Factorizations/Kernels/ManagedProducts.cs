using System.Numerics;
using Grad.Products;

namespace Grad.Factorizations;

/// <summary>Grad's own products on the calling thread, and the factorisations that are made of them.</summary>
internal sealed unsafe class ManagedProducts : IProducts
{
    private ManagedProducts() => Factorizations = new(this);

    /// <summary>The only ones.</summary>
    public static ManagedProducts Own { get; } = new();

    /// <summary>The factorisations.</summary>
    public ManagedFactorizations Factorizations { get; }

    public string Name => "managed";

    public void Multiply<T>(in Product product, nint a, nint b, nint c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ManagedProduct.Multiply(product, (T*)a, (T*)b, (T*)c);
}
