using System.Text;

namespace Grad.Writing;

/// <summary>Formulas as comments of a file.</summary>
internal static class SummaryText
{
    private const int LongestLine = 108;

    /// <summary>Lines of a summary, each formula on lines of its own.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> said) =>
        [
            "/// <summary>",
            .. said.Select(s => Wrapped(System.Security.SecurityElement.Escape(s)).ToArray())
                .SelectMany(lines => lines.Select((l, i) => $"/// {l}{(i == lines.Length - 1 ? "<br/>" : "")}")),
            "/// </summary>",
        ];

    /// <summary>A formula in lines of at most some width.</summary>
    public static IEnumerable<string> Wrapped(string text) => Wrapped(text.Split(' '));

    private static IEnumerable<string> Wrapped(string[] words)
    {
        var line = new StringBuilder();
        foreach (string word in words)
        {
            if (line.Length > 0 && line.Length + word.Length > LongestLine)
            {
                yield return line.ToString();
                line.Clear().Append("   ");
            }
            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }
        yield return line.ToString();
    }

    /// <summary>A call or a declaration, on several lines where its operands are many.</summary>
    public static IEnumerable<string> Call(string head, IEnumerable<string> operands, string tail) =>
        Wrapped($"{head}({string.Join(",\0", operands)}){tail}".Split('\0'));

    /// <summary>Lines of code at a level.</summary>
    public static string Lines(int level, IEnumerable<string> lines) =>
        string.Concat(lines.Select(l => new string(' ', 4 * level) + l + "\n"));

    /// <summary>A text one level further in.</summary>
    public static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
