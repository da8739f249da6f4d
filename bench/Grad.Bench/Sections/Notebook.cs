using System.Globalization;
using Grad.Models;
using Grad.Workloads;

namespace Grad.Bench;

/// <summary>The notebook's training loops beside PyTorch's.</summary>
internal static class Notebook
{
    public static Findings Measure()
    {
        (string Work, double Goal, Func<Workload> Workload)[] cases =
        [
            ("linear regression, 100 points", 200, NotebookLoops.LinearRegression),
            ("cubic fit, 2,000 points", 200, NotebookLoops.CubicFit),
            ("network 1-20-20-1, ReLU, batch 200", 40, () => Deep("relu", Layers.Relu)),
            ("network 1-50-1, ReLU, batch 200", 40, () => NotebookLoops.Network("wide", NotebookLoops.Wide())),
            ("network 1-20-20-1, sigmoid, batch 200", 25, () => Deep("sigmoid", Layers.Sigmoid)),
            ("network 1-20-20-1, tanh, batch 200", 25, () => Deep("tanh", Layers.Tanh)),
        ];
        var own = new List<(string Work, double Goal, string Name, double Seconds)>();
        foreach (var (work, goal, start) in cases)
        {
            Progress.Show(work);
            var workload = start();
            own.Add((work, goal, workload.Name, TrainingTime.SecondsPerEpoch(workload)));
        }
        Progress.Show("the same in PyTorch");
        var peer = PyTorch.Run("notebook.py");
        var times = peer?.Lines.ToDictionary(l => l[0], l => double.Parse(l[1], CultureInfo.InvariantCulture));
        return new(
            [.. own.Select(o => Row.OfTimes(
                o.Work, Quantity.Microseconds(o.Seconds), "PyTorch",
                times is null ? null : new(times[o.Name], "µs"), o.Goal))],
            [peer is { Version: var version } ? $"PyTorch {version}, one thread" : PyTorch.Absent]);
    }

    private static Workload Deep(string name, Func<Layer> activation) =>
        NotebookLoops.Network(name, NotebookLoops.Deep(activation));
}
