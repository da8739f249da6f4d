using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>What a figure shows; <see cref="FigureJson"/> turns it into plotly's terms.</summary>
internal sealed record FigureState
{
    public ImmutableArray<Series> Series { get; init; } = [];
    public ImmutableArray<Region> Regions { get; init; } = [];
    public string Title { get; init; } = "";
    public Axis X { get; init; } = new("x");
    public Axis Y { get; init; } = new("y");
    public Legend Legend { get; init; }
    public string LegendTitle { get; init; } = "";
    public int Height { get; init; } = 520;

    /// <summary>Refuses what plotly would silently draw wrongly.</summary>
    public FigureState Checked()
    {
        foreach (var series in Series)
        {
            if (series.X.Count != series.Y.Count)
                throw Sentences.LengthsDiffer(series.Said, series.X.Count, series.Y.Count);
            if (series.X.Count == 0) throw Sentences.Empty(series.Said);
            if (X.Logarithmic) CheckPositive(series, X, series.X);
            if (Y.Logarithmic) CheckPositive(series, Y, series.Y);
        }
        foreach (var region in Regions) X.CheckEnds(region.From, region.To, "the x region");
        X.CheckRange();
        Y.CheckRange();
        return this;
    }

    private static void CheckPositive(Series series, Axis axis, Values values)
    {
        for (int i = 0; i < values.Count; i++)
            if (values[i] <= 0) throw Sentences.NotPositive(series.Said, axis.Name, values[i], i);
    }
}

/// <summary>One line or one cloud of points.</summary>
internal sealed record Series(SeriesKind Kind, Values X, Values Y, string? Name, Style Style)
{
    /// <summary>The series as a sentence calls it.</summary>
    public string Said => Name is null ? "a series" : $"the series \"{Name}\"";
}

internal enum SeriesKind
{
    Line,
    Scatter,
}

/// <summary>A shaded stretch of the x axis.</summary>
internal sealed record Region(double From, double To, string Label, Color Color);

/// <summary>An axis; without a range it fits the data.</summary>
internal sealed record Axis(string Name)
{
    public string Title { get; init; } = "";
    public (double From, double To)? Range { get; init; }
    public bool Logarithmic { get; init; }

    public void CheckRange()
    {
        if (Range is var (from, to)) CheckEnds(from, to, $"the {Name} range");
    }

    public void CheckEnds(double from, double to, string what)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to) throw Sentences.NotARange(what, from, to);
        if (Logarithmic && from <= 0) throw Sentences.RangeNotPositive(Name, from, to);
    }
}
