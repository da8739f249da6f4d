using System.Runtime.CompilerServices;

namespace Grad.Tests.Unit.Golden;

/// <summary>
/// What ten fixed models compile to, for vectors of 512 bits and Grad's own products: a change of a pass that should change
/// no program shows none here. Nothing is run, so that it is the same on every machine.
/// </summary>
public class GoldenTests
{
    private static readonly CompilationOptions Target = new() { LaneWidth = LaneWidth.Bits512, ProductBackend = "managed" };

    public static TheoryData<string> Names => [.. FixedModels.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_is_the_one_on_file(string name)
    {
        string text = ProgramText.Of(FixedModels.All.Single(m => m.Name == name).Compiled(Target));
        string path = File(name);
        if (Environment.GetEnvironmentVariable("GRAD_WRITE_DOCS") is { Length: > 0 }) System.IO.File.WriteAllText(path, text);
        string onFile = System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(text == onFile, Difference(name, onFile.Split('\n'), text.Split('\n')));
    }

    [Fact]
    public void Each_file_belongs_to_a_model() => Assert.Equal(
        FixedModels.All.Select(m => m.Name).Order(),
        Directory.GetFiles(Path.GetDirectoryName(File(""))!, "*.txt").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void A_difference_names_its_first_line() => Assert.StartsWith(
        "tests/unit/Golden/x.txt, line 2: 'b' is now 'c'.", Difference("x", ["a", "b"], ["a", "c"]), StringComparison.Ordinal);

    private static string Difference(string name, string[] onFile, string[] now)
    {
        int line = 0;
        while (line < onFile.Length && line < now.Length && onFile[line] == now[line]) line++;
        return $"tests/unit/Golden/{name}.txt, line {line + 1}: '{onFile.ElementAtOrDefault(line)}' is now "
            + $"'{now.ElementAtOrDefault(line)}'. If that was meant, run the tests of this namespace with GRAD_WRITE_DOCS=1 and "
            + "look at what changes.";
    }

    private static string File(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, $"{name}.txt");
}
