using System.Text.RegularExpressions;
using Grad.Plots;
using static Grad.Functions;

namespace Grad.Tests.Unit.Plots.Images;

public sealed partial class ChromiumTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("grad-plots-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_figure_is_drawn_without_an_error_and_without_the_network()
    {
        var figure = Figure.Scatter([1, 2, 3], [1, double.NaN, 100], "</script><script>alert(1)</script>")
            .WithLine([1, 2, 3], [3, 2, 1], "<b>bold</b> [LAYOUT]").WithLogY()
            .WithTitle("<i>title</i> [CONFIG]", "sub").WithCaption("caption").WithXRegion(1, 2, "range");
        string dom = Open(figure.ToPage("page"));
        Assert.Contains("data-ready=\"true\"", dom);
        Assert.Contains("data-errors=\"[]\"", dom);
        Assert.Contains("class=\"main-svg\"", dom);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt; [LAYOUT]</text>", dom);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text>", dom);
    }

    [Fact]
    public void A_drawing_has_the_size_that_was_asked_for_and_an_image_replaces_the_file()
    {
        Assert.SkipWhen(Browser.Find() is null, "No Chromium, Chrome or Edge is installed.");
        var figure = Figure.Line([1, 2], [1, 2], "a − b").WithTitle("ε ∂").WithSize(500, 300);
        string png = Path.Combine(folder, "new", "a.png"), svg = Path.Combine(folder, "a.svg");
        figure.SaveImage(png);
        Assert.Equal("\x89PNG", string.Concat(File.ReadAllBytes(png)[..4].Select(b => (char)b)));
        Assert.Equal([0, 0, 1000 >> 8, 1000 & 255, 0, 0, 600 >> 8, 600 & 255], File.ReadAllBytes(png)[16..24]);
        File.WriteAllText(svg, "old");
        figure.SaveImage(svg);
        var drawing = System.Xml.Linq.XDocument.Load(svg).Root!;
        Assert.Equal(("500", "300"), (drawing.Attribute("width")!.Value, drawing.Attribute("height")!.Value));
        Assert.Contains("ε ∂", drawing.Value);
    }

    [Fact]
    public void Without_a_browser_a_sentence_says_what_to_do()
    {
        Assert.Null(Browser.Find(Path.Combine(folder, "no-such-program")));
        var error = Assert.Throws<InvalidOperationException>(() => Picture.Save(
            "Figure.SaveImage", Path.Combine(folder, "a.png"), (10, 10), Figure.Empty.ToPage, null));
        Assert.Equal(
            "Figure.SaveImage: a .png file is drawn by Chromium, Chrome or Edge, and none of them was found. Install " +
            "one, name its program in the environment variable CHROME_PATH, or save the figure as .html.",
            error.Message);
    }

    [Fact]
    public void A_browser_that_fails_is_named_with_its_reason()
    {
        string browser = Path.Combine(folder, "no-browser");
        var error = Assert.Throws<InvalidOperationException>(() => Picture.Save(
            "Figure.SaveImage", Path.Combine(folder, "a.png"), (10, 10), Figure.Empty.ToPage, browser));
        Assert.StartsWith($"Figure.SaveImage: {browser} did not draw the file (", error.Message);
        Assert.EndsWith(
            "). Save as .html to see the figure, or name another browser in the environment variable CHROME_PATH.",
            error.Message);
    }

    [Fact]
    public void A_report_draws_its_figures_when_they_come_into_view()
    {
        var figure = Figure.Line([1, 2], [1, 2]).WithTitle("near");
        string dom = Open(Report.Titled("r").Section("a").Text("text").Figure(figure)
            .Figure(Figure.Grid(2, figure, figure)).Table("t", ["a"], ["1"]).ToPage("page"));
        Assert.Contains("data-errors=\"[]\"", dom);
        Assert.Contains("class=\"main-svg\"", dom);
    }

    [Fact]
    public void Pointing_at_an_operator_lights_up_its_neighbours_and_the_terms_it_produced()
    {
        Variable x = Variable("x"), y = Variable("y");
        var drawing = Figure.GradientGraph(x * y + Square(y), [x, y], (x, 1), (y, 2));
        string id = drawing.Nodes.Single(node => node.Label == "square").Id;
        string page = drawing.ToHtml().Replace("</body>",
            $"<script>document.querySelector('[data-id=\"{id}\"]').dispatchEvent(new PointerEvent('pointerenter'))" +
            "</script></body>");
        string dom = Open(page, out var requests);
        Assert.Empty(requests);
        Assert.Contains("data-errors=\"[]\"", dom);
        var lit = Lit().Matches(dom).Select(match => $"{match.Groups[2].Value}: {match.Groups[1].Value}").Order();
        Assert.Equal(["2: linked", "add: ", "multiply: linked", "square: here", "y: "], lit);
        Assert.Contains("<b class=\"\">square</b> · operator · value 4<span class=\"formula\">y²</span>", dom);
    }

    [Fact]
    public void The_buttons_walk_through_the_simplification()
    {
        var x = Variable("x");
        string page = Figure.GradientGraph(Square((x + 1) * 2), [x]).ToHtml().Replace("</body>",
            "<script>for (let i = 0; i < 2; i++) document.querySelector('[data-step=\"1\"]').click()</script></body>");
        string dom = Open(page, out _);
        Assert.Contains("data-errors=\"[]\"", dom);
        Assert.Contains("<output>2 of 4</output>", dom);
        string shown = Regex.Match(dom, "<li [^>]*class=\"now\">(.*?)</li>").Groups[1].Value;
        Assert.Equal(
            "a·(b·x) = (a·b)·x2·2·(x + 1) → 4·(x + 1) 4·(x + 1)·2", Regex.Replace(shown, "<[^>]*>", ""));
        Assert.Single(Regex.Matches(dom, "class=\"node operator[^\"]* rewritten\""));
    }

    // The lit nodes: how, and what they are called.
    [GeneratedRegex(
        "<g class=\"node \\w+(?: kept)? on ?(here|linked)?\"[^>]*>.*?<text[^>]*>([^<]*)<", RegexOptions.Singleline)]
    private static partial Regex Lit();

    [Fact]
    public void The_log_of_the_network_would_show_a_request()
    {
        Open("<!DOCTYPE html><meta charset=\"utf-8\"><img src=\"http://example.invalid/x.png\">", out var requests);
        Assert.NotEmpty(requests);
    }

    private static string Open(Page page)
    {
        string dom = Open(page.ToString(), out var requests);
        Assert.Empty(requests);
        return dom;
    }

    private static string Open(string page, out IReadOnlyList<string> requests)
    {
        var opened = OpenedPage.Of(page);
        requests = opened.Requests;
        return opened.Dom;
    }
}
