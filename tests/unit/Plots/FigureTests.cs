using System.Numerics.Tensors;
using System.Text.Json;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots;

public class FigureTests
{
    private static readonly double[] X = [1, 2, 3];

    private static JsonElement Json(Figure figure) => Assert.Single(Pages.Figures(figure.ToHtml()));

    private static JsonElement Trace(Figure figure, int index) => Json(figure).GetProperty("data")[index];

    private static double?[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? (double?)null : n.GetDouble())];

    [Fact]
    public void Arrays_and_tensors_of_both_precisions_draw_the_same()
    {
        Values[] all =
        [
            new double[] { 0.1, 2, -3 },
            new float[] { 0.1f, 2, -3 },
            Tensor.Create(new double[] { 0.1, 2, -3 }, [3, 1]),
            Tensor.Create(new float[] { 0.1f, 2, -3 }, [3, 1]),
            new List<float> { 0.1f, 2, -3 },
            [0.1, 2, -3],
        ];
        foreach (var values in all)
            Assert.Equal([0.1, 2, -3], Numbers(Trace(Figure.Line(X, values), 0).GetProperty("y")));
    }

    [Fact]
    public void What_is_not_finite_becomes_a_gap()
    {
        double[] y = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Assert.Equal([null, null, null], Numbers(Trace(Figure.Line(X, y), 0).GetProperty("y")));
    }

    [Fact]
    public void A_figure_does_not_change()
    {
        var figure = Figure.Line(X, X, "first");
        string before = figure.ToHtml();
        figure.WithLine(X, X, "second").WithTitle("t").WithLogX().WithXRange(1, 2).WithXRegion(1, 2).WithHeight(300);
        Assert.Equal(before, figure.ToHtml());
    }

    [Fact]
    public void A_figure_keeps_the_numbers_it_was_given()
    {
        double[] y = [1, 2, 3];
        var figure = Figure.Line(X, y);
        y[0] = 99;
        Assert.Equal([1, 2, 3], Numbers(Trace(figure, 0).GetProperty("y")));
    }

    [Fact]
    public void A_style_reaches_the_trace()
    {
        var style = new Style { Color = "#123456", Dash = Dash.Dotted, Width = 1.5, MarkerSize = 9, Opacity = 0.5 };
        var trace = Trace(Figure.Line(X, X, "styled", style), 0);
        Assert.Equal("#123456", trace.GetProperty("line").GetProperty("color").GetString());
        Assert.Equal("dot", trace.GetProperty("line").GetProperty("dash").GetString());
        Assert.Equal(1.5, trace.GetProperty("line").GetProperty("width").GetDouble());
        Assert.Equal(9, trace.GetProperty("marker").GetProperty("size").GetDouble());
        Assert.Equal(0.5, trace.GetProperty("opacity").GetDouble());
        Assert.Equal("lines+markers", trace.GetProperty("mode").GetString());
    }

    [Fact]
    public void Series_take_the_palette_in_turn()
    {
        var figure = Figure.Lines(X, ("a", X), ("b", X), ("c", X));
        Assert.Equal(
            Color.Palette.Take(3).Select(color => color.ToString()),
            Enumerable.Range(0, 3).Select(i => Trace(figure, i).GetProperty("line").GetProperty("color").GetString()!));
    }

    [Fact]
    public void Fit_draws_the_prediction_from_left_to_right()
    {
        var figure = Figure.Fit(new float[] { 3, 1, 2 }, new float[] { 9, 1, 4 }, new float[] { 8, 2, 5 });
        Assert.Equal("markers", Trace(figure, 0).GetProperty("mode").GetString());
        Assert.Equal([1, 2, 3], Numbers(Trace(figure, 1).GetProperty("x")));
        Assert.Equal([2, 5, 8], Numbers(Trace(figure, 1).GetProperty("y")));
    }

    [Fact]
    public void A_logarithmic_axis_takes_exponents_for_its_range_and_labels_but_not_for_shapes()
    {
        var layout = Json(Figure.Line(X, X).WithLogX().WithXRange(1, 1000).WithXRegion(10, 1000, "unseen"))
            .GetProperty("layout");
        Assert.Equal("log", layout.GetProperty("xaxis").GetProperty("type").GetString());
        Assert.Equal([0, 3], Numbers(layout.GetProperty("xaxis").GetProperty("range")));
        Assert.Equal(1000, layout.GetProperty("shapes")[0].GetProperty("x1").GetDouble());
        Assert.Equal(2, layout.GetProperty("annotations")[0].GetProperty("x").GetDouble());
    }

    [Fact]
    public void Many_points_are_drawn_with_WebGL()
    {
        double[] many = new double[20_001];
        Assert.Equal("scattergl", Trace(Figure.Scatter(many, many), 0).GetProperty("type").GetString());
        Assert.Equal("scatter", Trace(Figure.Scatter(X, X), 0).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<b>bold</b> & <a href='https://example.org'>link</a>")]
    [InlineData("[LAYOUT] [CONFIG] [ID] \" ' \\ \u2028 −")]
    public void Text_is_shown_and_never_run(string text)
    {
        string html = Figure.Line(X, X, text).WithTitle(text).WithAxisTitles(text, text).WithLegend(Legend.Above, text)
            .WithXRegion(1, 2, text).ToHtml();
        var figure = Assert.Single(Pages.Figures(html));
        var layout = figure.GetProperty("layout");
        string[] shown =
        [
            figure.GetProperty("data")[0].GetProperty("name").GetString()!,
            layout.GetProperty("title").GetProperty("text").GetString()!,
            layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString()!,
            layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString()!,
            layout.GetProperty("legend").GetProperty("title").GetProperty("text").GetString()!,
            layout.GetProperty("annotations")[0].GetProperty("text").GetString()!,
        ];
        Assert.All(shown, s => Assert.DoesNotContain("<", s));
        Assert.All(shown, s => Assert.Equal(text, System.Net.WebUtility.HtmlDecode(s)));
        Assert.DoesNotContain("<script>alert", Pages.WithoutPlotly(html));
        Assert.DoesNotContain("<a href", Pages.WithoutPlotly(html));
    }

    public static TheoryData<Action, string> Refusals => new()
    {
        { () => Figure.Line([1, 2, 3], [1], "fit"),
            "Figure: the series \"fit\" has 3 x values but 1 y value. Each point needs one of both." },
        { () => Figure.Scatter([], []), "Figure: a series is empty. A series needs at least one point." },
        { () => Figure.Line([1, 2], [1, 0], "loss").WithLogY(),
            "Figure: the series \"loss\" has y = 0 at index 1, but the y axis is logarithmic. "
            + "Use a linear axis, or put NaN where there is nothing to draw." },
        { () => Figure.Line(X, X).WithXRange(2, 1),
            "Figure: the x range from 2 to 1 is none. Both ends must be finite, the first below the second." },
        { () => Figure.Line(X, X).WithYRange(-1, 1).WithLogY(),
            "Figure: the y axis is logarithmic and cannot reach from -1 to 1. Both ends must be positive." },
        { () => Figure.Line(X, X).WithXRegion(0, double.NaN),
            "Figure: the x region from 0 to NaN is none. Both ends must be finite, the first below the second." },
        { () => Figure.Fit(new double[2, 3], X, X),
            "Figure.Fit: the inputs have shape [2, 3], more than one number for each example. "
            + "Draw one column of them, or the predictions against the targets with Figure.Scatter." },
        { () => Figure.Fit(X, X, [1.0]),
            "Figure: the series \"prediction\" has 3 x values but 1 y value. Each point needs one of both." },
        { () => Color.Parse("reddish"),
            "Color: \"reddish\" is neither a palette name (blue, red, green, purple, orange, sky, gray, ink) "
            + "nor #rrggbb." },
        { () => Figure.Line(X, X, null, new() { Opacity = 2 }),
            "Figure: the opacity is 2. It must be between 0 and 1." },
        { () => Figure.Line(X, X).WithHeight(10),
            "Figure: the height is 10. It must be between 200 and 4000 pixels." },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_drawn_is_refused_with_a_sentence(Action action, string sentence) =>
        Assert.Equal(sentence, Assert.ThrowsAny<ArgumentException>(action).Message);
}
