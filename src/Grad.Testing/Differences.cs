namespace Grad.Testing;

/// <summary>Slopes by central differences, extrapolated to step 0.</summary>
public static class Differences
{
    /// <summary>
    /// The slope of f at x and an estimate of its error: central differences at h, h/2, h/4, h/8 and Richardson's
    /// extrapolation (Ridders, Advances in Engineering Software 4, 1982).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="h">The widest step; f must be smooth that far.</param>
    public static (double Slope, double Error) Slope(Func<double, double> f, double x, double h)
    {
        const int Levels = 4;
        var row = new double[Levels];
        double best = 0, error = double.PositiveInfinity;
        for (int i = 0; i < Levels; i++, h /= 2)
        {
            double carried = (f(x + h) - f(x - h)) / (2 * h);
            double factor = 4;
            for (int j = 0; j < i; j++, factor *= 4)
            {
                (row[j], double previous) = (carried, row[j]);
                double next = (factor * carried - previous) / (factor - 1);
                double change = Math.Max(Math.Abs(next - carried), Math.Abs(next - previous));
                if (change <= error) (best, error) = (next, change);
                carried = next;
            }
            row[i] = carried;
        }
        return (best, error);
    }
}
