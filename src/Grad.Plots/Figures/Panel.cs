using System.Text.Json.Nodes;

namespace Grad.Plots;

/// <summary>One figure placed in the plot: fractions of the plot's width and height, and the number that names its
/// axes ("" for the first, "2", "3" … after it).</summary>
internal sealed record Panel(Figure Figure, string Number, double Left, double Width, double Top, double Height)
{
    private const string Muted = "#5b6470";

    // What a heat map leaves to the colour scale on its right.
    private const double ScaleShare = 0.86;

    private string XName => $"x{Number}";
    private string YName => $"y{Number}";

    public void AddTo(
        JsonArray data, JsonObject layout, JsonArray shapes, JsonArray annotations, JsonArray legendsAbove)
    {
        var legend = Figure.Legend is Legend.Automatic && Figure.Series.Count(HasEntry) < 2
            ? Legend.None
            : Figure.Legend;
        double width = Figure.Series.Any(series => series is Series.Heatmap) ? Width * ScaleShare : Width;
        for (int i = 0; i < Figure.Series.Length; i++)
        {
            var trace = Traces.Of(Figure.Series[i], i);
            (trace["xaxis"], trace["yaxis"]) = (XName, YName);
            if (legend is Legend.None) trace["showlegend"] = false;
            else if (Figure.Series[i] is not Series.Heatmap) trace["legend"] = $"legend{Number}";
            if (trace["colorbar"] is JsonObject bar)
                (bar["x"], bar["y"], bar["len"]) = (Left + width + 0.01, Top - Height / 2, Height);
            data.Add(trace);
        }
        layout[$"xaxis{Number}"] = Layouts.AxisOf(
            Figure.X, YName, Left, width, Figure.Series.Any(series => series.HasLabels));
        var y = layout[$"yaxis{Number}"] = Layouts.AxisOf(Figure.Y, XName, Top - Height, Height, false);
        if (Figure.Series.Any(series => series is Series.Heatmap { Y: null }) && Figure.Y.Range is null)
            y["autorange"] = "reversed";        // a matrix has its first row on top
        if (Figure.Series.Count(series => series is Series.Bars { BarWidth: not null }) > 1)
            layout["barmode"] = "overlay";
        if (Figure.Series.Length > 0 && Figure.Series.All(s => s is Series.Curve { HasMarkers: false } or Series.Band))
            layout["hovermode"] = "x unified";
        bool isAbove = legend is Legend.Automatic or Legend.Above;
        if (legend is not Legend.None)
            layout[$"legend{Number}"] = Layouts.LegendAt(legend, Figure.LegendTitle, Left, Width, Top, Height);
        if (isAbove)
            legendsAbove.Add(new JsonArray(
                [.. Figure.Series.Where(HasEntry).Select(series => (JsonNode)PlotText.Encode(series.Name!))]));
        if (Figure.Title is { } title)
            annotations.Add(Heading(title, isAbove ? 28 : 8));
        foreach (var region in Figure.Regions) Add(region, shapes, annotations);
        foreach (var note in Figure.Notes) annotations.Add(Of(note));
    }

    private static bool HasEntry(Series series) => series.Name is not null && series is not Series.Heatmap;

    private void Add(Figure.Region region, JsonArray shapes, JsonArray annotations)
    {
        bool isX = region.Axis == 'x', isLine = region.From == region.To;
        var (along, across) = isX ? ("x", "y") : ("y", "x");
        shapes.Add(new JsonObject
        {
            ["type"] = isLine ? "line" : "rect",
            ["layer"] = "below",
            [$"{along}ref"] = along + Number,
            [$"{across}ref"] = $"{across}{Number} domain",
            [$"{along}0"] = region.From,
            [$"{along}1"] = region.To,
            [$"{across}0"] = 0,
            [$"{across}1"] = 1,
            ["fillcolor"] = region.Color.ToString(),
            ["opacity"] = isLine ? 1 : 0.14,
            ["line"] = isLine
                ? new JsonObject { ["color"] = region.Color.ToString(), ["width"] = 1.5, ["dash"] = "dash" }
                : new JsonObject { ["width"] = 0 },
        });
        if (region.Text is not { } text) return;
        double middle = OnAxis((isX ? Figure.X : Figure.Y).IsLog, region.From, region.To);
        var label = isX
            ? Text(text, middle, XName, 1, $"{YName} domain", isLine ? "left" : "center", "top", 14, Muted, -4)
            : Text(text, 1, $"{XName} domain", middle, YName, "right", isLine ? "bottom" : "middle", 14, Muted, 0);
        label["xshift"] = isX ? (isLine ? 5 : 0) : -6;
        annotations.Add(label);
    }

    private JsonObject Of(Figure.Note note)
    {
        double x = OnAxis(Figure.X.IsLog, note.X, note.X), y = OnAxis(Figure.Y.IsLog, note.Y, note.Y);
        var text = Text(note.Text, x, XName, y, YName, note.HasArrow ? "auto" : "center", "auto", 14, "#1f2530", 0);
        if (!note.HasArrow) return text;
        text.Remove("yshift");
        (text["showarrow"], text["arrowhead"], text["arrowwidth"], text["arrowcolor"]) = (true, 2, 1.2, Muted);
        (text["ax"], text["ay"], text["standoff"], text["bgcolor"]) = (36, -44, 4, "#ffffffd9");
        return text;
    }

    private JsonObject Heading(string title, int shift)
    {
        var text = Text(title, Left, "paper", Top, "paper", "left", "bottom", 17, "#1f2530", shift);
        text["text"] = $"<b>{PlotText.Encode(title)}</b>";
        return text;
    }

    // plotly.js takes annotations on a logarithmic axis as exponents.
    private static double OnAxis(bool isLog, double from, double to) =>
        isLog ? (Math.Log10(from) + Math.Log10(to)) / 2 : (from + to) / 2;

    private static JsonObject Text(
        string text, double x, string xRef, double y, string yRef, string xAnchor, string yAnchor, int size,
        string color, int shift) => new()
        {
            ["text"] = PlotText.Encode(text),
            ["x"] = x,
            ["xref"] = xRef,
            ["y"] = y,
            ["yref"] = yRef,
            ["xanchor"] = xAnchor,
            ["yanchor"] = yAnchor,
            ["align"] = "left",
            ["showarrow"] = false,
            ["yshift"] = shift,
            ["font"] = Layouts.Font(size, color),
        };
}
