using System.Reflection;

namespace Grad.Tests.Unit.Expressions;

/// <summary>Every sentence that the core can end with, word for word.</summary>
public sealed class SentenceTests
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

    [Fact]
    public void Every_sentence_has_a_case()
    {
        var factories = typeof(Errors).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(m => m.ReturnType.IsAssignableTo(typeof(Exception))).Select(m => m.Name);
        Assert.Equal(factories.Distinct().Order(), ErrorCases.All.Select(c => c.Factory).Distinct().Order());
    }
}
