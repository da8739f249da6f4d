using BenchmarkDotNet.Attributes;
using Grad.Models;
using Grad.Workloads;

namespace Grad.Benchmarks;

/// <summary>From layers to a compiled program, when its kernels have been generated before.</summary>
[MemoryDiagnoser]
public class CompileTime
{
    private readonly Lstm lstm = new(2, 14);

    [Benchmark]
    public TrainingProgram Perceptron() => NotebookLoops.Step(NotebookLoops.Deep(Layers.Relu));

    [Benchmark]
    public TrainingProgram Convolutions() => PictureNetworks.Step(PictureNetworks.Convolutions(), 64);

    [Benchmark]
    public CompiledFunction<double> LoopOfALstm()
    {
        var loss = lstm.Loss();
        return Compile<double>(
            [lstm.Weights, lstm.Ends, lstm.State, lstm.Text], [loss, .. Gradients(loss, lstm.Weights, lstm.Ends)]);
    }
}
