using Grad.Plots;

namespace Grad.Tests.Unit.Plots;

public sealed class SentencesTests
{
    private static readonly double[] One = [1], Two = [1, 2], None = [];

    public static TheoryData<Action, string> Cases => new()
    {
        {
            () => Figure.Line(Two, One, "fit"),
            "Figure.Line: the series \"fit\" has 2 values of x and 1 values of y. Give as many of one as of the " +
            "other."
        },
        {
            () => Figure.Fit(Two, Two, One),
            "Figure.Fit: the series \"Fit\" has 2 values of x and 1 values of prediction. Give as many of one as " +
            "of the other."
        },
        {
            () => Figure.Fit(new double[2, 3], Two, Two),
            "Figure.Fit: the inputs have the shape [2, 3], more than one number for each example. Draw one column of " +
            "them, or the predictions against the targets with Figure.Scatter."
        },
        {
            () => Figure.Line(Two, Two, null, new() { Opacity = 1.5 }),
            "Style: the opacity is 1.5. It must be between 0 and 1."
        },
        {
            () => Figure.Line(Two, Two, null, new() { Width = 0 }),
            "Style: the width is 0. It must be above 0 and below 1000 pixels."
        },
        { () => Figure.Scatter(None, None), "Figure.Scatter: the series has no values. Give at least one point." },
        {
            () => Figure.Line(Two, new[] { 0.5, -3 }, "loss").WithLogY(),
            "Figure.WithLogY: the series \"loss\" has y = -3 at position 1; a logarithmic axis shows only values " +
            "above 0. Leave that value out, set it to NaN to make a gap, or keep the axis linear."
        },
        {
            () => Figure.Line(Two, Two).WithLogX().WithScatter(new double[] { 0, 1 }, Two, "late"),
            "Figure.WithLogX: the series \"late\" has x = 0 at position 0; a logarithmic axis shows only values " +
            "above 0. Leave that value out, set it to NaN to make a gap, or keep the axis linear."
        },
        {
            () => Figure.Line(Two, Two).WithYRange(0, 1).WithLogY(),
            "Figure.WithYRange: the range starts at 0; a logarithmic axis shows only values above 0. Start the range " +
            "above 0, or keep the axis linear."
        },
        {
            () => Figure.Empty.WithXRange(2, 2),
            "Figure.WithXRange: 2 to 2 is not a range. Give two different finite numbers, the smaller one first."
        },
        {
            () => Figure.Empty.WithSize(0, 10),
            "Figure.WithSize: the width is 0. Give a number above 0."
        },
        {
            () => Figure.Heatmap(Two),
            "Figure.Heatmap: the values have the shape [2]; a heat map needs rows and columns. Give a tensor of rank " +
            "2 or a rectangular array."
        },
        {
            () => Figure.Bars(["a", "b"], Two).WithLine(Two, Two),
            "Figure: the figure has one horizontal axis, with either numbers or labels, and would get both. Make two " +
            "figures and put them beside each other with Figure.Grid."
        },
        {
            () => Figure.Line(Two, Two).WithFrames("Epoch", [("first", Figure.Empty)]),
            "Figure.WithFrames: the frame \"first\" has 0 series and the figure has 1. A frame replaces the values " +
            "of each series, so give as many, in the same order."
        },
        {
            () => Figure.Line(Two, Two).WithFrames("Epoch", []),
            "Figure.WithFrames: there is no frame. Give at least one."
        },
        {
            () => Figure.Grid(1, Figure.Line(Two, Two).WithFrames("Epoch", [("first", Figure.Line(Two, Two))])),
            "Figure.Grid: a figure with animation frames cannot be part of a grid. Save it on its own, or put it in " +
            "a Report."
        },
        { () => Figure.Grid(2), "Figure.Grid: there is no figure. Give at least one." },
        {
            () => Color.Parse("crimson"),
            "Color: \"crimson\" is not a colour. Use blue, red, green, purple, orange, sky, gray or ink, or six " +
            "hexadecimal digits such as #ba4634."
        },
        { () => Figure.Empty.Save(""), "Figure.Save: the path is empty. Give a file name such as \"figure.html\"." },
        {
            () => Figure.Empty.Save("figure.png"),
            "Figure.Save: \"figure.png\" does not end with .html, .htm. Give a name that does."
        },
        {
            () => Figure.Empty.SaveImage("figure.gif"),
            "Figure.SaveImage: \"figure.gif\" does not end with .png, .svg, .pdf. Give a name that does."
        },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void An_error_says_what_was_asked_what_is_wrong_and_a_way_out(Action action, string sentence) =>
        Assert.Equal(sentence, Assert.ThrowsAny<ArgumentException>(action).Message);
}
