using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Plotly.NET;

namespace Grad.Plots;

/// <summary>The one HTML file around a figure, a graph or a report: charset first, everything inside, nothing loaded,
/// every text of the user encoded. The library's own writer is not used because it puts the charset after three
/// megabytes of script, replaces <c>[LAYOUT]</c> inside labels, and executes a series named
/// <c>&lt;/script&gt;</c>.</summary>
internal sealed class Page(string title, string kind)
{
    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:";

    // Writes <, >, & and quotes inside strings as \u003C …, so that a script element cannot be ended from inside.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Lazy<string> Plotly =
        new(() => Resource(typeof(GenericChart).Assembly, "Plotly.NET.plotly-2.28.0.min.js"));

    private readonly StringBuilder body = new();
    private int plots, graphs;

    /// <summary>How the page is used: looked at, or drawn once for a picture.</summary>
    public string Mode { get; init; } = "page";

    /// <summary>The size of the picture in pixels.</summary>
    public (int Width, int Height)? Paper { get; init; }

    /// <summary>Appends HTML that is already encoded.</summary>
    public Page Append(string html)
    {
        body.Append(html).Append('\n');
        return this;
    }

    /// <summary>Appends a plot, with its CSS for the size.</summary>
    public Page Append(JsonObject plot, string css, string label)
    {
        string id = $"plot-{++plots}";
        string style = css == "" ? "" : $" style=\"{css}\"";
        body.Append($"<div class=\"plot\" id=\"{id}\" role=\"img\" aria-label=\"{Encode(label)}\"{style}></div>\n");
        return AppendData(id, plot);
    }

    /// <summary>Appends a drawn graph with what its script needs.</summary>
    public Page AppendGraph(Func<string, string> html, JsonObject data)
    {
        string id = $"graph-{++graphs}";
        return Append(html(id)).AppendData(id, data);
    }

    public static string Encode(string text) => Html.Encode(text);

    public override string ToString()
    {
        var page = new StringBuilder(plots > 0 ? 4_000_000 : 100_000);
        page.Append("<!DOCTYPE html>\n<html lang=\"en\" data-mode=\"").Append(Mode).Append('"');
        if (kind == "report") page.Append(" data-paper=\"660px\"");
        page.Append(">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Encode(title)}</title>\n")
            .Append($"<style>\n{Resource("page.css")}{(kind == "report" ? Resource("report.css") : "")}")
            .Append(graphs > 0 ? Resource("graph-drawing.css") + Resource("graph.css") : "")
            .Append(Paper is { } p ? $"@page {{ size: {p.Width}px {p.Height}px; margin: 0; }}\n" : "")
            .Append("</style>\n</head>\n")
            .Append($"<body class=\"{kind}-page\">\n")
            .Append("<noscript>This page draws with JavaScript, which is switched off in this browser.</noscript>\n")
            .Append(body)
            .Append($"<script>\n{Resource("errors.js")}</script>\n");
        if (plots > 0) page.Append("<script>").Append(Plotly.Value).Append("</script>\n");
        if (graphs > 0) page.Append($"<script>\n{Resource("graph.js")}{Resource("rewriting.js")}</script>\n");
        page.Append($"<script>\n{Resource("plots.js")}</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    public static string Resource(string name) => Resource(typeof(Page).Assembly, name);

    private static string Resource(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private Page AppendData(string id, JsonObject data)
    {
        body.Append($"<script type=\"application/json\" id=\"{id}-data\">").Append(data.ToJsonString(Json))
            .Append("</script>\n");
        return this;
    }
}
