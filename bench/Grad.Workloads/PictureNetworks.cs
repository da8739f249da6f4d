using Grad.Models;
using static Grad.Models.Layers;

namespace Grad.Workloads;

/// <summary>Two networks that tell ten kinds of small pictures apart.</summary>
public static class PictureNetworks
{
    private const int Side = 28, Classes = 10;

    /// <summary>A perceptron 784-256-128-10.</summary>
    public static Layer Perceptron() =>
        Sequential(Flatten(), Linear(Side * Side, 256), Relu(), Linear(256, 128), Relu(), Linear(128, Classes));

    /// <summary>Two convolutions of 16 and 32 channels, each with a max pool behind it, and a linear layer.</summary>
    public static Layer Convolutions() => Sequential(
        Reshape(1, Side, Side),
        Conv2d(1, 16, kernel: 3, padding: 1), Relu(), MaxPool2d(2),
        Conv2d(16, 32, kernel: 3, padding: 1), Relu(), MaxPool2d(2),
        Flatten(), Linear(32 * 7 * 7, Classes));

    /// <summary>The training step of a network by Adam on pictures of random pixels.</summary>
    /// <param name="model">The network.</param>
    /// <param name="batch">How many pictures.</param>
    public static TrainingProgram Step(Layer model, int batch)
    {
        Variable x = Variable("images", ["n", Side, Side]), t = IntegerVariable("labels", ["n"]);
        double[] pixels = Numbers.Uniform(1, batch * Side * Side, 0, 1);
        int[] classes = [.. Numbers.Uniform(2, batch, 0, Classes).Select(u => (int)u)];
        return TrainingProgram.Of(
            model, Loss.CrossEntropy(), (x, Value.Of(pixels, batch, Side, Side)), (t, classes), Optimizer.Adam(1e-3));
    }
}
