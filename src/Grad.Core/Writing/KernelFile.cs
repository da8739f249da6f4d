using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Grad.Writing;

/// <summary>A source of kernels.</summary>
/// <param name="Path">Where it is in Grad.</param>
/// <param name="Usings">The namespaces of .NET that it uses.</param>
/// <param name="Text">What stands below the namespace; no type is public.</param>
/// <param name="Declared">The types that it declares.</param>
/// <param name="Mentioned">The names in it that could be those of types.</param>
internal sealed partial record KernelFile(
    string Path, ImmutableArray<string> Usings, string Text, ImmutableHashSet<string> Declared, ImmutableHashSet<string> Mentioned)
    : IComparable<KernelFile>
{
    /// <summary>How the names of the resources begin.</summary>
    public const string Prefix = "Kernels/";

    /// <summary>A source by the name of its resource.</summary>
    public static KernelFile Of(string resource, string source)
    {
        source = source.ReplaceLineEndings("\n");
        var space = Space().Match(source);
        string text = Public().Replace(source[(space.Index + space.Length)..].Trim('\n'), "internal ");
        string code = Aside().Replace(text, "");
        return new(
            resource[Prefix.Length..].Replace('\\', '/'),
            [.. Using().Matches(source[..space.Index]).Select(m => m.Groups[1].Value).Where(u => !u.StartsWith("Grad", StringComparison.Ordinal))],
            text,
            [.. Declaration().Matches(code).Select(m => m.Groups[1].Value)],
            [.. Mention().Matches(code).Select(m => m.Value)]);
    }

    public int CompareTo(KernelFile? other) => string.CompareOrdinal(Path, other?.Path);

    [GeneratedRegex(@"^using ([\w.]+);$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex Space();

    [GeneratedRegex(@"^public ", RegexOptions.Multiline)]
    private static partial Regex Public();

    /// <summary>Strings and comments.</summary>
    [GeneratedRegex("""
        "[^"\n]*"|//[^\n]*
        """)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?:\w+ )*(?:class|struct|interface|enum|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A member of something, and a method that is called or declared, are no types.
    [GeneratedRegex(@"(?<![\w.])(?:(?<=new )[A-Z]\w*|[A-Z]\w*(?!\w|(?:<[^<>]*>)?\())")]
    private static partial Regex Mention();
}
