using System.Text;
using Grad.Models;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>The steps of training programs, each with its time.</summary>
internal static class Profiles
{
    public static Findings Measure()
    {
        var text = new StringBuilder();
        (string Work, TrainingProgram Step, int Batch)[] cases =
        [
            ("network 1-20-20-1, ReLU", NotebookLoops.Step(NotebookLoops.Deep(Layers.Relu)), 200),
            ("network 1-20-20-1, sigmoid", NotebookLoops.Step(NotebookLoops.Deep(Layers.Sigmoid)), 200),
            ("network 1-20-20-1, tanh", NotebookLoops.Step(NotebookLoops.Deep(Layers.Tanh)), 200),
            ("network 1-50-1, ReLU", NotebookLoops.Step(NotebookLoops.Wide()), 200),
            ("perceptron 784-256-128-10, batch 128", PictureNetworks.Step(PictureNetworks.Perceptron(), 128), 128),
            ("convolutions 1-16-32, batch 64", PictureNetworks.Step(PictureNetworks.Convolutions(), 64), 64),
        ];
        foreach (var (work, step, batch) in cases)
        {
            Progress.Show(work);
            text.AppendLine($"### {work}").AppendLine();
            text.AppendLine(StepProfile.Table(step.Program, step.Bind(), new Dictionary<string, int> { ["n"] = batch }));
        }
        foreach (int d in (int[])[10, 64])
        {
            Progress.Show($"mixture d{d} K25");
            text.AppendLine($"### Gaussian mixture d{d} K25, objective and gradient").AppendLine();
            var (mixture, data) = Mixture.Case(d, 25);
            var gradients = Gradients(mixture.Objective, mixture.Weights, mixture.Means, mixture.Factors);
            var program = Compile<double>([.. data.Select(v => v.Variable)], [mixture.Objective, .. gradients]);
            var session = program.Bind([.. data.Select(v => (v.Variable, Value.Of(v.Numbers, v.Sizes)))]);
            text.AppendLine(StepProfile.Table(
                program, session, new Dictionary<string, int> { ["n"] = Mixture.Points }));
        }
        return new([], [], text.ToString());
    }
}
