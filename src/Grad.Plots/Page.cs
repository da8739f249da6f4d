using System.Net;
using System.Reflection;
using System.Text;
using Plotly.NET;

namespace Grad.Plots;

/// <summary>The shell of every page: one HTML file that loads nothing. It is written here and not by Plotly.NET,
/// whose writer escapes nothing and puts the character set behind 3.6 MB of script.</summary>
internal sealed class Page(string title)
{
    private const string Policy = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "
        + "style-src 'unsafe-inline'; img-src data: blob:";

    private static readonly Lazy<string> PlotlyScript =
        new(() => Resource(typeof(GenericChart).Assembly, "Plotly.NET.plotly-2.28.0.min.js"));

    private readonly StringBuilder body = new();
    private bool hasFigure;
    private bool hasGraph;

    /// <summary>Adds markup as it is.</summary>
    public void Add(string markup) => body.Append(markup).Append('\n');

    /// <summary>Adds a figure: a place for it, and its JSON right behind.</summary>
    public void Add(Figure figure)
    {
        hasFigure = true;
        string label = figure.State.Title.Length > 0 ? figure.State.Title : "Figure";
        Add($"<div class=\"figure\" role=\"img\" aria-label=\"{Escape(label)}\"></div>");
        // The writer gives '<' as \u003C, so that no text in the figure can end the script element.
        Add($"<script type=\"application/json\">{FigureJson.Of(figure.State).ToJsonString()}</script>");
    }

    /// <summary>Adds the drawing of a graph.</summary>
    public void Add(GraphDrawing drawing)
    {
        hasGraph = true;
        Add(drawing.Markup());
    }

    /// <summary>Text as HTML shows it, also within quotes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Escape(title)}</title>\n")
            .Append($"<style>\n{Own("page.css")}{(hasGraph ? Own("graph.css") : "")}</style>\n")
            .Append($"<script>\n{Own("errors.js")}</script>\n");
        if (hasFigure) html.Append("<script>").Append(PlotlyScript.Value).Append("</script>\n");
        html.Append("</head>\n<body>\n").Append(body);
        if (hasFigure) html.Append($"<script>\n{Own("figures.js")}</script>\n");
        if (hasGraph) html.Append($"<script>\n{Own("graph.js")}</script>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Writes a file, in UTF-8; a folder that does not exist is made.</summary>
    public static void Write(string path, string html)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(path, html);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Sentences.CannotWrite(path, reason);
        }
    }

    private static string Own(string name) => Resource(typeof(Page).Assembly, $"Grad.Plots.Web.{name}");

    private static string Resource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
