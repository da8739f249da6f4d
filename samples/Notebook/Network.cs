using Grad.Models;
using Grad.Plots;
using static Grad.Models.Layers;
using static Grad.Models.Optimizer;

namespace Notebook;

internal static class Network
{
    /// <summary>200 points of x² with noise.</summary>
    public static (double[] Inputs, double[] Targets) Quadratic()
    {
        double[] inputs = Data.Linspace(-5, 5, 200);
        return (inputs, [.. inputs.Zip(Data.Normal(5, 200), (x, e) => (x * x) + e)]);
    }

    public static void Run(NotebookPage page)
    {
        page.Text("The same with layers: a network 1-20-20-1 learns x² from noisy data with Adam.");
        var (inputs, targets) = Quadratic();
        var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
        page.Print(model.Summary());
        var fit = model.Train(
            Data.Column(inputs), Data.Column(targets), new() { Optimizer = Adam(0.01), Epochs = 1500, Seed = 42 });
        for (int epoch = 0; epoch < 1500; epoch += 200) page.Print($"Epoch {epoch}: Loss = {fit.Losses[epoch]:F4}");
        page.Result("Final loss", $"{fit.FinalLoss:F4}");
        page.Figure(
            "quadratic_approximation",
            Figure.Fit(inputs, targets, fit.Predict(Data.Column(inputs)))
                .WithTitle("x² approximated by a network").WithAxisTitles("x", "y"));
    }
}
