namespace Grad;

/// <summary>
/// The p with the least ‖r + J·p‖ by QR, refined in the augmented system r′ = r + J·p, Jᵀ·r′ = 0 with sums of twice the
/// precision, so that a large remainder r′ costs no digits.
/// </summary>
internal static class LinearLeastSquares
{
    private const int MostRefinements = 10;

    public static double[] Solve(double[][] jacobian, double[] r)
    {
        // Powers of two scale without rounding.
        double[] scale = [.. jacobian.Select(c => PivotedQr.Norm(c) is > 0 and var length ? Math.ScaleB(1, Math.ILogB(length)) : 1)];
        int rows = Math.Max(r.Length, jacobian.Length);
        var scaled = jacobian.Select((column, j) => Padded([.. column.Select(e => e / scale[j])], rows)).ToArray();
        var qr = new PivotedQr([.. scaled.Select(column => (double[])column.Clone())]);
        var b = Padded(r, rows);
        if (qr.Rank < jacobian.Length) return [.. qr.Solve(b).Select((q, j) => -q / scale[j])];

        double[] p = new double[jacobian.Length], left = new double[rows];
        double before = double.PositiveInfinity;
        for (int k = 0; k < MostRefinements; k++)
        {
            double[] f = [.. b.Select((start, i) => Sum([(start, 1), (-left[i], 1), .. scaled.Select((c, j) => (c[i], p[j]))]))];
            double[] g = [.. scaled.Select(column => -Sum([.. column.Zip(left)]))];
            double[] step = qr.SolveAugmented(f, g);
            double length = PivotedQr.Norm(step);
            if (!(length < before)) break;
            (p, left, before) = (LevenbergMarquardt.Plus(p, step), LevenbergMarquardt.Plus(left, f), length);
        }
        return [.. p.Select((q, j) => q / scale[j])];
    }

    /// <summary>
    /// Σ aᵢ·bᵢ as if computed with twice the precision. T. Ogita, S. Rump and S. Oishi, "Accurate sum and dot product", SIAM
    /// J. Sci. Comput. 26 (2005), algorithm 5.3.
    /// </summary>
    private static double Sum(ReadOnlySpan<(double A, double B)> terms)
    {
        double sum = 0, rest = 0;
        foreach (var (a, b) in terms)
        {
            double product = a * b, next = sum + product, kept = next - sum;
            rest += Math.FusedMultiplyAdd(a, b, -product) + (sum - (next - kept)) + (product - kept);
            sum = next;
        }
        return sum + rest;
    }

    private static double[] Padded(double[] column, int rows) => [.. column, .. new double[rows - column.Length]];
}
