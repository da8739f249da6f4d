namespace Grad;

/// <summary>
/// The least Σ r² by Gauss–Newton steps within a trust region. J. J. Moré, "The Levenberg–Marquardt algorithm:
/// implementation and theory", Lecture Notes in Mathematics 630 (1978).
/// </summary>
/// <remarks>
/// Math.NET's minimiser forms JᵀJ, which squares the condition number: half of the digits of hard problems are lost before
/// it starts. Here J is only ever factored orthogonally.
/// </remarks>
internal static class LevenbergMarquardt
{
    private const double Epsilon = 1.0 / (1L << 52);
    private const double FirstRadius = 1;         // of the scaled start's length; from 100 NIST's BoxBOD runs away
    private const double LeastGain = 1e-4;       // of what the linear residuals promise
    private const double FlatSlope = 1e-6;        // the largest cosine between the residuals and what a parameter changes
    private const double FlatStep = 1e-9;         // of the scaled parameters' length
    private const double Rise = 1.01;             // what rounding may add to Σ r² where the fit is exact but for rounding
    private const int MostRefinements = 50;

    /// <summary>From a start to the nearest minimum.</summary>
    public static (double[] X, int Iterations, StopReason Reason) Minimize(
        ResidualProgram program, double[] start, OptimizationOptions options)
    {
        var (x, scale) = (start, new double[start.Length]);
        var r = program.Residuals(x);
        double radius = 0;
        for (int iteration = 1; iteration <= options.MostIterations; iteration++)
        {
            double f = Squares(r);
            if (f == 0) return (x, iteration - 1, StopReason.ExactFit);
            var near = new LinearizedResiduals(program.Jacobian(x), r, scale);
            if (near.Steepness <= Epsilon * Math.Sqrt(f)) return (x, iteration - 1, StopReason.SmallGradient);
            if (iteration == 1) radius = FirstRadius * (Length(x, scale) is > 0 and var length ? length : 1);

            while (true)
            {
                var (q, predicted, isFull) = near.Within(radius);
                double moved = PivotedQr.Norm(q);
                if (iteration == 1) radius = Math.Min(radius, moved);
                var trial = Plus(x, near.Unscaled(q));
                var after = program.Residuals(trial);
                double lowered = Lowered(r, after), gain = lowered / predicted;
                radius = gain is >= 0.75 || (gain >= 0.25 && isFull) ? 2 * moved
                    : gain >= 0.25 ? radius
                    : Shrinkage(lowered, predicted, f) * Math.Min(radius, 10 * moved);
                if (gain >= LeastGain) (x, r) = (trial, after);
                bool still = predicted <= Epsilon * f && !(lowered > Epsilon * f);
                if (still || radius <= options.StepTolerance * Length(x, scale))
                {
                    bool flat = near.Slope <= FlatSlope * Math.Sqrt(f)
                        || PivotedQr.Norm(near.GaussNewton) <= FlatStep * Length(x, scale);
                    return Refined(program, x, scale, iteration, flat ? StopReason.SmallStep : StopReason.NoProgress);
                }
                if (gain >= LeastGain) break;
            }
        }
        return (x, options.MostIterations, StopReason.MostIterations);
    }

    /// <summary>
    /// Whole Gauss–Newton steps as long as they become shorter. Near the minimum Σ r² is too flat for its rounded value to
    /// tell better from worse: half of the digits are found here.
    /// </summary>
    private static (double[] X, int Iterations, StopReason Reason) Refined(
        ResidualProgram program, double[] x, double[] scale, int iterations, StopReason reason)
    {
        var near = new LinearizedResiduals(program.Jacobian(x), program.Residuals(x), scale);
        for (int k = 0; k < MostRefinements && reason == StopReason.SmallStep; k++)
        {
            var next = Plus(x, near.Unscaled(near.GaussNewton));
            var after = program.Residuals(next);
            if (!(Squares(after) <= Rise * Squares(program.Residuals(x)))) break;
            var there = new LinearizedResiduals(program.Jacobian(next), after, scale);
            if (!(PivotedQr.Norm(there.GaussNewton) < PivotedQr.Norm(near.GaussNewton))) break;
            (x, near, iterations) = (next, there, iterations + 1);
        }
        return (x, iterations, reason);
    }

    /// <summary>How much smaller the ball becomes: by the parabola through the values and the slope, from 1/10 to 1/2.</summary>
    private static double Shrinkage(double lowered, double predicted, double f) =>
        lowered >= 0 ? 0.5
        : !(lowered > -99 * f) ? 0.1
        : Math.Clamp(0.5 * predicted / (predicted - lowered), 0.1, 0.5);

    // ‖a‖² − ‖b‖² = (a − b)·(a + b), which does not cancel.
    private static double Lowered(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] + b[i]);
        return sum;
    }

    public static double Squares(double[] r) => Math.Pow(PivotedQr.Norm(r), 2);

    public static double[] Plus(double[] x, double[] p) => [.. x.Zip(p, (a, b) => a + b)];

    private static double Length(double[] x, double[] scale) => PivotedQr.Norm([.. x.Zip(scale, (a, s) => a * s)]);
}
