using System.Collections.Immutable;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Figures;

public sealed class DecimationTests
{
    [Fact]
    public void Thinning_keeps_the_ends_the_extremes_and_the_gaps()
    {
        ImmutableArray<double> x = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        ImmutableArray<double> y =
            [.. x.Select(v => v switch { 777 => 5.0, 50_123 => -5.0, 60_000 => double.NaN, _ => Math.Sin(v) })];
        var (thinX, thinY) = Decimation.Thin(x, y);
        Assert.InRange(thinX.Length, 4_000, Traces.ManyPoints);
        Assert.Equal((0.0, 99_999.0), (thinX[0], thinX[^1]));
        Assert.Equal(5, thinY[thinX.IndexOf(777)]);
        Assert.Equal(-5, thinY[thinX.IndexOf(50_123)]);
        Assert.True(double.IsNaN(thinY[thinX.IndexOf(60_000)]));
        Assert.Equal(thinX.Order(), thinX);
    }

    [Fact]
    public void A_line_that_runs_back_is_not_thinned_but_drawn_by_WebGL()
    {
        double[] angle = [.. Enumerable.Range(0, 30_000).Select(i => i * 1e-3)];
        var trace = FigureTests.Spec(
            Figure.Line(angle.Select(Math.Cos).ToArray(), angle.Select(Math.Sin).ToArray()))["data"]![0]!;
        Assert.Equal("scattergl", (string?)trace["type"]);
        Assert.Equal(30_000, trace["x"]!.AsArray().Count);
    }

    [Fact]
    public void Many_points_of_a_rising_line_are_thinned_and_many_scattered_points_are_not()
    {
        var x = Values.Indices(50_000);
        double[] y = [.. x.Select(Math.Sin)];
        var line = FigureTests.Spec(Figure.Line(x, y))["data"]![0]!;
        Assert.Equal("scatter", (string?)line["type"]);
        Assert.InRange(line["x"]!.AsArray().Count, 2, Traces.ManyPoints);
        var scatter = FigureTests.Spec(Figure.Scatter(x, y))["data"]![0]!;
        Assert.Equal("scattergl", (string?)scatter["type"]);
        Assert.Equal(50_000, scatter["x"]!.AsArray().Count);
    }
}
