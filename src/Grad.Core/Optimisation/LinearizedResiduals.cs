namespace Grad;

/// <summary>
/// The residuals near a point, r + J·p, with each column of J scaled to about unit length, q = D·p: the least ‖r + J·p‖, or
/// the least within a ball ‖q‖ ≤ Δ.
/// </summary>
internal sealed class LinearizedResiduals
{
    private const int MostTries = 12;
    private const double Tightness = 0.1;   // how nearly ‖q‖ = Δ is wanted

    private readonly PivotedQr qr;
    private readonly double[][] triangle;   // R·Pᵀ over n rows of zeros, a column each
    private readonly double[] projected;    // the first n elements of Qᵀ·r
    private readonly double[] scale;
    private double damping;

    /// <summary>Factors J·D⁻¹; the scale is raised to the columns' lengths, so that it never falls.</summary>
    public LinearizedResiduals(double[][] jacobian, double[] residuals, double[] scale)
    {
        int n = jacobian.Length, rows = Math.Max(residuals.Length, n);
        var columns = new double[n][];
        for (int j = 0; j < n; j++)
        {
            scale[j] = Math.Max(scale[j], PivotedQr.Norm(jacobian[j]));
            if (scale[j] == 0) scale[j] = 1;
            columns[j] = new double[rows];
            for (int i = 0; i < residuals.Length; i++) columns[j][i] = jacobian[j][i] / scale[j];
        }
        this.scale = [.. scale];
        qr = new(columns);
        var r = new double[rows];
        residuals.CopyTo(r, 0);
        GaussNewton = Negated(qr.Solve(r));
        projected = r[..n];
        triangle = qr.Triangle(2 * n);
        Steepness = PivotedQr.Norm(projected.AsSpan(0, qr.Rank));
        Slope = triangle.Max(column => Math.Abs(Dot(column, projected)));
    }

    /// <summary>q with the least ‖r + J·p‖.</summary>
    public double[] GaussNewton { get; }

    /// <summary>‖Q₁ᵀ·r‖, the length of the residuals' part that some step removes.</summary>
    public double Steepness { get; }

    /// <summary>The largest |∂‖r‖²/∂qⱼ| / 2.</summary>
    public double Slope { get; }

    /// <summary>p = D⁻¹·q.</summary>
    public double[] Unscaled(double[] q) => [.. q.Select((e, j) => e / scale[j])];

    /// <summary>The step within a ball, and how much it lowers ‖r + J·p‖², by the multiplier λ of Moré (1978).</summary>
    public (double[] Step, double Predicted, bool IsFull) Within(double radius)
    {
        double length = PivotedQr.Norm(GaussNewton), excess = length - radius;
        if (excess <= Tightness * radius) return (GaussNewton, Lowered(GaussNewton, 0), true);

        double most = PivotedQr.Norm([.. triangle.Select(c => Dot(c, projected))]) / radius, least = 0;
        if (qr.Rank == scale.Length) least = Correction(qr, GaussNewton, length, radius);
        double lambda = Math.Clamp(damping, least, most);
        if (lambda == 0) lambda = Math.Max(1e-3 * most, Math.Sqrt(least * most));
        for (int k = 0; ; k++)
        {
            var damped = Damped(lambda);
            var q = Negated(damped.Solve([.. projected, .. new double[scale.Length]]));
            length = PivotedQr.Norm(q);
            excess = length - radius;
            if (Math.Abs(excess) <= Tightness * radius || k == MostTries)
            {
                damping = lambda;
                return (q, Lowered(q, lambda), false);
            }
            if (excess > 0) least = Math.Max(least, lambda); else most = Math.Min(most, lambda);
            double next = lambda + Correction(damped, q, length, radius);
            lambda = next > least && next <= most ? next : Math.Sqrt(Math.Max(least, 1e-3 * most) * most);
        }
    }

    /// <summary>√ of the diagonal of (JᵀJ)⁻¹; NaN where J has not full rank.</summary>
    public double[] Spread()
    {
        var spread = new double[scale.Length];
        for (int j = 0; j < spread.Length; j++)
        {
            var unit = new double[spread.Length];
            unit[j] = 1;
            spread[j] = qr.Rank < spread.Length ? double.NaN : PivotedQr.Norm(qr.SolveTransposed(unit)) / scale[j];
        }
        return spread;
    }

    /// <summary>One step of Newton's method for 1/‖q(λ)‖ = 1/Δ (Hebden).</summary>
    private static double Correction(PivotedQr damped, double[] q, double length, double radius) =>
        (length - radius) / radius * Math.Pow(length / PivotedQr.Norm(damped.SolveTransposed(q)), 2);

    // ‖r‖² − ‖r + J·p‖² = ‖J·p‖² + 2·λ·‖q‖²
    private double Lowered(double[] q, double lambda)
    {
        var moved = new double[q.Length];
        for (int j = 0; j < q.Length; j++)
            for (int i = 0; i < q.Length; i++) moved[i] += triangle[j][i] * q[j];
        return Dot(moved, moved) + 2 * lambda * Dot(q, q);
    }

    /// <summary>[R·Pᵀ; √λ·I], factored.</summary>
    private PivotedQr Damped(double lambda) => new([.. triangle.Select((column, j) =>
    {
        double[] longer = [.. column];
        longer[scale.Length + j] = Math.Sqrt(lambda);
        return longer;
    })]);

    private static double[] Negated(double[] x) => [.. x.Select(e => -e)];

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++) sum += a[i] * b[i];
        return sum;
    }
}
