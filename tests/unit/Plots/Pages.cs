using System.Text.Json;
using System.Text.RegularExpressions;

namespace Grad.Tests.Unit.Plots;

/// <summary>What the tests look at in a page.</summary>
internal static partial class Pages
{
    /// <summary>The page without plotly.js, which is full of text that looks like markup.</summary>
    public static string WithoutPlotly(string html)
    {
        int start = html.IndexOf("<script>/**\n* plotly.js", StringComparison.Ordinal);
        if (start < 0) return html;
        int end = html.IndexOf("</script>", start, StringComparison.Ordinal);
        return html[..start] + html[end..];
    }

    /// <summary>The JSON of each figure in the page.</summary>
    public static JsonElement[] Figures(string html) =>
        [.. FigureJson().Matches(WithoutPlotly(html)).Select(m => JsonDocument.Parse(m.Groups[1].Value).RootElement)];

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex FigureJson();
}
