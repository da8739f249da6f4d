using System.Numerics;

namespace Grad.Products;

/// <summary>The pieces of one product. Each calling thread has one such object, so that a call allocates nothing.</summary>
internal sealed unsafe class ProductPieces<T> : IPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic] private static ProductPieces<T>? Own;

    private ProductBackend? backend;
    private Product product;
    private int pieces, shares;
    private nint a, b, c;

    /// <summary>Computes a product piece by piece.</summary>
    public static void Run(ProductBackend backend, in Product product, int pieces, int shares, nint a, nint b, nint c)
    {
        var work = Own ??= new();
        (work.backend, work.product, work.pieces, work.shares) = (backend, product, pieces, shares);
        (work.a, work.b, work.c) = (a, b, c);
        Team.Run(work, pieces, backend.Threads);
    }

    /// <inheritdoc/>
    public void Do(int piece)
    {
        var (part, fromA, fromB, fromC) = ProductSplit.Piece(product, piece, pieces, shares);
        backend!.RunAlone<T>(part, (nint)((T*)a + fromA), (nint)((T*)b + fromB), (nint)((T*)c + fromC));
    }
}
