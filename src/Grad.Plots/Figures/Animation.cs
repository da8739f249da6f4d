using System.Text.Json.Nodes;

namespace Grad.Plots;

/// <summary>The frames of a figure → plotly.js frames, a slider and a play button.</summary>
internal static class Animation
{
    public static void AddTo(JsonObject spec, JsonObject layout, Figure figure)
    {
        var (frames, steps) = (new JsonArray(), new JsonArray());
        for (int f = 0; f < figure.Frames.Length; f++)
        {
            var traces = new JsonArray();
            for (int i = 0; i < figure.Series.Length; i++)
            {
                var trace = Traces.Of(figure.Frames[f].Series[i], i);
                traces.Add(new JsonObject(
                    trace.Where(entry => entry.Key is "x" or "y" or "z" or "type")
                        .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))));
            }
            frames.Add(new JsonObject { ["name"] = $"{f}", ["data"] = traces });
            steps.Add(new JsonObject
            {
                ["label"] = PlotText.Encode(figure.Frames[f].Label),
                ["method"] = "animate",
                ["args"] = new JsonArray(new JsonArray($"{f}"), Timing(0)),
            });
        }
        spec["frames"] = frames;
        layout["sliders"] = new JsonArray(Slider(figure.FrameTitle, steps));
        layout["updatemenus"] = new JsonArray(Buttons());
        Fix(layout, "xaxis", figure, 'X', figure.X);
        Fix(layout, "yaxis", figure, 'Y', figure.Y);
    }

    // Without this every frame would have its own scale, and nothing could be compared.
    private static void Fix(JsonObject layout, string name, Figure figure, char letter, Figure.Axis axis)
    {
        if (axis.Range is not null) return;
        if (figure.Series.Any(series => series is Series.Heatmap || series.HasLabels && letter == 'X')) return;
        double[] all = [.. figure.Series.Concat(figure.Frames.SelectMany(frame => frame.Series))
            .SelectMany(series => series.Along(letter)).SelectMany(values => values).Where(double.IsFinite)];
        if (all.Length == 0) return;
        if (axis.IsLog) all = [.. all.Select(Math.Log10)];
        double low = all.Min(), high = all.Max();
        bool isBars = letter == 'Y' && !axis.IsLog && figure.Series.Any(series => series is Series.Bars);
        if (isBars) (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        double margin = high > low ? 0.05 * (high - low) : 0.5;
        layout[name]!["range"] = new JsonArray(low - margin, high + margin);
    }

    private static JsonObject Timing(int milliseconds) => new()
    {
        ["mode"] = milliseconds == 0 ? "immediate" : "afterall",
        ["fromcurrent"] = true,
        ["transition"] = new JsonObject { ["duration"] = 0 },
        ["frame"] = new JsonObject { ["duration"] = milliseconds, ["redraw"] = true },
    };

    private static JsonObject Slider(string title, JsonArray steps) => new()
    {
        ["steps"] = steps,
        ["x"] = 0.12,
        ["len"] = 0.88,
        ["pad"] = new JsonObject { ["t"] = 72, ["b"] = 0 },
        ["currentvalue"] = new JsonObject
        {
            ["prefix"] = title == "" ? "" : PlotText.Encode(title) + " ",
            ["font"] = Layouts.Font(15),
            ["xanchor"] = "left",
        },
        ["font"] = Layouts.Font(12, "#5b6470"),
        ["bgcolor"] = "#aab2bd",
        ["activebgcolor"] = "#0c4fbf",
        ["bordercolor"] = "#aab2bd",
        ["borderwidth"] = 0,
        ["ticklen"] = 4,
        ["tickcolor"] = "#aab2bd",
    };

    private static JsonObject Buttons() => new()
    {
        ["type"] = "buttons",
        ["direction"] = "left",
        ["showactive"] = false,
        ["x"] = 0,
        ["xanchor"] = "left",
        ["y"] = 0,
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = 88, ["r"] = 10 },
        ["bgcolor"] = "#ffffff",
        ["bordercolor"] = "#aab2bd",
        ["font"] = Layouts.Font(13),
        ["buttons"] = new JsonArray(
            new JsonObject { ["label"] = "▶", ["method"] = "animate", ["args"] = new JsonArray(null, Timing(120)) },
            new JsonObject
            {
                ["label"] = "❚❚",
                ["method"] = "animate",
                ["args"] = new JsonArray(new JsonArray((JsonNode?)null), Timing(0)),
            }),
    };
}
