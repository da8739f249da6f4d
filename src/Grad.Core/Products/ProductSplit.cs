namespace Grad.Products;

/// <summary>
/// A large product as smaller ones that share no element of C: parts of its batch, or bands of its longer side. An
/// element is summed as in the whole, so the bits do not depend on the number of pieces.
/// </summary>
internal static class ProductSplit
{
    /// <summary>Multiply-adds in a piece, at least: some 50 µs, several times what it takes to wake a thread.</summary>
    internal const long Least = 2_000_000;

    /// <summary>Rows and columns of C in a band, at least, and what bands are multiples of: whole tiles.</summary>
    private const int Rows = 48, Columns = 64;

    /// <summary>Pieces for each thread: who is late finds less left to do.</summary>
    private const int Share = 4;

    /// <summary>How many pieces pay, 1 for a small product.</summary>
    internal static int Pieces(in Product p, int threads, long least = Least)
    {
        var byWork = (long)p.M * p.N * p.K * p.Batch / least;
        var byShape = SplitsBatch(p, threads) ? p.Batch : Math.Max(p.M / Rows, p.N / Columns);
        return (int)Math.Max(1, Math.Min(Math.Min(byWork, byShape), (long)Share * threads));
    }

    /// <summary>The piece and the elements before its operands.</summary>
    internal static (Product Product, long A, long B, long C) Piece(in Product p, int piece, int pieces, int threads)
    {
        if (SplitsBatch(p, threads))
        {
            var (from, to) = Range(p.Batch, piece, pieces, 1);
            return (p with { Batch = to - from }, from * p.StrideA, from * p.StrideB, from * p.StrideC);
        }
        if (p.M / Rows >= p.N / Columns)
        {
            var (from, to) = Range(p.M, piece, pieces, Rows);
            return (p with { M = to - from }, (long)from * (p.TransposeA ? 1 : p.LeadingA), 0, (long)from * p.LeadingC);
        }
        else
        {
            var (from, to) = Range(p.N, piece, pieces, Columns);
            return (p with { N = to - from }, 0, (long)from * (p.TransposeB ? p.LeadingB : 1), from);
        }
    }

    private static bool SplitsBatch(in Product p, int threads) => p.Batch >= Share * threads && p.StrideC != 0;

    /// <summary>Equal parts, each beginning at a multiple of the grain, none shorter than it.</summary>
    private static (int From, int To) Range(int length, int piece, int pieces, int grain)
    {
        return (Start(piece), piece == pieces - 1 ? length : Start(piece + 1));

        int Start(int i) => (int)((long)length * i / pieces / grain * grain);
    }
}
