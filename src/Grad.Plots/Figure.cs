namespace Grad.Plots;

/// <summary>An immutable description of a plot. The <c>With…</c> methods return a changed copy; <see cref="Save"/>
/// writes a page that needs neither a network nor any other file. All numbers may be arrays, lists, spans or tensors
/// of <see langword="float"/> or <see langword="double"/>: see <see cref="Values"/>.</summary>
public sealed class Figure
{
    private Figure(FigureState state) => State = state.Checked();

    internal FigureState State { get; }

    /// <summary>A figure with one line through the points (x, y), in the order given.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are no points.</exception>
    public static Figure Line(Values x, Values y, string? name = null, Style? style = null) =>
        new Figure(new()).WithLine(x, y, name, style);

    /// <summary>A figure with one line through the points (0, y₀), (1, y₁), …</summary>
    /// <exception cref="ArgumentException">There are no points.</exception>
    public static Figure Line(Values y, string? name = null, Style? style = null) =>
        Line(Values.Indices(y.Count), y, name, style);

    /// <summary>A figure with one cloud of points (x, y).</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are no points.</exception>
    public static Figure Scatter(Values x, Values y, string? name = null, Style? style = null) =>
        new Figure(new()).WithScatter(x, y, name, style);

    /// <summary>A figure with several named lines over the same x, in the palette's colours.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are no points.</exception>
    public static Figure Lines(Values x, params ReadOnlySpan<(string Name, Values Y)> series)
    {
        var figure = new Figure(new());
        foreach (var (name, y) in series) figure = figure.WithLine(x, y, name);
        return figure;
    }

    /// <summary>A figure with the data as points and the prediction as a line, which is drawn from left to right
    /// whatever the order of the examples.</summary>
    /// <param name="inputs">One number for each example, as [n] or [n, 1].</param>
    /// <param name="targets">One number for each example.</param>
    /// <param name="prediction">One number for each example.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an example has several inputs.</exception>
    public static Figure Fit(Values inputs, Values targets, Values prediction)
    {
        if (inputs.Lengths.Skip(1).Any(length => length != 1)) throw Sentences.NotOneInput(inputs.Lengths);
        var data = Scatter(inputs, targets, "data", new() { MarkerSize = 5, Opacity = 0.45 });
        if (prediction.Count != inputs.Count)
            throw Sentences.LengthsDiffer("the series \"prediction\"", inputs.Count, prediction.Count);
        int[] order = [.. Enumerable.Range(0, inputs.Count).OrderBy(i => inputs[i])];
        return data
            .WithLine(
                Values.Create([.. order.Select(i => inputs[i])]),
                Values.Create([.. order.Select(i => prediction[i])]),
                "prediction",
                new() { Color = Color.Red, Width = 3 })
            .WithAxisTitles("x", "y");
    }

    /// <summary>Adds a line through the points (x, y), in the order given; NaN and ±∞ leave a gap.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are no points.</exception>
    public Figure WithLine(Values x, Values y, string? name = null, Style? style = null) =>
        WithSeries(new(SeriesKind.Line, x, y, name, style ?? new()));

    /// <summary>Adds a cloud of points (x, y); points with NaN or ±∞ are left out.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are no points.</exception>
    public Figure WithScatter(Values x, Values y, string? name = null, Style? style = null) =>
        WithSeries(new(SeriesKind.Scatter, x, y, name, style ?? new()));

    /// <summary>Sets the title, which also names the page.</summary>
    public Figure WithTitle(string title) => new(State with { Title = title });

    /// <summary>Sets the titles of both axes.</summary>
    public Figure WithAxisTitles(string x, string y) =>
        new(State with { X = State.X with { Title = x }, Y = State.Y with { Title = y } });

    /// <summary>Shows the x axis from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">The ends are not finite and rising, or not positive on a logarithmic axis.
    /// </exception>
    public Figure WithXRange(double from, double to) => new(State with { X = State.X with { Range = (from, to) } });

    /// <summary>Shows the y axis from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">The ends are not finite and rising, or not positive on a logarithmic axis.
    /// </exception>
    public Figure WithYRange(double from, double to) => new(State with { Y = State.Y with { Range = (from, to) } });

    /// <summary>Makes the x axis logarithmic.</summary>
    /// <exception cref="ArgumentException">There is a number that is not positive.</exception>
    public Figure WithLogX() => new(State with { X = State.X with { Logarithmic = true } });

    /// <summary>Makes the y axis logarithmic.</summary>
    /// <exception cref="ArgumentException">There is a number that is not positive.</exception>
    public Figure WithLogY() => new(State with { Y = State.Y with { Logarithmic = true } });

    /// <summary>Places the legend, with a title over it if one is given.</summary>
    public Figure WithLegend(Legend legend, string title = "") =>
        new(State with { Legend = legend, LegendTitle = title });

    /// <summary>Shades the x axis between two numbers, for instance where there was no training data.</summary>
    /// <exception cref="ArgumentException">The ends are not finite and rising, or not positive on a logarithmic axis.
    /// </exception>
    public Figure WithXRegion(double from, double to, string label = "", Color? color = null) =>
        new(State with { Regions = State.Regions.Add(new(from, to, label, color ?? Color.Gray)) });

    /// <summary>Sets the height in pixels, from 200 to 4000; the width is that of the page.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The height is not between 200 and 4000.</exception>
    public Figure WithHeight(int pixels) => pixels is >= 200 and <= 4000
        ? new(State with { Height = pixels })
        : throw Sentences.OutOfRange("the height", pixels, "between 200 and 4000 pixels");

    /// <summary>The page as text: HTML with everything it needs inside.</summary>
    public string ToHtml()
    {
        var page = new Page(State.Title.Length > 0 ? State.Title : "Figure");
        page.Add(this);
        return page.ToHtml();
    }

    /// <summary>Writes the page, in UTF-8; a folder that does not exist is made.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Page.Write(path, ToHtml());

    private Figure WithSeries(Series series)
    {
        if (series.Style.Opacity is double opacity && opacity is not (>= 0 and <= 1))
            throw Sentences.OutOfRange("the opacity", opacity, "between 0 and 1");
        if (series.Style.Width is double width && !(width > 0 && width < 1000))
            throw Sentences.OutOfRange("the width", width, "positive and below 1000 pixels");
        if (series.Style.MarkerSize is double size && !(size > 0 && size < 1000))
            throw Sentences.OutOfRange("the marker size", size, "positive and below 1000 pixels");
        return new(State with { Series = State.Series.Add(series) });
    }
}
