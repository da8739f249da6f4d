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

    /// <summary>Of every package. Those without a case here stand in a test of their own area.</summary>
    [Fact]
    public void Every_sentence_is_in_a_test()
    {
        var cases = ErrorCases.All.Select(c => c.Factory).ToHashSet();
        string tests = string.Concat(Sources("tests/unit").Select(Joined));
        var sentences = Sources("src").SelectMany(s => Factory().Matches(Joined(s))).ToList();
        var untested = sentences
            .Where(m => !cases.Contains(m.Groups["name"].Value))
            .Where(m => !tests.Contains(Fixed(m.Groups["sentence"].Value), StringComparison.Ordinal))
            .Select(m => m.Groups["sentence"].Value);
        Assert.True(sentences.Count > 150, $"Only {sentences.Count} sentences were found.");
        Assert.True(!untested.Any(), string.Join("\n", untested));
    }

    /// <summary>The longest part of a sentence without anything filled in.</summary>
    private static string Fixed(string sentence) => Hole().Split(sentence).MaxBy(part => part.Length)!.Trim(' ', ':');

    /// <summary>A source in which strings over several lines are one.</summary>
    private static string Joined(string source) => Seam().Replace(source, "");

    private static IEnumerable<string> Sources(string folder) =>
        RepositoryFile.All(folder, "*.cs").Select(f => File.ReadAllText(f).ReplaceLineEndings("\n"));

    // A factory of exceptions or a throw, up to its first string.
    [GeneratedRegex("""
        (?xs) (?: static \s \w*Exception \s (?<name>\w+) \([^;]*?\) \s => \s* new | throw \s new )
        \s* (?![\w.]*Unreachable) [\w.]* \( [^;"]*? \$? "
        (?<sentence> (?: { (?: [^{}"] | "[^"]*" | {[^}]*} )* } | \\. | [^"\\{] )* )"
        """)]
    private static partial Regex Factory();

    [GeneratedRegex("""\x22\s*\+\s*\$?\x22""")]
    private static partial Regex Seam();

    [GeneratedRegex("""\{(?:[^{}"]|"[^"]*"|\{[^}]*\})*\}""")]
    private static partial Regex Hole();
}
