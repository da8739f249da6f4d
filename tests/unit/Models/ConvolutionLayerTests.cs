using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Models;

/// <summary>
/// Layers for images and sequences: PyTorch's shapes, names and initialisation, and what they compute.
/// </summary>
public class ConvolutionLayerTests
{
    private readonly Variable images = Variable("x", ["n", 1, 8, 8]);

    [Fact]
    public void Parameters_are_named_shaped_and_drawn_as_PyTorch_does()
    {
        var model = Sequential(Conv2d(4, 6, (3, 2), groups: 2), Relu(), Conv1d(6, 2, 5));
        Assert.Equal(
            ["0.weight [6, 2, 3, 2]", "0.bias [6]", "2.weight [2, 6, 5]", "2.bias [2]"],
            model.Parameters.Select(p => $"{p.Path} {p.Shape}"));
        Assert.Equal(
            [1 / Math.Sqrt(12), 1 / Math.Sqrt(12), 1 / Math.Sqrt(30), 1 / Math.Sqrt(30)],
            model.Parameters.Select(p => p.Bound));
    }

    [Fact]
    public void A_network_for_images_has_the_shapes_of_its_parts()
    {
        var model = Sequential(
            Reshape(1, 8, 8), Conv2d(1, 3, kernel: 3, padding: 1), Relu(), MaxPool2d(2),
            AveragePool2d(2, stride: 1), Flatten());
        var parameters = model.Declare();
        var y = model.Apply([.. parameters], Variable("x", ["n", 64]));
        Assert.Equal("[n, 27]", y.Shape.ToString());
        Assert.Equal(
            "Sequential(Reshape(1, 8, 8), Conv2d(1 → 3, kernel 3, padding 1), Relu, MaxPool2d(2), AveragePool2d(2), " +
            "Flatten)",
            model.Description);
    }

    [Fact]
    public void The_bias_is_added_to_its_channel()
    {
        var layer = Conv1d(1, 2, kernel: 2);
        var parameters = layer.Declare();
        var x = Variable("x", [1, 1, 3]);
        var y = layer.Apply([.. parameters], x).EvaluateTensor(
            (x, Value.Of([1.0, 2, 4], 1, 1, 3)),
            (parameters[0], Value.Of([1.0, 1, -1, 1], 2, 1, 2)), (parameters[1], new double[] { 10, 20 }));
        Assert.Equal([13, 16, 21, 22], y.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused(
            "Conv2d(3 → 4, kernel 3, stride (2, 1)): the input has shape [n, 1, 8, 8]; it must have 4 axes, and the " +
            "second of " +
            "them size 3. Change the layer's number of input channels, or reshape what comes before it.",
            () => Conv2d(3, 4, 3, stride: (2, 1)).Apply([images, images], images));
        Refused(
            "Conv2d(0 → 4): a layer needs at least one input and one output. Give sizes from 1 on.",
            () => Conv2d(0, 4, 3));
        Refused(
            "Conv1d(3 → 4, kernel 3, groups 2): 2 groups do not divide the channels of input and output. Give a " +
            "number of groups that does.",
            () => Conv1d(3, 4, 3, groups: 2));
        Refused(
            "MaxPool2d(2): the input has shape [n, 3]; it must have 4 axes. Reshape what comes before it.",
            () => MaxPool2d(2).Apply([], Variable("x", ["n", 3])));
        Refused(
            "Flatten: the input is a single number, and the first axis must number the examples. Reshape one " +
            "example to [1].",
            () => Flatten().Apply([], Variable("x")));
    }

    private static void Refused(string sentence, Func<object> action) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);
}
