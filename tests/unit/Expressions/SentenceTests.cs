using System.Text.RegularExpressions;

namespace Grad.Tests.Unit.Expressions;

/// <summary>Every sentence that the core can end with, word for word.</summary>
public sealed partial class SentenceTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ErrorCases.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_word_for_word(int index)
    {
        var (factory, asked, sentence) = ErrorCases.All[index];
        var thrown = Assert.ThrowsAny<Exception>(asked);
        Assert.Equal(sentence, thrown.Message);
    }

    /// <summary>Those without a case here stand in a test of their own area.</summary>
    [Fact]
    public void Every_sentence_is_in_a_test()
    {
        var cases = ErrorCases.All.Select(c => c.Factory).ToHashSet();
        string tests = string.Concat(Sources("tests/unit").Select(Joined));
        var untested = Sources("src/Grad.Core").Where(s => s.Contains("static partial class Errors", StringComparison.Ordinal))
            .SelectMany(s => Factory().Matches(Joined(s)))
            .Where(m => !cases.Contains(m.Groups["name"].Value) && !tests.Contains(Fixed(m.Groups["sentence"].Value), StringComparison.Ordinal))
            .Select(m => m.Groups["name"].Value);
        Assert.True(!untested.Any(), string.Join(" ", untested));
    }

    /// <summary>The longest part of a sentence without anything filled in.</summary>
    private static string Fixed(string sentence) => Hole().Split(sentence).MaxBy(part => part.Length)!.Trim(' ', ':');

    /// <summary>A source in which strings over several lines are one.</summary>
    private static string Joined(string source) => Seam().Replace(source, "");

    private static IEnumerable<string> Sources(string folder) =>
        RepositoryFile.All(folder, "*.cs").Select(f => File.ReadAllText(f).ReplaceLineEndings("\n"));

    [GeneratedRegex("""(?s)static \w*Exception (?<name>\w+)\(.*?\) => new\(\s*\$?"(?<sentence>.*?)"(?=\);|\s*\+)""")]
    private static partial Regex Factory();

    [GeneratedRegex("""\x22\s*\+\s*\$?\x22""")]
    private static partial Regex Seam();

    [GeneratedRegex("""\{(?:[^{}"]|"[^"]*"|\{[^}]*\})*\}""")]
    private static partial Regex Hole();
}
