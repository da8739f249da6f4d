
namespace Grad.Tests.Unit;

/// <summary>The README's example is the sample that is built and run.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_example_stands_in_the_sample_line_by_line()
    {
        string block = RepositoryFile.Read("README.md").Split("```csharp\n")[1].Split("```")[0];
        string sample = RepositoryFile.Read("samples/quickstart.cs");
        foreach (string part in block.Split("\n\n")) Assert.Contains(part.Trim('\n'), sample, StringComparison.Ordinal);
    }
}
