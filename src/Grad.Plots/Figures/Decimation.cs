using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>Fewer points for the same picture.</summary>
internal static class Decimation
{
    private const int Columns = 4000;

    /// <summary>Keeps the first, lowest, highest and last point, and one gap, of each of 4,000 columns: at that width
    /// or below, the line is drawn exactly (M4; Jugel, Jerzak, Hackenbroich and Markl, 2014). A line that runs back and
    /// forth is left as it is.</summary>
    public static (ImmutableArray<double> X, ImmutableArray<double> Y) Thin(
        ImmutableArray<double> x, ImmutableArray<double> y)
    {
        if (!IsAscending(x)) return (x, y);
        double low = x.First(double.IsFinite), high = x.Last(double.IsFinite);
        if (low == high) return (x, y);
        var kept = new List<int>();
        for (int start = 0, end; start < x.Length; start = end)
        {
            int column = ColumnOf(x[start]), lowest = start, highest = start, gap = -1;
            for (end = start; end < x.Length && ColumnOf(x[end]) == column; end++)
                if (!double.IsFinite(x[end] + y[end])) gap = end;
                else
                {
                    if (!(y[end] >= y[lowest])) lowest = end;
                    if (!(y[end] <= y[highest])) highest = end;
                }
            int[] candidates = gap < 0 ? [start, lowest, highest, end - 1] : [start, lowest, highest, gap, end - 1];
            kept.AddRange(candidates.Distinct().Order());
        }
        return ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);

        int ColumnOf(double value) =>
            double.IsFinite(value) ? Math.Min(Columns - 1, (int)((value - low) / (high - low) * Columns)) : -1;
    }

    private static bool IsAscending(ImmutableArray<double> x)
    {
        double last = double.NegativeInfinity;
        foreach (double value in x)
            if (value < last) return false;
            else if (double.IsFinite(value)) last = value;
        return double.IsFinite(last);
    }
}
