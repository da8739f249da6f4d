using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>One set of values and how it is drawn; the cases are checked when they are built.</summary>
internal abstract record Series(string? Name, Style Style)
{
    /// <summary>Points joined by a line, marked, or both.</summary>
    public sealed record Curve(Values X, Values Y, bool HasLine, bool HasMarkers, string? Name, Style Style)
        : Series(Name, Style);

    /// <summary>Vertical bars, at numbers (<c>X</c>) or at labels.</summary>
    public sealed record Bars(
        Values? X, ImmutableArray<string> Labels, Values Heights, double? BarWidth, string? Name, Style Style)
        : Series(Name, Style);

    /// <summary>The area between two curves over the same x.</summary>
    public sealed record Band(Values X, Values Lower, Values Upper, string? Name, Style Style) : Series(Name, Style);

    /// <summary>A matrix as a field of coloured cells; row 0 is at the bottom unless y says otherwise.</summary>
    public sealed record Heatmap(Values Z, Values? X, Values? Y, string? Name, Style Style) : Series(Name, Style);

    /// <summary>Whether the horizontal axis carries labels instead of numbers.</summary>
    public bool HasLabels => this is Bars { X: null };

    /// <summary>The values that are measured along one axis; several arrays where there are several curves.</summary>
    public IEnumerable<Values> Along(char axis) => (this, axis) switch
    {
        (Curve c, 'X') => [c.X],
        (Curve c, _) => [c.Y],
        (Bars { X: { } x }, 'X') => [x],
        (Bars, 'X') => [],
        (Bars b, _) => [b.Heights],
        (Band b, 'X') => [b.X],
        (Band b, _) => [b.Lower, b.Upper],
        (Heatmap h, 'X') => [h.X ?? Values.Indices(h.Z.Lengths[1])],
        (Heatmap h, _) => [h.Y ?? Values.Indices(h.Z.Lengths[0])],
        _ => throw new System.Diagnostics.UnreachableException(GetType().Name),
    };

    public static Curve OfPoints(
        string method, Values x, Values y, bool line, bool markers, string? name, Style? style)
    {
        Same(method, name, "x", x, "y", y);
        return new(x, y, line, markers, name, style ?? new());
    }

    public static Bars OfBars(string method, Values x, Values heights, double? width, string? name, Style? style)
    {
        Same(method, name, "x", x, "height", heights);
        return new(x, [], heights, width, name, style ?? new());
    }

    public static Bars OfBars(string method, IEnumerable<string> labels, Values heights, string? name, Style? style)
    {
        ImmutableArray<string> copy = [.. labels];
        if (copy.Length != heights.Count)
            throw Sentences.LengthsDiffer(method, name, "label", copy.Length, "height", heights.Count);
        if (copy.IsEmpty) throw Sentences.Empty(method, name);
        return new(null, copy, heights, null, name, style ?? new());
    }

    public static Band OfBand(string method, Values x, Values lower, Values upper, string? name, Style? style)
    {
        Same(method, name, "x", x, "lower", lower);
        Same(method, name, "x", x, "upper", upper);
        return new(x, lower, upper, name, style ?? new());
    }

    public static Heatmap OfHeatmap(string method, Values z, Values? x, Values? y, string? name)
    {
        if (z.Lengths.Length != 2) throw Sentences.NotAMatrix(method, z.Lengths);
        if (z.Count == 0) throw Sentences.Empty(method, name);
        if (x is { } columns && columns.Count != z.Lengths[1])
            throw Sentences.LengthsDiffer(method, name, "x", columns.Count, "columns", z.Lengths[1]);
        if (y is { } rows && rows.Count != z.Lengths[0])
            throw Sentences.LengthsDiffer(method, name, "y", rows.Count, "rows", z.Lengths[0]);
        return new(z, x, y, name, new());
    }

    /// <summary>Equal bins over the range of the finite values; the number of bins is Freedman and Diaconis' (1981),
    /// width = 2·IQR·n^(−1/3), kept between 5 and 100.</summary>
    public static Bars OfHistogram(string method, Values values, int? bins, string? name, Style? style)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) throw Sentences.Empty(method, name);
        double low = sorted[0], span = sorted[^1] - low;
        double width = 2 * (sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4]) / Math.Cbrt(sorted.Length);
        int count = bins ?? (width > 0 ? (int)Math.Clamp(Math.Ceiling(span / width), 5, 100) : 10);
        if (count < 1) throw Sentences.NotAboveZero(method, "the number of bins", count);
        if (span == 0) (low, span) = (low - 0.5, 1);
        var heights = new double[count];
        foreach (double value in sorted) heights[Math.Min(count - 1, (int)((value - low) / span * count))]++;
        double step = span / count;
        var middles = Values.Evenly(low + step / 2, low + span - step / 2, count);
        return new(middles, [], heights, step, name, style ?? new());
    }

    private static void Same(string method, string? name, string first, Values a, string second, Values b)
    {
        if (a.Count != b.Count) throw Sentences.LengthsDiffer(method, name, first, a.Count, second, b.Count);
        if (a.Count == 0) throw Sentences.Empty(method, name);
    }
}
