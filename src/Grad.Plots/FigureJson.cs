using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;
using CSharpChart = Plotly.NET.CSharp.Chart;
using TraceLine = Plotly.NET.Line;
using TraceMarker = Plotly.NET.TraceObjects.Marker;

namespace Grad.Plots;

/// <summary>A figure in plotly's terms, <c>{ "data": […], "layout": {…} }</c>, with the house style in it.</summary>
internal static class FigureJson
{
    // Beyond this many points an SVG element for each makes a page slow.
    private const int WebGlAbove = 20_000;

    private const string Fonts = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    private const string Grid = "#e6e9ee";
    private const string AxisLine = "#aeb5bf";

    public static JsonObject Of(FigureState figure) => new()
    {
        ["data"] = new JsonArray([.. figure.Series.Select(Trace)]),
        ["layout"] = Layout(figure),
    };

    /// <summary>Users' text for plotly, which takes <c>&lt;b&gt;</c>, <c>&lt;a&gt;</c> and the like for markup.
    /// </summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "").Replace("\n", "<br>");

    // The chart is read at once: methods of the library change their argument.
    private static JsonNode Trace(Series series, int index)
    {
        var style = series.Style;
        string color = (style.Color ?? Color.Palette[index % Color.Palette.Length]).ToString();
        var line = new TraceLine();
        line.SetProperty("color", color);
        line.SetProperty("width", style.Width ?? 2.5);
        line.SetProperty("dash", DashName(style.Dash));
        var marker = new TraceMarker();
        marker.SetProperty("color", color);
        marker.SetProperty("size", style.MarkerSize ?? 6);
        marker.SetProperty("symbol", MarkerName(style.Marker));

        var chart = CSharpChart.Scatter<double, double, string>(
            series.X.ToArray(), series.Y.ToArray(), Mode(series),
            Name: Escape(series.Name ?? $"series {index + 1}"), ShowLegend: series.Name is not null,
            Opacity: style.Opacity ?? 1, Line: line, Marker: marker, UseWebGL: series.X.Count > WebGlAbove);
        var trace = JsonNode.Parse(GenericChart.toJson(chart))!["data"]![0]!.DeepClone();
        NullWhereNotFinite(trace["x"]!.AsArray());
        NullWhereNotFinite(trace["y"]!.AsArray());
        return trace;
    }

    private static StyleParam.Mode Mode(Series series) => series.Kind switch
    {
        SeriesKind.Scatter => StyleParam.Mode.Markers,
        _ when series.Style.MarkerSize is not null => StyleParam.Mode.Lines_Markers,
        _ => StyleParam.Mode.Lines,
    };

    // The library writes NaN as the string "NaN", which would make plotly guess an axis of categories.
    private static void NullWhereNotFinite(JsonArray numbers)
    {
        for (int i = 0; i < numbers.Count; i++)
            if (numbers[i] is { } number && number.GetValueKind() != JsonValueKind.Number) numbers[i] = null;
    }

