namespace Grad.Testing;

/// <summary>Slopes by central differences, extrapolated to step 0.</summary>
public static class Differences
{
    /// <summary>How much wider than the narrowest step the widest is.</summary>
    internal const int Widening = 1 << (Levels - 1);

    private const int Levels = 4;

    /// <summary>
    /// The slope of f at x and an estimate of its error: central differences at h, h/2, h/4, h/8 and Richardson's
    /// extrapolation (Ridders, Advances in Engineering Software 4, 1982).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="h">The widest step; f must be smooth that far.</param>
    public static (double Slope, double Error) Slope(Func<double, double> f, double x, double h) =>
        Slopes(t => [f(t)], x, h)[0];

    /// <summary>The same for each element of a function with several results.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="h">The widest step; f must be smooth that far.</param>
    public static (double Slope, double Error)[] Slopes(Func<double, double[]> f, double x, double h)
    {
        var quotients = new double[Levels][];
        for (int i = 0; i < Levels; i++, h /= 2)
        {
            double[] above = f(x + h), below = f(x - h);
            quotients[i] = [.. above.Select((a, j) => (a - below[j]) / (2 * h))];
        }
        return [.. quotients[0].Select((_, j) => Extrapolated([.. quotients.Select(q => q[j])]))];
    }

    /// <summary>The entry of Neville's table that changes least against its neighbours.</summary>
    private static (double Slope, double Error) Extrapolated(double[] quotients)
    {
        var row = new double[Levels];
        double best = quotients[0], error = double.PositiveInfinity;
        for (int i = 0; i < Levels; i++)
        {
            double carried = quotients[i];
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
