using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Figures;

public sealed class FigureTests
{
    private static readonly double[] X = [3, 1, 2], Y = [30, 10, 20];

    [Fact]
    public void A_figure_is_a_value_that_With_does_not_change()
    {
        var before = Figure.Line(X, Y, "a");
        string json = Spec(before).ToJsonString();
        _ = before.WithLine(X, Y, "b").WithTitle("t").WithLogX().WithLegend(Legend.Right).WithXRange(1, 5);
        Assert.Equal(json, Spec(before).ToJsonString());
    }

    [Fact]
    public void Arrays_spans_lists_and_tensors_of_float_and_double_give_the_same_numbers()
    {
        float[] singles = [3, 1, 2];
        ReadOnlySpan<double> span = X;
        Values[] all =
        [
            X, singles, span, new ReadOnlySpan<float>(singles), new List<double>(X), new List<float>(singles),
            Tensor.Create<double>(X, [3, 1]), Tensor.Create<float>(singles, [3]), new[] { 3, 1, 2 }, [3, 1, 2],
        ];
        Assert.All(all, values => Assert.Equal(X, values));
    }

    [Fact]
    public void A_float_keeps_its_shortest_decimal()
    {
        Values values = new[] { 0.1f, 1e-20f, float.MaxValue };
        Assert.Equal([0.1, 1e-20, 3.4028235e38], values);
    }

    [Fact]
    public void The_fitted_line_runs_in_order_of_x_and_the_points_stay_as_given()
    {
        var data = Spec(Figure.Fit(X, Y, new float[] { 31, 11, 21 }))["data"]!;
        Assert.Equal("markers", (string?)data[0]!["mode"]);
        Assert.Equal([3, 1, 2], Numbers(data[0]!["x"]));
        Assert.Equal("lines", (string?)data[1]!["mode"]);
        Assert.Equal([1, 2, 3], Numbers(data[1]!["x"]));
        Assert.Equal([11, 21, 31], Numbers(data[1]!["y"]));
    }

    [Fact]
    public void The_axes_of_a_fit_are_named_x_and_y_unless_named()
    {
        var figure = Figure.Fit(X, Y, Y);
        Assert.Equal("x", AxisTitle(figure, "xaxis"));
        Assert.Equal("y", AxisTitle(figure, "yaxis"));
        Assert.Equal("time", AxisTitle(figure.WithAxisTitles("time", "height"), "xaxis"));
    }

    [Fact]
    public void Loss_curves_count_epochs_from_0()
    {
        var data = Spec(Figure.LossCurves(("fast", new[] { 3.0, 2 }), ("slow", new[] { 3f, 2.5f, 2 })))["data"]!;
        Assert.Equal([0, 1], Numbers(data[0]!["x"]));
        Assert.Equal([0, 1, 2], Numbers(data[1]!["x"]));
    }

    [Fact]
    public void NaN_and_infinities_become_gaps()
    {
        double[] y = [1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5];
        var trace = Spec(Figure.Line(Values.Indices(5), y))["data"]![0]!["y"]!.AsArray();
        Assert.Equal([false, true, true, true, false], trace.Select(value => value is null));
    }

