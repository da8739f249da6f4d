using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>A matrix product whose sizes and places in memory are known.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
/// <param name="Product">The product.</param>
/// <param name="Strong">In which operand an exact zero leaves the term out.</param>
/// <param name="Backend">What computes it.</param>
/// <param name="A">The address of the left matrix.</param>
/// <param name="B">The address of the right matrix.</param>
/// <param name="C">The address of the product.</param>
internal sealed unsafe record BoundProduct<T>(
    Product Product, StrongSides Strong, ProductBackend Backend, nint A, nint B, nint C) : BoundStep
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Bytes of what all rows share, at most: every piece reads it, and packs it again. With a larger operand that costs more than
    /// rows that are in the cache save.
    /// </summary>
    private const long MostShared = 1 << 15;

    public override Action Whole(Grain grain, int threads) => () => Backend.Multiply<T>(Product, Strong, A, B, C);

    public override IReadOnlyList<RowForm> Forms
    {
        get
        {
            if (Product.Batch != 1 || Backend.HasThreadsOfItsOwn) return [];
            var (byRows, byColumns, byTerms) = (
                Form(ProductAxis.M, (long)Product.K * Product.N),
                Form(ProductAxis.N, (long)Product.K * Product.M),
                Form(ProductAxis.K, (long)Product.M * Product.N));
            return [.. new[] { byRows, byColumns, byTerms }.OfType<RowForm>()];
        }
    }

    private RowForm? Form(ProductAxis axis, long shared)
    {
        if (shared * sizeof(T) > MostShared) return null;
        var p = Product;
        var ((rowA, columnA), (rowB, columnB)) = (Strides(p.TransposeA, p.LeadingA), Strides(p.TransposeB, p.LeadingB));
        RowAccess[] accesses = axis switch
        {
            ProductAxis.M =>
            [
                Access(A, p.M, rowA, p.K, columnA),
                Access(B, p.M, 0, p.K, rowB, p.N, columnB),
                Access(C, p.M, p.LeadingC, p.N, 1),
            ],
            ProductAxis.N =>
            [
                Access(A, p.N, 0, p.M, rowA, p.K, columnA),
                Access(B, p.N, columnB, p.K, rowB),
                Access(C, p.N, 1, p.M, p.LeadingC),
            ],
            _ =>
            [
                Access(A, p.K, columnA, p.M, rowA),
                Access(B, p.K, rowB, p.N, columnB),
                Access(C, p.K, 0, p.M, p.LeadingC, p.N, 1),
            ],
        };
        bool isSum = axis == ProductAxis.K;
        accesses[2] = accesses[2] with { Use = isSum ? RowUse.Combine : RowUse.Write };
        return new(
            accesses[0].Rows, accesses, isSum ? shared * sizeof(T) : 0,
            (pieces, start) => new ProductInPieces<T>(this, axis, pieces, start));
    }

    private static (long Row, long Column) Strides(bool transposed, int leading) => transposed ? (1, leading) : (leading, 1);

    private static RowAccess Access(nint address, long rows, long row, params ReadOnlySpan<long> walk)
    {
        var steps = new List<(long Size, long Stride)>();
        for (int i = 0; i < walk.Length; i += 2)
        {
            if (walk[i] > 1) steps.Add((walk[i], walk[i + 1] * sizeof(T)));
        }
        return new(address, rows, row * sizeof(T), [.. steps.OrderBy(s => s.Stride)], sizeof(T), RowUse.Read);
    }
}

/// <summary>An axis of the product C[m, n] = Σₖ A[m, k]·B[k, n].</summary>
internal enum ProductAxis
{
    /// <summary>The rows of A and C.</summary>
    M,

    /// <summary>The columns of B and C.</summary>
    N,

    /// <summary>The terms.</summary>
    K,
}
