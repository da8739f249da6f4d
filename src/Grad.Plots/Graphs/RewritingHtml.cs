using System.Text;

namespace Grad.Plots;

/// <summary>Rewritten formulas → their part of a graph page: every state in a list, of which the page's script shows
/// one at a time.</summary>
internal static class RewritingHtml
{
    public static void Append(StringBuilder html, IReadOnlyList<Rewriting> rewritings)
    {
        if (rewritings.Count == 0) return;
        html.Append("<section class=\"rewritings\">\n<header><h3>Simplified, rule by rule</h3><span class=\"views\">");
        for (int i = 0; i < rewritings.Count; i++)
            html.Append($"<button type=\"button\" data-list=\"{i}\">{MathMarkup.Of(rewritings[i].Name)}</button>");
        html.Append("</span><span class=\"walk\">")
            .Append("<button type=\"button\" data-step=\"-1\">‹ previous</button>")
            .Append("<output></output>")
            .Append("<button type=\"button\" data-step=\"1\">next ›</button></span></header>\n");
        foreach (var rewriting in rewritings)
        {
            html.Append($"<ol aria-label=\"{Page.Encode(rewriting.Name)}\">\n");
            foreach (var step in rewriting.Steps) Append(html, step);
            html.Append("</ol>\n");
        }
        html.Append("</section>\n");
    }

    private static void Append(StringBuilder html, Rewriting.Step step)
    {
        html.Append($"<li data-source=\"{Page.Encode(step.Source)}\"><span class=\"law\">{Page.Encode(step.Law)}");
        if (step.Change is var (before, after))
            html.Append($"<span class=\"change\">{MathMarkup.Of(before)} → {MathMarkup.Of(after)}</span>");
        html.Append("</span> <span class=\"formula\">");
        if (step.Changed is { } part)
            html.Append(MathMarkup.Of(step.Text[..part.Start]))
                .Append($"<mark>{MathMarkup.Of(step.Text[part])}</mark>")
                .Append(MathMarkup.Of(step.Text[part.End..]));
        else html.Append(MathMarkup.Of(step.Text));
        html.Append("</span></li>\n");
    }
}
