namespace Grad.Plots;

public sealed partial record Figure
{
    /// <summary>A figure without series, to be built with <c>With…</c>.</summary>
    public static Figure Empty { get; } = new();

    /// <summary>A line through the points in the order given.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public static Figure Line(Values x, Values y, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfPoints("Figure.Line", x, y, true, false, name, style));

    /// <summary>A line through the points (0, y₀), (1, y₁), …</summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Figure Line(Values y, string? name = null, Style? style = null) =>
        Line(Values.Indices(y.Count), y, name, style);

    /// <summary>Points.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public static Figure Scatter(Values x, Values y, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfPoints("Figure.Scatter", x, y, false, true, name, style));

    /// <summary>Several named lines over the same x.</summary>
    /// <exception cref="ArgumentException">A length differs from that of x, or there is no point.</exception>
    public static Figure Lines(Values x, params ReadOnlySpan<(string Name, Values Y)> lines)
    {
        var figure = Empty;
        foreach (var (name, y) in lines)
            figure = figure.With(Plots.Series.OfPoints("Figure.Lines", x, y, true, false, name, null));
        return figure;
    }

    /// <summary>The graph of a function over [from, to], at 500 points.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static Figure Curve(
        Func<double, double> function, double from, double to, string? name = null, Style? style = null) =>
        Empty.With(CurveOf("Figure.Curve", function, from, to, name, style));

    /// <summary>Vertical bars at numbers.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no bar.</exception>
    public static Figure Bars(Values x, Values heights, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfBars("Figure.Bars", x, heights, null, name, style));

    /// <summary>Vertical bars at labels.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no bar.</exception>
    public static Figure Bars(IEnumerable<string> labels, Values heights, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfBars("Figure.Bars", labels, heights, name, style));

    /// <summary>A histogram; without <paramref name="bins"/> their number is Freedman and Diaconis' (1981).</summary>
    /// <exception cref="ArgumentException">No value is finite, or the number of bins is not positive.</exception>
    public static Figure Histogram(Values values, int? bins = null, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfHistogram("Figure.Histogram", values, bins, name, style))
            .WithAxisTitles(name ?? "value", "count");

    /// <summary>The area between <paramref name="lower"/> and <paramref name="upper"/>.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public static Figure Band(Values x, Values lower, Values upper, string? name = null, Style? style = null) =>
        Empty.With(Plots.Series.OfBand("Figure.Band", x, lower, upper, name, style));

    /// <summary>A matrix as coloured cells, shape [rows of y, columns of x], the first row on top unless y is given.
    /// Values of both signs get a scale that diverges from 0, others one of even lightness steps.</summary>
    /// <exception cref="ArgumentException">The values are no matrix, or x or y has another length.</exception>
    public static Figure Heatmap(Values z, Values? x = null, Values? y = null, string? name = null) =>
        Empty.With(Plots.Series.OfHeatmap("Figure.Heatmap", z, x, y, name));

    /// <summary>Data points and the line that was fitted to them, sorted by x.</summary>
    /// <param name="inputs">x, as [n] or [n, 1].</param>
    /// <param name="targets">The measured y, n values.</param>
    /// <param name="prediction">The fitted y at the same x, n values.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no point.</exception>
    public static Figure Fit(Values inputs, Values targets, Values prediction)
    {
        if (inputs.Lengths.Skip(1).Any(length => length != 1)) throw Sentences.NotOneInput(inputs.Lengths);
        if (inputs.Count != prediction.Count)
            throw Sentences.LengthsDiffer("Figure.Fit", "Fit", "x", inputs.Count, "prediction", prediction.Count);
        int[] order = [.. Enumerable.Range(0, inputs.Count).OrderBy(i => inputs[i])];
        double[] x = [.. order.Select(i => inputs[i])], y = [.. order.Select(i => prediction[i])];
        return Empty
            .With(Points(inputs, targets, false, "Data", Color.Blue))
            .With(Points(x, y, true, "Fit", Color.Red))
            .WithAxisTitles("x", "y");

        static Series Points(Values x, Values y, bool isLine, string name, Color color) =>
            Plots.Series.OfPoints("Figure.Fit", x, y, isLine, !isLine, name, new() { Color = color });
    }

    /// <summary>The loss after each epoch, counted from 0.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Figure LossCurve(Values losses, string name = "Loss") => LossCurves((name, losses));

    /// <summary>Several named loss curves, epochs counted from 0.</summary>
    /// <exception cref="ArgumentException">A curve has no value.</exception>
    public static Figure LossCurves(params ReadOnlySpan<(string Name, Values Losses)> curves)
    {
        var figure = Empty;
        foreach (var (name, y) in curves)
            figure = figure.With(
                Plots.Series.OfPoints("Figure.LossCurves", Values.Indices(y.Count), y, true, false, name, null));
        return figure.WithAxisTitles("Epoch", "Loss");
    }

    /// <summary>The computation graph of an expression; given values, each node shows what it is there.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="values">A value for each variable, or none.</param>
    /// <exception cref="ArgumentException">Values are given, but not for every variable, or of another
    /// shape.</exception>
    public static GraphDrawing Graph(Expr root, params ReadOnlySpan<(Variable Variable, Value Value)> values) =>
        ExpressionGraph.Of(root, values);

    /// <summary>The computation graph of a scalar expression with the graph of its gradient beside it, in which each
    /// operator finds the terms that its derivative rule produced.</summary>
    /// <param name="root">A scalar expression.</param>
    /// <param name="x">What it is differentiated with respect to.</param>
    /// <param name="values">A value for each variable, or none.</param>
    /// <exception cref="ArgumentException">The expression is no scalar, or values are given, but not for every
    /// variable, or of another shape.</exception>
    public static GraphDrawing GradientGraph(
        Expr root, ReadOnlySpan<Expr> x, params ReadOnlySpan<(Variable Variable, Value Value)> values) =>
        ExpressionGraph.OfGradients(root, x, values);

    /// <summary>Figures beside each other, row by row.</summary>
    /// <exception cref="ArgumentException">There is no figure, or one is animated.</exception>
    public static FigureGrid Grid(int columns, params ReadOnlySpan<Figure> figures) => FigureGrid.Of(columns, figures);

    private static Series.Curve CurveOf(
        string method, Func<double, double> function, double from, double to, string? name, Style? style)
    {
        Ordered(method, from, to);
        var x = Values.Evenly(from, to, 500);
        return Plots.Series.OfPoints(method, x, x.Select(function).ToArray(), true, false, name, style);
    }
}
