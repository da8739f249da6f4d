using System.Text;
using System.Text.RegularExpressions;

namespace Grad.Plots;

/// <summary>C# → HTML in which comments, strings, numbers, keywords and types are set apart. It looks at words, not at
/// grammar: enough for a listing.</summary>
internal static partial class CSharpMarkup
{
    public static string Of(string code)
    {
        var html = new StringBuilder();
        int end = 0;
        foreach (Match token in Token().Matches(code))
        {
            html.Append(Page.Encode(code[end..token.Index]));
            string kind = token.Groups.Values.Skip(1).First(group => group.Success).Name;
            html.Append($"<span class=\"{kind}\">{Page.Encode(token.Value)}</span>");
            end = token.Index + token.Length;
        }
        return html.Append(Page.Encode(code[end..])).ToString();
    }

    [GeneratedRegex("""
        (?<comment>//[^\n]*|/\*[\s\S]*?\*/)
        |(?<string>[$@]*"{3,}[\s\S]*?"{3,}|[$@]{0,2}"(?:\\.|""|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')
        |(?<number>\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[fFdDmMuUlL]*\b)
        |(?<keyword>\b(?:abstract|as|await|base|bool|break|byte|case|catch|char|class|const|continue|decimal|default|
            do|double|else|enum|false|finally|float|for|foreach|get|if|in|init|int|interface|internal|is|long|namespace|
            new|not|null|or|out|override|params|private|protected|public|readonly|record|ref|return|sealed|set|static|
            string|struct|switch|this|throw|true|try|uint|ulong|using|var|virtual|void|when|where|while|with|yield)\b)
        |(?<type>\b[A-Z]\w*\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
