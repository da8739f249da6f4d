using BenchmarkDotNet.Attributes;
using Grad.Models;
using Grad.Workloads;

namespace Grad.Benchmarks;

/// <summary>One step of a training: loss, gradients, updates, and the loss read.</summary>
[MemoryDiagnoser]
public class TrainingSteps
{
    private static readonly Dictionary<string, Func<TrainingProgram>> ByName = new()
    {
        ["1-20-20-1 relu"] = () => NotebookLoops.Step(NotebookLoops.Deep(Layers.Relu)),
        ["1-20-20-1 sigmoid"] = () => NotebookLoops.Step(NotebookLoops.Deep(Layers.Sigmoid)),
        ["1-20-20-1 tanh"] = () => NotebookLoops.Step(NotebookLoops.Deep(Layers.Tanh)),
        ["1-50-1 relu"] = () => NotebookLoops.Step(NotebookLoops.Wide()),
        ["784-256-128-10"] = () => PictureNetworks.Step(PictureNetworks.Perceptron(), 128),
        ["1-16-32 channels"] = () => PictureNetworks.Step(PictureNetworks.Convolutions(), 64),
    };

    private TrainingProgram? step;
    private Session<float>? session;

    /// <summary>The networks.</summary>
    public static IEnumerable<string> Networks => ByName.Keys;

    /// <summary>The network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        step = ByName[Network]();
        session = step.Bind();
    }

    [Benchmark]
    public double Run()
    {
        session!.Run();
        return session.Scalar(step!.Loss);
    }
}
