using System.Text.Json.Nodes;

namespace Grad.Plots;

/// <summary>A figure or a grid of figures → what the page hands to plotly.js. Colours are written for a light page;
/// the page replaces them by their twins on a dark one, and sets titles and margins to the width it finds.</summary>
internal static class Layouts
{
    /// <summary>Numbers under the pointer: six significant digits, no trailing zeros.</summary>
    public const string NumberFormat = ".6~g";

    private const string Ink = "#1f2530", Muted = "#5b6470", Lines = "#e4e7ec", Faint = "#f1f3f6", Page = "#ffffff";
    private const string Transparent = "rgba(0,0,0,0)";

    public static JsonObject Of(Figure figure)
    {
        var spec = Of(figure.AsOnlyPanel());
        var layout = (JsonObject)spec["layout"]!;
        if (!figure.Frames.IsEmpty) Animation.AddTo(spec, layout, figure);
        spec["titles"] = Titles(figure.Title, figure.Subtitle, figure.Caption);
        return spec;
    }

    public static JsonObject Of(FigureGrid grid)
    {
        var data = new JsonArray();
        var layout = Base();
        var (shapes, annotations) = (new JsonArray(), new JsonArray());
        var above = new JsonArray();
        // Between panels there is room for titles, labels and legend: 100 pixels across, 135 down.
        double gapX = grid.Columns == 1 ? 0 : 100.0 / Math.Max(300, grid.Size.Width - 110);
        double gapY = grid.Rows == 1 ? 0 : 135.0 / Math.Max(300, grid.Size.Height - 190);
        double width = (1 - gapX * (grid.Columns - 1)) / grid.Columns;
        double height = (1 - gapY * (grid.Rows - 1)) / grid.Rows;
        for (int i = 0; i < grid.Panels.Length; i++)
        {
            double left = i % grid.Columns * (width + gapX), top = 1 - i / grid.Columns * (height + gapY);
            var panel = new Panel(grid.Panels[i], i == 0 ? "" : $"{i + 1}", left, width, top, height);
            panel.AddTo(data, layout, shapes, annotations, above);
        }
        layout["shapes"] = shapes;
        layout["annotations"] = annotations;
        return new()
        {
            ["data"] = data,
            ["layout"] = layout,
            ["titles"] = Titles(grid.Title, grid.Subtitle, grid.Caption),
            ["above"] = above,
            ["panelTitles"] = grid.Panels.Any(panel => panel.Title is not null),
        };
    }

    public static JsonObject Font(int size, string color = Ink) => new() { ["size"] = size, ["color"] = color };

    public static JsonObject AxisOf(Figure.Axis axis, string anchor, double from, double length, bool isLabels)
    {
        var json = new JsonObject
        {
            ["anchor"] = anchor,
            ["domain"] = new JsonArray(Math.Max(0, from), Math.Min(1, from + length)),
            ["automargin"] = true,
            ["gridcolor"] = Lines,
            ["zerolinecolor"] = "#c5cbd4",
            ["showline"] = anchor[0] == 'y',
            ["linecolor"] = "#aab2bd",
            ["showgrid"] = !isLabels,
            ["ticks"] = "outside",
            ["ticklen"] = 5,
            ["tickcolor"] = Transparent,
            ["tickfont"] = Font(14, Muted),
            ["hoverformat"] = NumberFormat,
            ["exponentformat"] = "power",
            ["showexponent"] = "all",
        };
        if (axis.Title is { } title)
            json["title"] = new JsonObject
            {
                ["text"] = PlotText.Encode(title),
                ["font"] = Font(16),
                ["standoff"] = 14,
            };
        if (isLabels) json["type"] = "category";
        else if (axis.IsLog)
        {
            json["type"] = "log";
            json["zeroline"] = false;
            json["minor"] = new JsonObject { ["showgrid"] = true, ["gridcolor"] = Faint };
        }
        else json["type"] = "linear";
        if (axis.Range is { } range)
            json["range"] = axis.IsLog
                ? new JsonArray(Math.Log10(range.From), Math.Log10(range.To))
                : new JsonArray(range.From, range.To);
        return json;
    }

    public static JsonObject LegendAt(
        Legend position, string? title, double left, double width, double top, double height)
    {
        bool isInside = position is Legend.TopLeft or Legend.TopRight or Legend.BottomLeft or Legend.BottomRight;
        bool isLeft = position is Legend.TopLeft or Legend.BottomLeft;
        bool isTop = position is Legend.TopLeft or Legend.TopRight;
        var legend = new JsonObject
        {
            ["font"] = Font(15),
            ["itemsizing"] = "constant",
            ["itemwidth"] = 36,
            ["bgcolor"] = isInside ? Page + "d9" : Transparent,
        };
        var (x, xAnchor, y, yAnchor) = position switch
        {
            Legend.Right => (left + width * 1.02, "left", top, "top"),
            _ when isInside => (
                left + width * (isLeft ? 0.015 : 0.985), isLeft ? "left" : "right",
                top - height * (isTop ? 0.02 : 0.98), isTop ? "top" : "bottom"),
            _ => (left, "left", top, "bottom"),
        };
        if (position is Legend.Above or Legend.Automatic) legend["orientation"] = "h";
        if (isInside) (legend["bordercolor"], legend["borderwidth"]) = (Lines, 1);
        if (title is not null)
            legend["title"] = new JsonObject { ["text"] = PlotText.Encode(title), ["font"] = Font(15, Muted) };
        (legend["x"], legend["xanchor"], legend["y"], legend["yanchor"]) = (x, xAnchor, y, yAnchor);
        return legend;
    }

    private static JsonObject Base() => new()
    {
        ["paper_bgcolor"] = Page,
        ["plot_bgcolor"] = Page,
        ["font"] = Font(14),
        ["barmode"] = "group",
        ["bargap"] = 0.25,
        ["hovermode"] = "closest",
        ["hoverlabel"] = new JsonObject
        {
            ["namelength"] = -1,
            ["bgcolor"] = Page,
            ["bordercolor"] = "#aab2bd",
            ["font"] = Font(14),
        },
        ["modebar"] = new JsonObject
        {
            ["bgcolor"] = Transparent,
            ["color"] = "#aab2bd",
            ["activecolor"] = Muted,
        },
        ["dragmode"] = "zoom",
    };

    private static JsonObject Titles(string? title, string? subtitle, string? caption) => new()
    {
        ["title"] = title,
        ["subtitle"] = subtitle,
        ["caption"] = caption,
    };
}
