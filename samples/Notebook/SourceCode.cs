using System.Reflection;

namespace Notebook;

/// <summary>The code of the sample's own methods, from its files, which the build puts into the program.</summary>
internal static class SourceCode
{
    /// <summary>The statements of a method.</summary>
    public static string BodyOf(MethodInfo method) =>
        Text(LinesOf(method.DeclaringType!, method.Name)[2..^1], indent: 8);

    /// <summary>A method of a class whose file has its name.</summary>
    public static string Of(Type type, string method) => Text(LinesOf(type, method), indent: 4);

    // A method ends with its closing brace, or, if it is an expression, with its semicolon.
    private static string[] LinesOf(Type type, string method)
    {
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream($"{type.Name}.cs")!);
        string[] lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.StartsWith("    p") && line.Contains($" {method}("));
        bool isBlock = lines[start + 1] == "    {";
        int end = Array.FindIndex(lines, start, line => isBlock ? line == "    }" : line.EndsWith(';'));
        lines[start] = lines[start].Replace("private static ", "");
        return lines[start..(end + 1)];
    }

    private static string Text(string[] lines, int indent) =>
        string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
}
