using System.Globalization;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>Normalisations and softmax of rows, with all gradients, float32, beside PyTorch's own operators.</summary>
internal static class Normalisations
{
    private static readonly (int Rows, int Columns)[] Shapes = [(200, 64), (2048, 128), (8192, 1000)];

    public static Findings Measure()
    {
        var cases = (
            from shape in Shapes
            from name in new[] { "layer-norm", "batch-norm", "softmax", "log-softmax", "cross-entropy", "variance" }
            select (Name: name, shape.Rows, shape.Columns)).ToArray();
        double[] own = [.. cases.Select(c => SecondsOf(c.Name, c.Rows, c.Columns))];
        string[] arguments = [.. cases.Select(c => $"{c.Name}:{c.Rows}:{c.Columns}")];
        Progress.Show("the same in PyTorch");
        var peer = PyTorch.Run("normalisations.py", arguments);
        var times = peer?.Lines.ToDictionary(l => l[0], l => double.Parse(l[1], CultureInfo.InvariantCulture));
        return new(
            [.. cases.Select((c, i) => Row.OfTimes(
                $"{c.Name}, [{c.Rows:N0}, {c.Columns:N0}]", new(own[i] * 1e6, "µs"), "PyTorch",
                times is null ? null : new(times[arguments[i]], "µs"), 1))],
            [peer is { Version: var version } ? $"PyTorch {version}, one thread" : PyTorch.Absent]);
    }

    private static double SecondsOf(string name, int rows, int columns)
    {
        Progress.Show($"{name} of [{rows}, {columns}]");
        Variable x = Variable("x", ["n", columns]), t = Variable("t", ["n", columns]), classes = IntegerVariable("classes", ["n"]);
        Variable gain = Variable("gain", [columns]), shift = Variable("shift", [columns]);
        (Expr Loss, Variable[] By) of = name switch
        {
            "layer-norm" => (Mean(LayerNorm(x, scale: gain, shift: shift) * t), [x, gain, shift]),
            "batch-norm" => (Mean(BatchNorm(x, gain, shift) * t), [x, gain, shift]),
            "softmax" => (Mean(Softmax(x, 1) * t), [x]),
            "log-softmax" => (Mean(LogSoftmax(x, 1) * t), [x]),
            "cross-entropy" => (Models.Loss.CrossEntropy().Of(x, classes), [x]),
            _ => (Mean(Variance(x, 1)), [x]),
        };
        (Variable Variable, Value Value)[] data =
        [
            (x, Value.Of(Numbers.Normal(1, rows * columns), rows, columns)),
            (t, Value.Of(Numbers.Normal(2, rows * columns), rows, columns)),
            (classes, Value.Of(Numbers.Uniform(3, rows, 0, columns).Select(c => (int)c).ToArray(), rows)),
            (gain, Numbers.Normal(4, columns)),
            (shift, Numbers.Normal(5, columns)),
        ];
        var used = Graph.Variables([of.Loss]).ToHashSet();
        var at = data.Where(d => used.Contains(d.Variable)).ToArray();
        var session = Compile<float>([.. at.Select(d => d.Variable)], [of.Loss, .. Gradients(of.Loss, of.By)]).Bind(at);
        return Clock.Least(session.Run)[0];
    }
}
