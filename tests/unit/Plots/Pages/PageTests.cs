using System.Text.Json;
using System.Text.RegularExpressions;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Pages;

public sealed partial class PageTests
{
    private const string Nasty = "</script><script>alert(1)</script> [LAYOUT] <b>b</b> & ∂ − \"q\" 'a' <!--";

    private readonly string page = Figure.Line([1, double.NaN, 3], [1, 2, double.PositiveInfinity], Nasty)
        .WithScatter([1, 2], [3, 4], "[CONFIG] [ID] <a href='javascript:alert(2)'>x</a>")
        .WithTitle(Nasty, Nasty).WithCaption(Nasty).WithAxisTitles(Nasty, Nasty).WithNote(1, 1, Nasty)
        .WithXRegion(1, 2, Nasty).WithLegend(Legend.Above, Nasty).ToPage("page").ToString();

    [Fact]
    public void The_charset_comes_first_and_nothing_may_be_loaded()
    {
        Assert.InRange(page.IndexOf("<meta charset=\"utf-8\">", StringComparison.Ordinal), 0, 100);
        Assert.Contains(
            "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: " +
            "blob:", page);
    }

    [Fact]
    public void Text_of_the_user_cannot_end_a_script_or_become_an_element()
    {
        string rest = WithoutPlotly(page);
        Assert.DoesNotContain("<script>alert", rest);
        Assert.DoesNotContain("<b>b</b>", rest);
        Assert.DoesNotContain("<a href", rest);
        Assert.DoesNotContain("<!--", rest);
        Assert.Equal(4, Regex.Count(page, "</script>"));
        Assert.Contains("[LAYOUT]", rest);
    }

    [Fact]
    public void Labels_are_encoded_for_the_markup_that_plotly_reads()
    {
        using var data = Data();
        string? name = data.RootElement.GetProperty("data")[0].GetProperty("name").GetString();
        Assert.StartsWith("&lt;/script&gt;&lt;script&gt;alert(1)", name);
        Assert.Contains("&amp; ∂ −", name);
    }

    [Fact]
    public void The_data_are_valid_JSON_without_duplicate_names()
    {
        using var data = Data();
        Assert.Equal(JsonValueKind.Null, data.RootElement.GetProperty("data")[0].GetProperty("x")[1].ValueKind);
        Assert.Equal(JsonValueKind.Null, data.RootElement.GetProperty("data")[0].GetProperty("y")[2].ValueKind);
    }

    [Fact]
    public void The_page_names_no_address_outside_of_plotly() =>
        Assert.DoesNotMatch("(?i)https?:|//[a-z0-9-]+\\.[a-z]|@import|<link|url\\(", WithoutPlotly(page));

    [Fact]
    public void The_same_figure_gives_the_same_bytes()
    {
        static string Draw() => Figure.Line([1, 2], [3, 4], "a").WithTitle("t").ToPage("page").ToString();
        Assert.Equal(Draw(), Draw());
    }

    private JsonDocument Data() => JsonDocument.Parse(
        JsonInPage().Match(page).Groups[1].Value, new JsonDocumentOptions { AllowDuplicateProperties = false });

    private static string WithoutPlotly(string page)
    {
        int start = page.IndexOf("<script>/**", StringComparison.Ordinal);
        return page[..start] + page[page.IndexOf("</script>", start, StringComparison.Ordinal)..];
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"plot-1-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex JsonInPage();
}
