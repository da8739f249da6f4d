using System.Globalization;
using System.Text;

namespace Grad.Writing;

/// <summary>Names that C# takes, each given once.</summary>
internal sealed class Identifiers
{
    private static readonly HashSet<string> Reserved =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
        "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public",
        "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch",
        "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while", "nint", "nuint", "var", "field", "value",
        "i", "j", "k", "l", "row", "memory", "start", "end", "count", "rest", "Run", "Math", "Span", "Vector", "Place", "Multiply",
    ];

    private readonly HashSet<string> given = [];

    /// <summary>The words of a name with a capital letter each; numbers go behind the word that follows them.</summary>
    public static string Pascal(string name)
    {
        // x̄ and ẋ are written with marks of their own where there is no such letter.
        name = name.Replace("\u0304", " bar", StringComparison.Ordinal).Replace("˙", " dot", StringComparison.Ordinal);
        var words = new string([.. name.Select(c => char.IsLetterOrDigit(c) && c != '·' ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var text = new StringBuilder();
        string number = "";
        foreach (string word in words)
        {
            if (char.IsDigit(word[0]) && text.Length == 0 && word.All(char.IsDigit)) number = word;
            else
            {
                text.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1)).Append(number);
                number = "";
            }
        }
        string pascal = text.Append(number).ToString();
        return pascal.Length == 0 || !char.IsLetter(pascal[0]) ? "Value" + pascal : pascal;
    }

    /// <summary>The same with a small first letter.</summary>
    public static string Camel(string name) => Pascal(name) is var pascal ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : "";

    /// <summary>A name that nobody has, as near to the one that is wanted as can be.</summary>
    public string Give(string wanted)
    {
        if (!Reserved.Contains(wanted) && given.Add(wanted)) return wanted;
        for (int number = 2; ; number++)
        {
            string name = wanted + number.ToString(CultureInfo.InvariantCulture);
            if (given.Add(name)) return name;
        }
    }
}
