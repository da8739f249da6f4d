namespace Grad.Bench;

/// <summary>Products of matrices that do not fit the first cache, beside the libraries and the processor's limit.</summary>
internal static class LargeProducts
{
    private static readonly (int M, int N, int K)[] Shapes =
        [(256, 256, 256), (512, 512, 512), (1024, 1024, 1024), (200, 20, 20), (128, 256, 784)];

    public static Findings Measure()
    {
        Progress.Show("the multiply-add peak");
        double single = Peak.OperationsPerSecond<float>(), twice = Peak.OperationsPerSecond<double>();
        var table = new ProductTable();
        foreach (var (m, n, k) in Shapes)
        {
            double rate = table.Add<float>(m, n, k);
            if (m == 512) table.AddShare("sgemm 512×512×512", rate, single);
        }
        foreach (var (m, n, k) in Shapes)
        {
            double rate = table.Add<double>(m, n, k);
            if (m == 512) table.AddShare("dgemm 512×512×512", rate, twice);
        }
        return new(
            table.Rows, table.Peers,
            $"The peak is that of {Peak.Chains} independent multiply-adds: {single / 1e9:F0} GFLOP/s in float32, "
            + $"{twice / 1e9:F0} in float64.\n\n{table.Details}");
    }
}
