using Grad.Models;
using Grad.Workloads;

namespace Grad.Bench;

/// <summary>What a training step leaves to the garbage collector: nothing.</summary>
internal static class Allocations
{
    public static Findings Measure() => new(
    [
        Of("network 1-20-20-1, ReLU", NotebookLoops.Step(NotebookLoops.Deep(Layers.Relu)), 1000),
        Of("network 1-20-20-1, tanh", NotebookLoops.Step(NotebookLoops.Deep(Layers.Tanh)), 1000),
        Of("perceptron 784-256-128-10", PictureNetworks.Step(PictureNetworks.Perceptron(), 128), 20),
        Of("convolutions 1-16-32", PictureNetworks.Step(PictureNetworks.Convolutions(), 64), 20),
    ], []);

    private static Row Of(string work, TrainingProgram step, int runs)
    {
        Progress.Show(work);
        var session = step.Bind();
        Run(session, step, runs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(session, step, runs);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return Row.OfLimit(work, new((double)allocated / runs, "B"), 0);
    }

    private static void Run(Session<float> session, TrainingProgram step, int runs)
    {
        for (int i = 0; i < runs; i++)
        {
            session.Run();
            session.Scalar(step.Loss);
        }
    }
}
