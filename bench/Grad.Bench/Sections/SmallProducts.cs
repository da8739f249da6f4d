namespace Grad.Bench;

/// <summary>Products of matrices of at most 64 rows or columns, and of batches of 200 with a small matrix.</summary>
internal static class SmallProducts
{
    private static readonly int[] Sides = [4, 8, 12, 16, 20, 24, 32, 40, 48, 64];

    private static readonly (int N, int K)[] OfABatch =
        [(4, 4), (8, 8), (20, 20), (20, 1), (1, 20), (10, 50), (50, 50), (64, 64)];

    public static Findings Measure()
    {
        var table = new ProductTable();
        foreach (int side in Sides) table.Add<float>(side, side, side);
        foreach (var (n, k) in OfABatch) table.Add<float>(200, n, k);
        foreach (int side in Sides) table.Add<double>(side, side, side);
        foreach (var (n, k) in OfABatch) table.Add<double>(200, n, k);
        return new(table.Rows, table.Peers, table.Details);
    }
}
