using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>An immutable description of a plot. Every <c>With…</c> method returns a new figure; <see cref="Save"/>
/// writes one self-contained page that needs no network.</summary>
/// <example><code>
/// Figure.Fit(inputs, targets, prediction).WithTitle("Linear regression").Save("fit.html");
/// </code></example>
public sealed partial record Figure
{
    private Figure() { }

    internal ImmutableArray<Series> Series { get; private init; } = [];
    internal ImmutableArray<Note> Notes { get; private init; } = [];
    internal ImmutableArray<Region> Regions { get; private init; } = [];
    internal ImmutableArray<Frame> Frames { get; private init; } = [];
    internal string FrameTitle { get; private init; } = "";
    internal string? Title { get; private init; }
    internal string? Subtitle { get; private init; }
    internal string? Caption { get; private init; }
    internal Axis X { get; private init; } = new();
    internal Axis Y { get; private init; } = new();
    internal Legend Legend { get; private init; }
    internal string? LegendTitle { get; private init; }
    internal (int Width, int Height) Size { get; private init; } = (1100, 680);

    /// <summary>One axis; a range of <see langword="null"/> is fitted to the data.</summary>
    internal sealed record Axis(string? Title = null, (double From, double To)? Range = null, bool IsLog = false);

    /// <summary>A text at a point.</summary>
    internal sealed record Note(double X, double Y, string Text, bool HasArrow);

    /// <summary>A shaded part of the plane, or, when both ends are equal, a line across it.</summary>
    internal sealed record Region(char Axis, double From, double To, string? Text, Color Color);

    /// <summary>The values of every series at one step of an animation.</summary>
    internal sealed record Frame(string Label, ImmutableArray<Series> Series);

    /// <summary>Adds a line through the points in the order given.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public Figure WithLine(Values x, Values y, string? name = null, Style? style = null) =>
        With(Plots.Series.OfPoints("Figure.WithLine", x, y, true, false, name, style));

    /// <summary>Adds points.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public Figure WithScatter(Values x, Values y, string? name = null, Style? style = null) =>
        With(Plots.Series.OfPoints("Figure.WithScatter", x, y, false, true, name, style));

    /// <summary>Adds points joined by a line.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public Figure WithMarkedLine(Values x, Values y, string? name = null, Style? style = null) =>
        With(Plots.Series.OfPoints("Figure.WithMarkedLine", x, y, true, true, name, style));

