using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>A product cut along one of its axes. Cut along the terms, the pieces' products are partial sums.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed unsafe class ProductInPieces<T> : StepInPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BoundProduct<T> whole;
    private readonly (Product Product, nint A, nint B, nint C)[] pieces;
    private readonly Partials<T>? sums;

    /// <summary>Cuts a product.</summary>
    /// <param name="whole">The product.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="start">Where on the axis a piece begins; after the last, where it ends.</param>
    public ProductInPieces(BoundProduct<T> whole, ProductAxis axis, int count, Func<int, long> start)
    {
        this.whole = whole;
        var p = whole.Product;
        if (axis == ProductAxis.K) sums = new(Fold.Sum, Kind.Real, whole.C, (long)p.M * p.N, count);
        pieces = [.. Enumerable.Range(0, count).Select(i => Piece(i, start(i), (int)(start(i + 1) - start(i))))];

        (Product, nint, nint, nint) Piece(int piece, long from, int length)
        {
            var (rowA, columnA) = p.TransposeA ? (1, p.LeadingA) : (p.LeadingA, 1);
            var (rowB, columnB) = p.TransposeB ? (1, p.LeadingB) : (p.LeadingB, 1);
            return axis switch
            {
                ProductAxis.M => (p with { M = length }, At(whole.A, rowA), whole.B, At(whole.C, p.LeadingC)),
                ProductAxis.N => (p with { N = length }, whole.A, At(whole.B, columnB), At(whole.C, 1)),
                _ => (p with { K = length, LeadingC = p.N }, At(whole.A, columnA), At(whole.B, rowB), sums![piece]),
            };

            nint At(nint address, int stride) => address + (nint)(from * stride * sizeof(T));
        }
    }

    public override void Do(int piece)
    {
        var (product, a, b, c) = pieces[piece];
        whole.Backend.Multiply<T>(product, whole.Strong, a, b, c);
    }

    public override void Finish() => sums?.Combine();
}
