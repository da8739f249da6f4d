using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit;

/// <summary>Files of the checkout that the tests were built from.</summary>
internal static class RepositoryFile
{
    /// <summary>The text of a file, with lines that end in one character.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <param name="here">Filled in by the compiler.</param>
    public static string Read(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(here[..here.Replace('\\', '/').LastIndexOf("tests/unit/", StringComparison.Ordinal)], path))
            .ReplaceLineEndings("\n");
}
