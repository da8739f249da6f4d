namespace Grad.Plots;

/// <summary>Text of users → labels of plotly.js, which reads <c>&lt;b&gt;</c>, <c>&lt;a&gt;</c> and entities in
/// them.</summary>
internal static class PlotText
{
    /// <summary>The label that shows exactly this text; line breaks stay.</summary>
    public static string Encode(string text) => text
        .Replace("&", "&amp;")
        .Replace("<", "&lt;")
        .Replace(">", "&gt;")
        .ReplaceLineEndings("<br>");
}
