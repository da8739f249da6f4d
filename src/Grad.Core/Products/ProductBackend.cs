using System.Numerics;
using Grad.Factorizations;

namespace Grad.Products;

/// <summary>One way to compute matrix products; safe from several threads, the same bits each time.</summary>
public abstract class ProductBackend : IProducts
{
    private protected ProductBackend(int threads) => Threads = threads;

    /// <summary>The name by which the backend is chosen, such as <c>managed</c> or <c>mkl</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What runs: the product's name, its version, the path of its library.</summary>
    public abstract string Description { get; }

    /// <summary>How many threads compute a large product together; the bits do not depend on it.</summary>
    public int Threads { get; }

    /// <summary>The factorisations that come with this backend.</summary>
    internal abstract FactorizationBackend Factorizations { get; }

    /// <summary>Computes C = op(A) · op(B) (+ C) for <see cref="float"/> or <see cref="double"/>.</summary>
    /// <param name="product">Sizes, layout, batch.</param>
    /// <param name="a">Address of the first A.</param>
    /// <param name="b">Address of the first B.</param>
    /// <param name="c">Address of the first C, which overlaps neither A nor B.</param>
    /// <exception cref="ArgumentException">A size, stride or leading dimension makes no sense.</exception>
    /// <exception cref="NotSupportedException">The element type is neither float nor double.</exception>
    public unsafe void Multiply<T>(in Product product, nint a, nint b, nint c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw ProductErrors.ElementType(typeof(T));
        ProductErrors.Check(product);
        if (EmptyProduct.TryMultiply(product, (T*)c)) return;
        int shares = Shares, pieces = shares == 1 ? 1 : ProductSplit.Pieces(product, shares, LeastPiece);
        if (pieces == 1) RunAlone<T>(product, a, b, c);
        else ProductPieces<T>.Run(this, product, pieces, shares, a, b, c);
    }

    /// <summary>The product in which an exact zero of some sides leaves its term out.</summary>
    internal unsafe void Multiply<T>(in Product product, StrongSides strong, nint a, nint b, nint c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Multiply<T>(product, a, b, c);
        StrongProduct.Repair(product, strong, (T*)a, (T*)b, (T*)c);
    }

    /// <summary>Whether the library shares a product between threads itself, so that it is called by one thread at a time.</summary>
    internal virtual bool HasThreadsOfItsOwn => false;

    /// <summary>The same backend for another number of threads.</summary>
    internal abstract ProductBackend With(int threads);

    /// <summary>The product of checked, non-zero sizes, on the calling thread.</summary>
    internal abstract void RunAlone<T>(in Product product, nint a, nint b, nint c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>For how many threads a large product is cut into pieces, which share the work among those there are.</summary>
    private protected abstract int Shares { get; }

    /// <summary>Multiply-adds in a piece, at least.</summary>
    private protected virtual long LeastPiece => ProductSplit.Least;
}
