using System.Diagnostics;
using System.Text.Json.Nodes;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;
using PlotlyColor = Plotly.NET.Color;

namespace Grad.Plots;

/// <summary>A series → one plotly.js trace, built with Plotly.NET and turned to JSON at once, since the library's
/// charts change under later calls.</summary>
internal static class Traces
{
    /// <summary>Above this many points a line is thinned and points are drawn by WebGL.</summary>
    public const int ManyPoints = 20_000;

    private static readonly JsonNode Sequential = JsonNode.Parse("""
        [[0,"#fbf7ec"],[0.25,"#b9dcc3"],[0.5,"#5fb0a8"],[0.75,"#2a7497"],[1,"#1d3b70"]]
        """)!;

    private static readonly JsonNode Diverging = JsonNode.Parse("""
        [[0,"#1f5a96"],[0.25,"#86b4d8"],[0.5,"#f6f6f4"],[0.75,"#e39a86"],[1,"#a8323f"]]
        """)!;

    public static JsonObject Of(Series series, int index)
    {
        var color = series.Style.Color ?? Color.Palette[index % Color.Palette.Length];
        var trace = series switch
        {
            Series.Curve curve => OfCurve(curve, color),
            Series.Bars bars => OfBars(bars, color),
            Series.Band band => OfBand(band, color),
            Series.Heatmap map => OfHeatmap(map),
            _ => throw new UnreachableException(series.GetType().Name),
        };
        trace["showlegend"] = series.Name is not null && series is not Series.Heatmap;
        foreach (string axis in new[] { "x", "y", "z" }) GapsForNonFinite(trace[axis]);
        return trace;
    }

    private static JsonObject OfCurve(Series.Curve curve, Color color)
    {
        var (x, y) = (curve.X.Numbers, curve.Y.Numbers);
        if (!curve.HasMarkers && x.Length > ManyPoints) (x, y) = Decimation.Thin(x, y);
        var style = curve.Style;
        var mode = (curve.HasLine, curve.HasMarkers) switch
        {
            (true, true) => StyleParam.Mode.Lines_Markers,
            (true, false) => StyleParam.Mode.Lines,
            _ => StyleParam.Mode.Markers,
        };
        var (size, opacity) = MarkersFor(x.Length);
        var chart = Chart.Scatter<double, double, string>(
            x, y, mode,
            Name: PlotText.Encode(curve.Name ?? ""),
            Opacity: style.Opacity ?? (curve.HasLine ? 1 : opacity),
            MarkerColor: PlotlyColor.fromString(color.ToString()),
            MarkerSymbol: SymbolOf(style.Marker),
            LineColor: PlotlyColor.fromString(color.ToString()),
            LineWidth: style.Width ?? (x.Length > 1000 ? 2 : 2.5),
            LineDash: DashOf(style.Dash),
            UseWebGL: x.Length > ManyPoints,
            UseDefaults: false);
        var trace = First(chart);
        trace["marker"]!["size"] = style.MarkerSize ?? (curve.HasLine ? 7 : size);
        trace["line"]!["simplify"] = false;      // plotly.js shows facets otherwise
        return trace;
    }

    private static JsonObject OfBars(Series.Bars bars, Color color)
    {
        var fill = PlotlyColor.fromString(color.ToString());
        string name = PlotText.Encode(bars.Name ?? "");
        double opacity = bars.Style.Opacity ?? 0.9;
        var chart = bars.X is { } x
            ? Chart.Column<double, double, string>(
                bars.Heights.Numbers, Keys: x.Numbers, Name: name, Opacity: opacity, MarkerColor: fill,
                UseDefaults: false)
            : Chart.Column<double, string, string>(
                bars.Heights.Numbers, Keys: bars.Labels.Select(PlotText.Encode).ToArray(), Name: name,
                Opacity: opacity, MarkerColor: fill, UseDefaults: false);
        var trace = First(chart);
        if (bars.BarWidth is { } width)
        {
            trace["width"] = width;
            trace["marker"]!["line"] = new JsonObject { ["color"] = "#ffffff", ["width"] = 1 };
        }
        return trace;
    }

