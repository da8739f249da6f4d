using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit;

/// <summary>The README's example is the sample that is built and run.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_example_stands_in_the_sample_line_by_line()
    {
        string block = Text("README.md").Split("```csharp\n")[1].Split("```")[0];
        string sample = Text("samples/quickstart.cs");
        foreach (string part in block.Split("\n\n")) Assert.Contains(part.Trim('\n'), sample, StringComparison.Ordinal);
    }

    private static string Text(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path)).ReplaceLineEndings("\n");
}
