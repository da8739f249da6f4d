using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Models;

/// <summary>Training on class numbers in mini-batches, accuracy, and examples kept apart.</summary>
public class ClassificationTests
{
    private static readonly System.Random Random = new(1);

    // The class is the side of the diagonal.
    private static readonly double[,] Points = Drawn(200);
    private static readonly int[] Sides =
        [.. Enumerable.Range(0, 200).Select(i => Points[i, 0] > Points[i, 1] ? 1 : 0)];

    private static TrainingOptions Options => new()
    {
        Loss = Loss.CrossEntropy(),
        Optimizer = Optimizer.Adam(0.05),
        Epochs = 60,
        BatchSize = 16,
        Seed = 2,
    };

    [Fact]
    public void Class_numbers_are_learned()
    {
        var fit = Linear(2, 2).Train(Points, Sides, Options);
        Assert.True(fit.Accuracy(Points, Sides) > 0.95, $"{fit.Accuracy(Points, Sides)}");
        var predictions = fit.Predict(Points).ToArray();
        int right = Sides.Where((side, i) => predictions[(2 * i) + 1] > predictions[2 * i] == (side == 1)).Count();
        Assert.Equal(right / 200.0, fit.Accuracy(Points, Sides), 1e-6);
    }

    [Fact]
    public void A_convolutional_network_learns()
    {
        // Stripes that run down or across.
        var images = new double[40, 36];
        for (int i = 0; i < 40; i++)
        {
            for (int k = 0; k < 36; k++)
                images[i, k] = ((i % 2 == 0 ? k % 6 : k / 6) % 2) + (0.3 * Random.NextDouble());
        }
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        var model = Sequential(
            Reshape(1, 6, 6), Conv2d(1, 4, kernel: 3, padding: 1), Relu(), MaxPool2d(2), Flatten(), Linear(36, 2));
        var fit = model.Train(images, labels, Options with { Epochs = 20 });
        Assert.Equal(1, fit.Accuracy(images, labels));
        Assert.True(fit.FinalLoss < 0.1, $"{fit.FinalLoss}");
    }

    [Fact]
    public void Whole_numbers_are_real_targets_of_other_losses()
    {
        var options = Options with { Loss = Loss.BinaryCrossEntropyWithLogits };
        var fit = Linear(2, 1).Train(Points, Value.Of(Sides, 200, 1), options);
        Assert.True(fit.FinalLoss < 0.3, $"{fit.FinalLoss}");
    }

    [Fact]
    public void The_model_is_judged_after_each_epoch()
    {
        var seen = new List<TrainingStep>();
        var fit = Linear(2, 2).Train(Points, Sides, Options with
        {
            Epochs = 3,
            Validation = new(Points, Sides, Metrics.Accuracy),
            Progress = new Reports(seen.Add),
        });
        Assert.Equal(fit.Validations, seen.Select(s => s.Validation));
        Assert.Equal(fit.Accuracy(Points, Sides), fit.Validations[^1]);
        Assert.All(seen, s => Assert.True(s.Duration > TimeSpan.Zero));
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        var readings = new long[12];
        Linear(2, 2).Train(Points, Sides, Options with
        {
            Epochs = readings.Length,
            BatchSize = 7,
            Progress = new Reports(s => readings[s.Epoch] = GC.GetAllocatedBytesForCurrentThread()),
        });
        Assert.Equal(0, readings.Zip(readings.Skip(1), (a, b) => b - a).Min());
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        int[] beyond = [.. Sides.Select(s => s + 1)];
        Refused(
            $"CrossEntropy: the target of example {Array.IndexOf(beyond, 2)} names class 2; the model has 2 " +
            "classes, 0 to 1. Give its last layer more outputs, or repair the example.",
            () => Linear(2, 2).Train(Points, beyond, Options));
        var fit = Linear(2, 2).Train(Points, Sides, Options with { Epochs = 1 });
        Refused(
            "Predict: the inputs have shape [4, 3], and the model was trained on [n, 2]. Give them the same axes; " +
            "only the first may have another size.",
            () => fit.Predict(new double[4, 3]));
        Refused(
            "Accuracy: there are 200 inputs and 3 targets. Give one target for each " +
            "input.", () => fit.Accuracy(Points, new int[3]));
        Refused(
            "Accuracy: the predictions have shape [n, 2] and the labels [n, 1]. The predictions must be [n, classes] " +
            "and the " +
            "labels whole numbers of shape [n].", () => fit.Accuracy(Points, Value.Of(Sides, 200, 1)));
    }

    private static void Refused(string sentence, Func<object> action) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static double[,] Drawn(int count)
    {
        var points = new double[count, 2];
        for (int i = 0; i < count; i++) (points[i, 0], points[i, 1]) = (Random.NextDouble(), Random.NextDouble());
        return points;
    }

    private sealed class Reports(Action<TrainingStep> action) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => action(value);
    }
}
