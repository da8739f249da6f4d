using System.Diagnostics;
using System.Text.RegularExpressions;
using Grad.Tests.Unit.Plots.Images;

namespace Grad.Tests.Unit.Samples;

public sealed partial class NotebookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("grad-notebook-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_notebook_prints_its_results_and_writes_pages_that_need_no_network()
    {
        var (code, output, errors) = Run("--output", folder);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("\ncos(π): -1\n", output);
        Assert.Contains("\nEpoch 900: Loss = ", output);
        Assert.Contains("\nLearned: w = ", output);
        Assert.Equal(5, Seconds().Count(output));
        Assert.DoesNotContain("\r", output);
        Assert.Contains(folder, output.Split('\n')[^2]);

        string report = File.ReadAllText(Path.Combine(folder, "notebook.html"));
        Assert.Contains("<span class=\"keyword\">var</span> slope = ", report);
        var opened = OpenedPage.Of(report);
        Assert.Empty(opened.Requests);
        Assert.Contains("data-errors=\"[]\"", opened.Dom);
        Assert.All(Directory.GetFiles(folder), page => Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_sentence_and_a_failure()
    {
        string file = Path.Combine(folder, "file"), inside = Path.Combine(file, "pages");
        File.WriteAllText(file, "");
        var (code, _, errors) = Run("--output", inside);
        Assert.Equal(1, code);
        Assert.StartsWith($"The pages cannot be written to the folder \"{inside}\" (", errors);
        Assert.EndsWith("). Name another one with --output FOLDER.\n", errors);
    }

    [Fact]
    public void An_option_that_does_not_exist_shows_the_usage()
    {
        var (code, output, errors) = Run("--out", folder);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            "Usage: Notebook [--output FOLDER]. Without it the pages go to the folder notebook-output.\n", errors);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Notebook.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result.ReplaceLineEndings("\n"));
    }

    // Each section says how long it took.
    [GeneratedRegex(@"^\(\d+\.\d\d s\)$", RegexOptions.Multiline)]
    private static partial Regex Seconds();
}
