using System.Diagnostics;
using System.Globalization;
using Grad.Models;
using Grad.Workloads;

namespace Grad.Bench;

/// <summary>Two networks learn Fashion-MNIST, here and in PyTorch.</summary>
internal static class Fashion
{
    private const string Folder = "/usr/share/datasets/fashion-mnist";
    private const int Seeds = 3;

    private sealed record Case(string Name, string Work, Func<Layer> Model, int Batch, int Epochs, int Seeds, double Goal);

    private sealed record Outcome(double Seconds, double Accuracy);

    private static readonly Case[] Cases =
    [
        new("mlp", "perceptron 784-256-128-10, batch 128", PictureNetworks.Perceptron, 128, 5, Seeds, 1.5),
        new("cnn", "convolutions 1-16-32, batch 64", PictureNetworks.Convolutions, 64, 3, 1, 1),
    ];

    /// <summary>The networks on one thread, by processor time.</summary>
    public static Findings OnOneThread() => Measure(Cases, 1);

    /// <summary>The networks on two threads, by wall-clock time; what they learn does not depend on it.</summary>
    public static Findings OnTwoThreads() => Environment.ProcessorCount < 2
        ? new([], ["There is one processor: two threads are left out."])
        : Measure([.. Cases.Select(c => c with { Epochs = 3, Seeds = 1 })], 2);

    private static Findings Measure(Case[] cases, int threads)
    {
        if (!File.Exists(Path.Combine(Folder, "train-images-idx3-ubyte.gz")))
            return new([], [$"There is no Fashion-MNIST in {Folder} (Debian: dataset-fashion-mnist): it is left out."]);
        var data = new Images(
            IdxFile.Read(Path.Combine(Folder, "train-images-idx3-ubyte.gz"), 1.0 / 255),
            IdxFile.Read(Path.Combine(Folder, "train-labels-idx1-ubyte.gz")),
            IdxFile.Read(Path.Combine(Folder, "t10k-images-idx3-ubyte.gz"), 1.0 / 255),
            IdxFile.Read(Path.Combine(Folder, "t10k-labels-idx1-ubyte.gz")));

        var rows = new List<Row>();
        var accuracies = new List<string>();
        string version = PyTorch.Absent;
        foreach (var network in cases)
        {
            var own = Own(network, data, threads);
            Progress.Show($"{network.Work} in PyTorch, {network.Seeds}×{network.Epochs} epochs");
            var peer = PyTorch.Run(
                "fashion_mnist.py", network.Name, $"{network.Epochs}", $"{network.Seeds}", Folder, $"{threads}");
            var theirs = peer is { Lines: var lines } ? Theirs(network, lines, threads) : null;
            if (peer is { Version: var found }) version = $"PyTorch {found}, {(threads == 1 ? "one thread" : $"{threads} threads")}";
            rows.Add(Row.OfTimes(
                network.Work, new(own.Seconds, "s"), "PyTorch",
                theirs is null ? null : new(theirs.Seconds, "s"), network.Goal));
            if (network.Seeds == Seeds)
            {
                rows.Add(new(
                    $"its test accuracy after {network.Epochs} epochs, {Seeds} seeds: points less than PyTorch's",
                    new(100 * ((theirs?.Accuracy ?? double.NaN) - own.Accuracy), "points"), "", null, null,
                    theirs is null ? null : new(Sense.AtMost, 0.5, Subject.Own)));
            }
            accuracies.Add($"{network.Work}: {own.Accuracy:P2} of the test images after {network.Epochs} epochs, "
                + $"PyTorch {theirs?.Accuracy:P2}, {(network.Seeds == 1 ? "one seed" : $"means of {network.Seeds} seeds")}.");
        }
        return new([.. rows], [version], string.Join("\n\n", accuracies));
    }

    private sealed record Images(Value Inputs, Value Labels, Value TestInputs, Value TestLabels);

    private static Outcome Own(Case network, Images data, int threads)
    {
        var times = new List<double>();
        double accuracy = 0;
        for (int seed = 0; seed < network.Seeds; seed++)
        {
            Progress.Show($"{network.Work}, seed {seed}, {network.Epochs} epochs");
            var epochs = new Epochs(threads);
            var fit = network.Model().Train(data.Inputs, data.Labels, new()
            {
                Loss = Loss.CrossEntropy(),
                Optimizer = Optimizer.Adam(1e-3),
                Epochs = network.Epochs,
                BatchSize = network.Batch,
                Seed = seed,
                Progress = epochs,
            });
            times.AddRange(epochs.Seconds);
            accuracy += fit.Accuracy(data.TestInputs, data.TestLabels) / network.Seeds;
        }
        return new(TrainingTime.Median([.. times]), accuracy);
    }

    /// <summary>Lines: seed, epoch, loss, accuracy, seconds, seconds of the processor.</summary>
    private static Outcome Theirs(Case network, string[][] lines, int threads)
    {
        double[][] numbers =
            [.. lines.Select(l => l.Select(w => double.Parse(w, CultureInfo.InvariantCulture)).ToArray())];
        return new(
            TrainingTime.Median([.. numbers.Where(n => n[1] > 0).Select(n => n[threads == 1 ? 5 : 4])]),
            numbers.Where(n => n[1] == network.Epochs - 1).Average(n => n[3]));
    }

    /// <summary>The time from the end of one epoch to the end of the next: the processor's, with several threads the clock's.</summary>
    private sealed class Epochs(int threads) : IProgress<TrainingStep>
    {
        private double? last;

        public List<double> Seconds { get; } = [];

        public void Report(TrainingStep value)
        {
            double now = threads == 1 ? ProcessorTime.Seconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            if (last is { } before) Seconds.Add(now - before);
            last = now;
        }
    }
}