    /// <summary>Adds the graph of a function over [from, to], at 500 points.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Figure WithCurve(
        Func<double, double> function, double from, double to, string? name = null, Style? style = null) =>
        With(CurveOf("Figure.WithCurve", function, from, to, name, style));

    /// <summary>Adds vertical bars at numbers.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no bar.</exception>
    public Figure WithBars(Values x, Values heights, string? name = null, Style? style = null) =>
        With(Plots.Series.OfBars("Figure.WithBars", x, heights, null, name, style));

    /// <summary>Adds vertical bars at labels.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no bar.</exception>
    public Figure WithBars(IEnumerable<string> labels, Values heights, string? name = null, Style? style = null) =>
        With(Plots.Series.OfBars("Figure.WithBars", labels, heights, name, style));

    /// <summary>Adds a histogram; without <paramref name="bins"/> their number follows Freedman and Diaconis.</summary>
    /// <exception cref="ArgumentException">No value is finite, or the number of bins is not positive.</exception>
    public Figure WithHistogram(Values values, int? bins = null, string? name = null, Style? style = null) =>
        With(Plots.Series.OfHistogram("Figure.WithHistogram", values, bins, name, style));

    /// <summary>Adds the area between <paramref name="lower"/> and <paramref name="upper"/>.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public Figure WithBand(Values x, Values lower, Values upper, string? name = null, Style? style = null) =>
        With(Plots.Series.OfBand("Figure.WithBand", x, lower, upper, name, style));

    /// <summary>Sets the title, and a line in smaller type below it.</summary>
    public Figure WithTitle(string title, string? subtitle = null) => this with { Title = title, Subtitle = subtitle };

    /// <summary>Sets the text below the plot.</summary>
    public Figure WithCaption(string caption) => this with { Caption = caption };

    /// <summary>Sets the titles of the axes.</summary>
    public Figure WithAxisTitles(string x, string y) =>
        this with { X = X with { Title = x }, Y = Y with { Title = y } };

    /// <summary>Sets the part of the horizontal axis that is shown.</summary>
    /// <exception cref="ArgumentException">The range is empty, not finite, or not above 0 on a logarithmic
    /// axis.</exception>
    public Figure WithXRange(double from, double to) =>
        (this with { X = X with { Range = Ordered("Figure.WithXRange", from, to) } }).Checked();

    /// <summary>Sets the part of the vertical axis that is shown.</summary>
    /// <exception cref="ArgumentException">The range is empty, not finite, or not above 0 on a logarithmic
    /// axis.</exception>
    public Figure WithYRange(double from, double to) =>
        (this with { Y = Y with { Range = Ordered("Figure.WithYRange", from, to) } }).Checked();

    /// <summary>Makes the horizontal axis logarithmic, base 10.</summary>
    /// <exception cref="ArgumentException">A value is not above 0.</exception>
    public Figure WithLogX() => (this with { X = X with { IsLog = true } }).Checked();

    /// <summary>Makes the vertical axis logarithmic, base 10.</summary>
    /// <exception cref="ArgumentException">A value is not above 0.</exception>
    public Figure WithLogY() => (this with { Y = Y with { IsLog = true } }).Checked();

    /// <summary>Places the legend.</summary>
    public Figure WithLegend(Legend position, string? title = null) =>
        this with { Legend = position, LegendTitle = title };

    /// <summary>Writes a text at a point, with an arrow that points there.</summary>
    public Figure WithNote(double x, double y, string text) => this with { Notes = Notes.Add(new(x, y, text, true)) };

    /// <summary>Writes a text centred on a point.</summary>
    public Figure WithText(double x, double y, string text) => this with { Notes = Notes.Add(new(x, y, text, false)) };

    /// <summary>Shades the plane between two x, for example a training range.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Figure WithXRegion(double from, double to, string? text = null, Color? color = null) =>
        WithRegion('x', Ordered("Figure.WithXRegion", from, to), text, color ?? Color.Gray);

    /// <summary>Shades the plane between two y.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Figure WithYRegion(double from, double to, string? text = null, Color? color = null) =>
        WithRegion('y', Ordered("Figure.WithYRegion", from, to), text, color ?? Color.Gray);

    /// <summary>Draws a vertical reference line.</summary>
    public Figure WithVerticalLine(double x, string? text = null, Color? color = null) =>
        WithRegion('x', (x, x), text, color ?? Color.Gray);

    /// <summary>Draws a horizontal reference line.</summary>
    public Figure WithHorizontalLine(double y, string? text = null, Color? color = null) =>
        WithRegion('y', (y, y), text, color ?? Color.Gray);

    /// <summary>Sets the size in pixels of an image, and the proportions of the figure in a report.</summary>
    /// <exception cref="ArgumentException">A length is not above 0.</exception>
    public Figure WithSize(int width, int height)
    {
        if (width <= 0) throw Sentences.NotAboveZero("Figure.WithSize", "the width", width);
        if (height <= 0) throw Sentences.NotAboveZero("Figure.WithSize", "the height", height);
        return this with { Size = (width, height) };
    }

    /// <summary>Sets the height in pixels of an image, and the proportions of the figure in a report.</summary>
    /// <exception cref="ArgumentException">The height is not above 0.</exception>
    public Figure WithHeight(int pixels) => WithSize(Size.Width, pixels);

    /// <summary>Adds an animation: each frame is a figure whose series replace those of this one, chosen with a slider
    /// that is named <paramref name="title"/> or played. Ranges that are not set cover all frames.</summary>
    /// <exception cref="ArgumentException">There is no frame, or one has another number of series.</exception>
    public Figure WithFrames(string title, IEnumerable<(string Label, Figure Figure)> frames)
    {
        ImmutableArray<Frame> copy = [.. frames.Select(frame => new Frame(frame.Label, frame.Figure.Series))];
        if (copy.IsEmpty) throw Sentences.NoFrames();
        foreach (var frame in copy)
            if (frame.Series.Length != Series.Length)
                throw Sentences.FrameDiffers(frame.Label, frame.Series.Length, Series.Length);
        return (this with { Frames = copy, FrameTitle = title }).Checked();
    }

    /// <summary>The plot alone, for the page to set titles, caption and slider around it.</summary>
    internal FigureGrid AsOnlyPanel() =>
        FigureGrid.Of(1, [this with { Frames = [], Title = null, Subtitle = null, Caption = null }]);

    private Figure With(Series series)
    {
        series.Style.Check();
        return (this with { Series = Series.Add(series) }).Checked();
    }

    private Figure WithRegion(char axis, (double From, double To) range, string? text, Color color) =>
        this with { Regions = Regions.Add(new(axis, range.From, range.To, text, color)) };

    private static (double From, double To) Ordered(string method, double from, double to) =>
        double.IsFinite(from) && double.IsFinite(to) && from < to
            ? (from, to)
            : throw Sentences.BadRange(method, from, to);

    private Figure Checked()
    {
        if (Series.Any(s => s.HasLabels) && Series.Any(s => !s.HasLabels)) throw Sentences.LabelsOnNumbers("Figure");
        foreach (var (letter, axis) in new[] { ('X', X), ('Y', Y) })
            if (axis.IsLog)
            {
                if (axis.Range is { From: <= 0 } range) throw Sentences.RangeNotPositive($"{letter}", range.From);
                foreach (var series in Series.Concat(Frames.SelectMany(frame => frame.Series)))
                    foreach (var values in series.Along(letter))
                        for (int i = 0; i < values.Count; i++)
                            if (values[i] <= 0 && double.IsFinite(values[i]))
                                throw Sentences.NotPositive($"{letter}", series.Name, values[i], i);
            }
        return this;
    }
}
