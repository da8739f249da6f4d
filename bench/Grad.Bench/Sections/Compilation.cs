using Grad.Models;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>How long it takes from expressions to a program that has run once.</summary>
internal static class Compilation
{
    private const int Layers = 2, Bits = 14, Nodes = 50_000, Repetitions = 7;

    public static Findings Measure()
    {
        // Before anything else, so that it is the process's first.
        Progress.Show("network");
        double first = Seconds(Network(Models.Layers.Relu));
        double[] again = [.. Enumerable.Range(0, Repetitions).Select(_ => Seconds(Network(Models.Layers.Relu)))];
        double sigmoid = Seconds(Network(Models.Layers.Sigmoid)), tanh = Seconds(Network(Models.Layers.Tanh));

        int length = 2;
        while (Graph.TopologicalOrder(new Lstm(Layers, Bits).Unrolled(length)).Count < Nodes) length += 2;
        Progress.Show($"LSTM of {length} characters, unrolled");
        var model = new Lstm(Layers, Bits);
        Expr loss = 0;
        Expr[] gradients = [];
        CompiledFunction<double>? program = null;
        double built = Seconds(() => loss = model.Unrolled(length));
        double differentiated = Seconds(() => gradients = [.. Gradients(loss, model.Weights, model.Ends)]);
        double compiled = Seconds(() => program = Compile<double>(
            [model.Weights, model.Ends, model.State, model.Text], [loss, .. gradients]));
        double bound = Seconds(() => program!.Bind(LstmScan.At(model, Layers, length)).Run());

        int all = Graph.TopologicalOrder([loss, .. gradients]).Count;
        return new(
        [
            Row.OfLimit(
                "network 1-20-20-1, layers to first run, compiled before",
                Quantity.Milliseconds(TrainingTime.Median(again)), 30),
            Row.OfLimit(
                "the same with sigmoid for the first time, after ReLU", Quantity.Milliseconds(sigmoid), 30),
            Row.OfLimit(
                "the same with tanh for the first time, after sigmoid", Quantity.Milliseconds(tanh), 30),
            Row.OfLimit(
                $"unrolled LSTM l{Layers} c{length}, {Graph.TopologicalOrder(loss).Count:N0} nodes: gradient and compilation",
                new(differentiated + compiled, "s"), 5),
        ], [],
            $"The process's first network took {first * 1e3:F0} ms. The unrolled LSTM took {built:F2} s to build, "
            + $"{differentiated:F2} s to differentiate ({all:N0} nodes then), {compiled:F2} s to compile "
            + $"({program!.Steps.Length:N0} steps) and {bound:F2} s to bind and run for the first time, when .NET compiles "
            + "the loops.");
    }

    private static Action Network(Func<Layer> activation) =>
        () => NotebookLoops.Step(NotebookLoops.Deep(activation)).Bind().Run();

    private static double Seconds(Action action)
    {
        double before = ProcessorTime.Seconds;
        action();
        return ProcessorTime.Seconds - before;
    }
}
