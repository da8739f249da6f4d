using System.Text;
using System.Text.RegularExpressions;

namespace Grad.Plots;

/// <summary>A printed formula → HTML as mathematics is set: variables in italics, functions, numbers and signs
/// upright.</summary>
internal static partial class MathMarkup
{
    public static string Of(string formula)
    {
        var html = new StringBuilder("<span class=\"math\">");
        int end = 0;
        foreach (Match name in Name().Matches(formula))
        {
            html.Append(Page.Encode(formula[end..name.Index]));
            end = name.Index + name.Length;
            bool isVariable = end == formula.Length || formula[end] != '(';
            html.Append(isVariable && name.Value != "where"
                ? $"<i>{Page.Encode(name.Value)}</i>"
                : Page.Encode(name.Value));
        }
        return html.Append(Page.Encode(formula[end..])).Append("</span>").ToString();
    }

    // Σ and ∂ stay upright: the one is an upper-case letter of Greek, the other is none. A parameter may be named
    // after the number of its layer, 0.weight.
    [GeneratedRegex(@"(?:(?<![\w.])\d+\.(?=[A-Za-z]))?[A-Za-z\u03B1-\u03C9][\w.]*")]
    private static partial Regex Name();
}
