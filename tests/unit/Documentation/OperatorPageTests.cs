using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit.Documentation;

/// <summary><c>docs/operators.md</c> is what the operators say of themselves.</summary>
public class OperatorPageTests
{
    [Fact]
    public void The_page_is_up_to_date()
    {
        var page = new OperatorPage(InRepository("src/Grad.Core/Operators"));
        Assert.Empty(page.Missing());
        string path = InRepository("docs/operators.md"), expected = page.Write();
        if (Environment.GetEnvironmentVariable("GRAD_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(path, expected);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == expected.ReplaceLineEndings("\n"),
            "docs/operators.md is out of date. Run this test with the environment variable GRAD_WRITE_DOCS=1 to write it anew.");
    }

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));
}
