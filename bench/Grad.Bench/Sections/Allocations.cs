using Grad.Models;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>What a training step leaves to the garbage collector: nothing.</summary>
internal static class Allocations
{
    public static Findings Measure() => new(
    [
        Of("network 1-20-20-1, ReLU", NotebookLoops.Step(NotebookLoops.Deep(Layers.Relu)), 1000),
        Of("network 1-20-20-1, tanh", NotebookLoops.Step(NotebookLoops.Deep(Layers.Tanh)), 1000),
        Of("perceptron 784-256-128-10", Images(Fashion.Perceptron(), 128), 20),
        Of("convolutions 1-16-32", Images(Fashion.Convolutions(), 64), 20),
    ], []);

    /// <summary>The training step of a network on random pictures.</summary>
    public static TrainingProgram Images(Layer model, int examples)
    {
        Variable x = Variable("images", ["n", 28, 28]), t = IntegerVariable("labels", ["n"]);
        double[] pixels = Numbers.Uniform(1, examples * 28 * 28, 0, 1);
        int[] classes = [.. Numbers.Uniform(2, examples, 0, 10).Select(u => (int)u)];
        return TrainingProgram.Of(
            model, Loss.CrossEntropy(), (x, Value.Of(pixels, examples, 28, 28)), (t, classes), Optimizer.Adam(1e-3));
    }

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