    [Fact]
    public void A_gap_cuts_a_band_into_two_outlines()
    {
        var figure = Figure.Band(Values.Indices(5), [0, 0, double.NaN, 0, 0], [1, 1, 1, 1, 1]);
        var x = Spec(figure)["data"]![0]!["x"]!.AsArray();
        Assert.Equal("0,1,1,0,,3,4,4,3", string.Join(",", x.Select(value => value is null ? "" : $"{(double)value}")));
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i)), double.NaN];
        var heights = Numbers(Spec(Figure.Histogram(values))["data"]![0]!["y"]);
        Assert.Equal(1000, heights.Sum());
        Assert.Equal(7, Numbers(Spec(Figure.Histogram(values, 7))["data"]![0]!["y"]).Length);
        Assert.Equal(3, Numbers(Spec(Figure.Histogram(new double[] { 2, 2, 2 }))["data"]![0]!["y"]).Sum());
    }

    [Fact]
    public void Bars_keep_their_labels_and_encode_them()
    {
        var data = Spec(Figure.Bars(["<b>a</b>", "2"], [1, 2]))["data"]![0]!;
        Assert.Equal(["&lt;b&gt;a&lt;/b&gt;", "2"], data["x"]!.AsArray().Select(label => (string?)label));
    }

    [Fact]
    public void A_matrix_of_both_signs_diverges_from_0_and_has_its_first_row_on_top()
    {
        var spec = Spec(Figure.Heatmap(new double[,] { { -1, 2 }, { 3, double.NaN } }));
        Assert.Equal(0, (int)spec["data"]![0]!["zmid"]!);
        Assert.Null(spec["data"]![0]!["z"]![1]![1]);
        Assert.Equal("reversed", (string?)spec["layout"]!["yaxis"]!["autorange"]);
        Assert.Null(Spec(Figure.Heatmap(new float[,] { { 1, 2 } }))["data"]![0]!["zmid"]);
    }

    [Fact]
    public void One_series_has_no_legend_and_two_have_it_above_the_plot()
    {
        var one = Figure.Line(X, Y, "a");
        Assert.Null(Spec(one)["layout"]!["legend"]);
        var legend = Spec(one.WithLine(X, Y, "b"))["layout"]!["legend"]!;
        Assert.Equal("h", (string?)legend["orientation"]);
        Assert.Equal("bottom", (string?)legend["yanchor"]);
        Assert.Null(Spec(one.WithLine(X, Y, "b").WithLegend(Legend.None))["layout"]!["legend"]);
    }

    [Fact]
    public void Ranges_and_notes_on_logarithmic_axes_are_exponents_and_shades_are_not()
    {
        var layout = Spec(Figure.Line(X, Y).WithLogX().WithXRange(0.1, 100).WithNote(10, 10, "n").WithXRegion(1, 10))
            ["layout"]!;
        Assert.Equal([-1, 2], Numbers(layout["xaxis"]!["range"]).Select(x => Math.Round(x, 12)));
        Assert.Equal(1, (double)layout["annotations"]![0]!["x"]!);
        Assert.Equal(10, (double)layout["shapes"]![0]!["x1"]!);
    }

    [Fact]
    public void Frames_share_one_range_over_all_of_them()
    {
        var figure = Figure.Line([0, 1], [0, 1], "f")
            .WithFrames("Epoch", [("0", Figure.Line([0, 1], [0, 1])), ("1", Figure.Line([0, 1], [0, 9]))]);
        var spec = Spec(figure);
        Assert.Equal(2, spec["frames"]!.AsArray().Count);
        Assert.True(Numbers(spec["layout"]!["yaxis"]!["range"])[1] > 9);
        Assert.Equal("Epoch ", (string?)spec["layout"]!["sliders"]![0]!["currentvalue"]!["prefix"]);
    }

    [Fact]
    public void The_panels_of_a_grid_do_not_overlap()
    {
        var panel = Figure.Line(X, Y, "a").WithLine(X, Y, "b").WithTitle("p");
        var layout = Layouts.Of(Figure.Grid(2, panel, panel, panel))["layout"]!;
        Assert.True(Numbers(layout["xaxis"]!["domain"])[1] < Numbers(layout["xaxis2"]!["domain"])[0]);
        Assert.True(Numbers(layout["yaxis3"]!["domain"])[1] < Numbers(layout["yaxis"]!["domain"])[0]);
    }

    [Theory]
    [InlineData("red", "#ba4634")]
    [InlineData("#A0b1C2", "#a0b1c2")]
    public void A_colour_is_a_name_or_six_digits(string text, string expected) =>
        Assert.Equal(expected, Color.Parse(text).ToString());

    internal static JsonObject Spec(Figure figure) => Layouts.Of(figure);

    internal static double[] Numbers(JsonNode? node) => [.. node!.AsArray().Select(value => (double)value!)];

    private static string? AxisTitle(Figure figure, string axis) =>
        (string?)Spec(figure)["layout"]![axis]!["title"]!["text"];
}
