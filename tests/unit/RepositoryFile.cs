using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit;

/// <summary>Files of the checkout that the tests were built from.</summary>
internal static class RepositoryFile
{
    /// <summary>The text of a file, with lines that end in one character.</summary>
    /// <param name="path">From the repository's root.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path)).ReplaceLineEndings("\n");

    /// <summary>The files below a folder.</summary>
    /// <param name="folder">From the repository's root.</param>
    /// <param name="pattern">What their names look like.</param>
    public static IEnumerable<string> All(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), pattern, SearchOption.AllDirectories);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
