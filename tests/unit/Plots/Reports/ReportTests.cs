using System.Text.RegularExpressions;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Reports;

public sealed class ReportTests
{
    private static readonly Figure Example = Figure.Line([1, 2, 3], [1, 4, 9], "squares").WithTitle("Squares");

    private static Report Full => Report.Titled("A report − with <everything>")
        .Section("Derivatives").Text("Text.\nMore text.").Formula("f(x)", "x² < 3").Formula("f′(x)", "2·x")
        .Section("Training").Code("var x = Variable(\"x\");").Result("loss", "0.0123").Figure(Example).Figure(Example)
        .Table("Times", ["model", "µs"], ["linear", "46"], ["cubic", "73.5"]);

    [Fact]
    public void A_report_does_not_change()
    {
        var report = Report.Titled("t").Text("a");
        string before = report.ToHtml();
        report.Text("b").Section("c").Figure(Example);
        Assert.Equal(before, report.ToHtml());
    }

    [Fact]
    public void The_contents_lead_to_each_section()
    {
        string html = WithoutPlotly(Full.ToHtml());
        Assert.Equal(2, Regex.Count(html, "<li><a href=\"#section-[12]\">"));
        Assert.Contains("<a href=\"#section-1\">Derivatives</a>", html);
        Assert.Contains("<h2 id=\"section-1\">Derivatives</h2>", html);
        Assert.Contains("<h2 id=\"section-2\">Training</h2>", html);
    }

    [Fact]
    public void One_section_needs_no_contents() =>
        Assert.DoesNotContain("<nav", Report.Titled("t").Section("only").ToHtml());

    [Fact]
    public void Plotly_is_in_the_page_once_and_only_for_figures()
    {
        Assert.Single(Regex.Matches(Full.ToHtml(), @"\* plotly\.js v"));
        Assert.True(Report.Titled("t").Text("no figure").ToHtml().Length < 20_000);
    }

    [Fact]
    public void Neighbouring_entries_share_a_list()
    {
        string html = Report.Titled("t").Formula("a", "1").Result("b", "2").Text("c").Result("d", "3").ToHtml();
        Assert.Equal(2, Regex.Count(html, "<dl>"));
        Assert.Equal(2, Regex.Count(html, "</dl>"));
        Assert.Equal(3, Regex.Count(html, "<dt>"));
    }

    [Fact]
    public void A_column_of_numbers_is_set_flush_right()
    {
        string html = WithoutPlotly(Full.ToHtml());
        Assert.Contains("<td>linear</td><td class=\"number\">46</td>", html);
    }

    [Fact]
    public void Text_is_shown_and_never_run()
    {
        const string Text = "<script>alert('1')</script>\"&";
        string html = Report.Titled(Text).Section(Text).Section(Text).Text(Text).Code(Text).Formula(Text, Text)
            .Result(Text, Text).Table(Text, [Text], [Text]).ToHtml();
        Assert.DoesNotContain("<script>alert", html);
        string shown = System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "</?(span|i)( [^>]*)?>", ""));
        Assert.Equal(15, Regex.Count(shown, Regex.Escape(Text)));
    }

    [Fact]
    public void A_ragged_table_is_refused() => Assert.Equal(
        "Report: row 2 of the table \"Times\" has 1 cell but there are 2 columns. "
        + "Each row needs one cell for each column.",
        Assert.Throws<ArgumentException>(
            () => Report.Titled("t").Table("Times", ["model", "µs"], ["a", "1"], ["b"])).Message);

    [Fact]
    public void A_table_without_columns_is_refused() => Assert.Equal(
        "Report: the table \"Times\" has no columns. A table needs at least one.",
        Assert.Throws<ArgumentException>(() => Report.Titled("t").Table("Times", [])).Message);

    [Fact]
    public void Code_is_coloured_and_stays_the_text_that_it_was()
    {
        const string Code = "// <b>\nvar x = $\"a \\\" {1}\" + 1.5e-3f; /* if */ Expr y = 'c';";
        string html = Regex.Match(Report.Titled("t").Code(Code).ToHtml(), "<code>(.*?)</code>", RegexOptions.Singleline)
            .Groups[1].Value;
        Assert.Equal(Code, System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "</?span[^>]*>", "")));
        foreach (string part in new[]
        {
            "comment\">// &lt;b&gt;<", "keyword\">var<", "number\">1.5e-3f<", "comment\">/* if */<", "type\">Expr<",
        })
            Assert.Contains(part, html);
        Assert.Equal(1, Regex.Count(html, "class=\"keyword\""));
    }

    [Theory]
    [InlineData("x + 2·y", "<i>x</i> &#x2B; 2·<i>y</i>")]
    [InlineData("cos(π)", "cos(<i>π</i>)")]
    [InlineData("1.5·0.weight", "1.5·<i>0.weight</i>")]
    public void Variables_of_a_formula_are_in_italics_and_functions_upright(string formula, string html) =>
        Assert.Equal($"<span class=\"math\">{html}</span>", MathMarkup.Of(formula));

    [Theory]
    [InlineData("Learned", "<dt class=\"words\">Learned</dt>")]
    [InlineData("at (1, 2)", "<dt class=\"words\">at (1, 2)</dt>")]
    [InlineData("c", "<dt><span class=\"math\"><i>c</i></span></dt>")]
    [InlineData("sinh(π)", "<dt><span class=\"math\">sinh(<i>π</i>)</span></dt>")]
    public void A_result_is_named_in_words_or_as_mathematics(string name, string html) =>
        Assert.Contains(html, Report.Titled("t").Result(name, "1").ToHtml());

    [Theory]
    [InlineData("-1.5e-5", "−1.5e−5")]
    [InlineData("a = -0.5, b = 1e-3", "a = −0.5, b = 1e-3")]
    [InlineData("2026-11-24", "2026-11-24")]
    public void The_minus_of_a_number_is_as_long_as_its_plus(string result, string shown) =>
        Assert.Contains($"<dd class=\"result\">{shown}</dd>", Report.Titled("t").Result("a", result).ToHtml());

    [Fact]
    public void Text_between_backticks_is_code_and_an_empty_line_starts_a_paragraph() => Assert.Contains(
        "<p>a <code>b &lt; c</code></p>\n<p>d ` e</p>", Report.Titled("t").Text("a `b < c`\n\nd ` e").ToHtml());

    private static string WithoutPlotly(string page)
    {
        int start = page.IndexOf("<script>/**", StringComparison.Ordinal);
        return start < 0 ? page : page[..start] + page[page.IndexOf("</script>", start, StringComparison.Ordinal)..];
    }
}