    private static JsonObject Layout(FigureState figure)
    {
        bool legendAbove = figure.Legend is Legend.Automatic or Legend.Above;
        bool showLegend = figure.Legend switch
        {
            Legend.None => false,
            Legend.Automatic => figure.Series.Count(series => series.Name is not null) > 1,
            _ => true,
        };
        bool titled = figure.Title.Length > 0;
        return new()
        {
            ["font"] = new JsonObject { ["family"] = Fonts, ["size"] = 16, ["color"] = Color.Ink.ToString() },
            ["title"] = new JsonObject
            {
                ["text"] = Escape(figure.Title),
                ["font"] = new JsonObject { ["size"] = 23 },
                ["x"] = 0,
                ["xref"] = "paper",
                ["xanchor"] = "left",
                ["y"] = 1,
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["t"] = 16 },
            },
            ["height"] = figure.Height,
            ["autosize"] = true,
            ["margin"] = new JsonObject
            {
                ["l"] = 72,
                ["r"] = 24,
                ["t"] = 28 + (titled ? 36 : 0) + (showLegend && legendAbove ? 34 : 0),
                ["b"] = 64,
            },
            ["paper_bgcolor"] = "#ffffff",
            ["plot_bgcolor"] = "#ffffff",
            ["hovermode"] = "closest",
            ["hoverlabel"] = new JsonObject { ["namelength"] = -1 },
            ["xaxis"] = AxisJson(figure.X),
            ["yaxis"] = AxisJson(figure.Y),
            ["showlegend"] = showLegend,
            ["legend"] = LegendJson(figure.Legend, figure.LegendTitle),
            ["shapes"] = new JsonArray([.. figure.Regions.Select(RegionShape)]),
            ["annotations"] = new JsonArray(
                [.. figure.Regions.Where(region => region.Label.Length > 0).Select(r => RegionLabel(r, figure.X))]),
        };
    }

    private static JsonObject AxisJson(Axis axis)
    {
        var json = new JsonObject
        {
            ["title"] = new JsonObject
            {
                ["text"] = Escape(axis.Title),
                ["font"] = new JsonObject { ["size"] = 18 },
                ["standoff"] = 12,
            },
            ["type"] = axis.Logarithmic ? "log" : "linear",
            ["automargin"] = true,
            ["gridcolor"] = Grid,
            ["linecolor"] = AxisLine,
            ["showline"] = true,
            ["zeroline"] = false,
            ["ticks"] = "outside",
            ["tickcolor"] = AxisLine,
            ["ticklen"] = 5,
        };
        if (axis.Logarithmic)
        {
            json["exponentformat"] = "power";
            json["nticks"] = 5;
        }
        if (axis.Range is var (from, to)) json["range"] = new JsonArray(Place(axis, from), Place(axis, to));
        return json;
    }

    // plotly wants ranges and labels of a logarithmic axis as exponents, but shapes as plain numbers.
    private static double Place(Axis axis, double value) => axis.Logarithmic ? Math.Log10(value) : value;

    private static JsonObject LegendJson(Legend legend, string title)
    {
        var (x, xAnchor, y, yAnchor, orientation) = legend switch
        {
            Legend.Automatic or Legend.Above or Legend.None => (0, "left", 1.01, "bottom", "h"),
            Legend.Right => (1.02, "left", 1, "top", "v"),
            Legend.TopLeft => (0.01, "left", 0.99, "top", "v"),
            Legend.TopRight => (0.99, "right", 0.99, "top", "v"),
            Legend.BottomLeft => (0.01, "left", 0.01, "bottom", "v"),
            Legend.BottomRight => (0.99, "right", 0.01, "bottom", "v"),
            _ => throw new UnreachableException(legend.ToString()),
        };
        return new()
        {
            ["x"] = x,
            ["xanchor"] = xAnchor,
            ["y"] = y,
            ["yanchor"] = yAnchor,
            ["orientation"] = orientation,
            ["bgcolor"] = "rgba(255,255,255,0.85)",
            ["itemsizing"] = "constant",
            ["title"] = new JsonObject { ["text"] = Escape(title) },
        };
    }

    private static JsonObject RegionShape(Region region) => new()
    {
        ["type"] = "rect",
        ["layer"] = "below",
        ["xref"] = "x",
        ["yref"] = "paper",
        ["x0"] = region.From,
        ["x1"] = region.To,
        ["y0"] = 0,
        ["y1"] = 1,
        ["fillcolor"] = region.Color.ToString(),
        ["opacity"] = 0.14,
        ["line"] = new JsonObject { ["width"] = 0 },
    };

    private static JsonObject RegionLabel(Region region, Axis axis) => new()
    {
        ["text"] = Escape(region.Label),
        ["xref"] = "x",
        ["yref"] = "paper",
        ["x"] = (Place(axis, region.From) + Place(axis, region.To)) / 2,
        ["y"] = 1,
        ["yanchor"] = "top",
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 14, ["color"] = region.Color.ToString() },
        ["bgcolor"] = "rgba(255,255,255,0.7)",
    };

    private static string DashName(Dash dash) => dash switch
    {
        Dash.Solid => "solid",
        Dash.Dashed => "dash",
        Dash.Dotted => "dot",
        Dash.DashDotted => "dashdot",
        _ => throw new UnreachableException(dash.ToString()),
    };

    private static string MarkerName(Marker marker) => marker switch
    {
        Marker.Circle => "circle",
        Marker.Square => "square",
        Marker.Diamond => "diamond",
        Marker.Triangle => "triangle-up",
        Marker.Cross => "x",
        _ => throw new UnreachableException(marker.ToString()),
    };
}