    // One closed outline per unbroken run of points: forwards along the upper curve, backwards along the lower.
    private static JsonObject OfBand(Series.Band band, Color color)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (int start = 0; start < band.X.Count; start++)
        {
            int end = start;
            while (end < band.X.Count && double.IsFinite(band.X[end] + band.Lower[end] + band.Upper[end])) end++;
            if (end == start) continue;
            if (x.Count > 0) (x, y) = ([.. x, double.NaN], [.. y, double.NaN]);
            for (int i = start; i < end; i++) (x, y) = Append(x, y, band.X[i], band.Upper[i]);
            for (int i = end - 1; i >= start; i--) (x, y) = Append(x, y, band.X[i], band.Lower[i]);
            start = end;
        }
        var chart = Chart.Scatter<double, double, string>(
            x.ToArray(), y.ToArray(), StyleParam.Mode.Lines,
            Name: PlotText.Encode(band.Name ?? ""),
            Opacity: band.Style.Opacity ?? 1,
            LineWidth: 0,
            LineColor: PlotlyColor.fromString(color.ToString()),
            UseDefaults: false);
        var trace = First(chart);
        trace["fill"] = "toself";
        trace["fillcolor"] = color + "38";       // 22 % opaque
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private static (List<double> X, List<double> Y) Append(List<double> x, List<double> y, double nextX, double nextY)
    {
        x.Add(nextX);
        y.Add(nextY);
        return (x, y);
    }

    private static JsonObject OfHeatmap(Series.Heatmap map)
    {
        int rows = map.Z.Lengths[0], columns = map.Z.Lengths[1];
        double[][] cells =
            [.. Enumerable.Range(0, rows).Select(row => map.Z.Numbers.AsSpan(row * columns, columns).ToArray())];
        var chart = Chart.Heatmap<double, double, double, string>(
            cells,
            X: (map.X ?? Values.Indices(columns)).ToArray(),
            Y: (map.Y ?? Values.Indices(rows)).ToArray(),
            Name: PlotText.Encode(map.Name ?? ""),
            UseDefaults: false);
        var trace = First(chart);
        bool bothSigns = map.Z.Any(z => z < 0) && map.Z.Any(z => z > 0);
        trace["colorscale"] = (bothSigns ? Diverging : Sequential).DeepClone();
        if (bothSigns) trace["zmid"] = 0;
        trace["zhoverformat"] = Layouts.NumberFormat;
        trace["colorbar"] = new JsonObject
        {
            ["thickness"] = 14,
            ["outlinewidth"] = 0,
            ["title"] = new JsonObject { ["text"] = PlotText.Encode(map.Name ?? ""), ["side"] = "right" },
        };
        return trace;
    }

    // Fewer and larger, or more and fainter: a thousand opaque discs are a blot.
    private static (double Size, double Opacity) MarkersFor(int count) => count switch
    {
        <= 300 => (8, 0.75),
        <= 3000 => (5, 0.55),
        _ => (3, 0.4),
    };

    private static JsonObject First(GenericChart chart) =>
        (JsonObject)JsonNode.Parse(GenericChart.toJson(chart))!["data"]![0]!.DeepClone();

    // Plotly.NET writes the text "NaN"; null is what plotly.js draws as a gap.
    private static void GapsForNonFinite(JsonNode? node)
    {
        if (node is not JsonArray array) return;
        for (int i = 0; i < array.Count; i++)
            if (array[i] is JsonArray row) GapsForNonFinite(row);
            else if (array[i] is JsonValue value && value.TryGetValue(out string? text)
                && text is "NaN" or "Infinity" or "-Infinity") array[i] = null;
    }

    private static StyleParam.DrawingStyle DashOf(Dash dash) => dash switch
    {
        Dash.Dashed => StyleParam.DrawingStyle.Dash,
        Dash.Dotted => StyleParam.DrawingStyle.Dot,
        Dash.DashDotted => StyleParam.DrawingStyle.DashDot,
        _ => StyleParam.DrawingStyle.Solid,
    };

    private static StyleParam.MarkerSymbol SymbolOf(Marker marker) => marker switch
    {
        Marker.Square => StyleParam.MarkerSymbol.Square,
        Marker.Diamond => StyleParam.MarkerSymbol.Diamond,
        Marker.Triangle => StyleParam.MarkerSymbol.TriangleUp,
        Marker.Cross => StyleParam.MarkerSymbol.X,
        _ => StyleParam.MarkerSymbol.Circle,
    };
}
