using Grad.Models;
using Grad.Plots;
using static Grad.Models.Layers;
using static Grad.Models.Optimizer;

namespace Notebook;

internal static class Experiments
{
    public static void Run(NotebookPage page)
    {
        var (inputs, targets) = Network.Quadratic();
        Compare(page, "activation_comparison", "Activation functions", inputs, targets,
            ("ReLU", Deep(Relu())), ("Sigmoid", Deep(Sigmoid())), ("Tanh", Deep(Tanh())));
        Compare(page, "width_depth_comparison", "Width against depth", inputs, targets,
            ("Deep (2×20)", Deep(Relu())), ("Wide (1×50)", Sequential(Linear(1, 50), Relu(), Linear(50, 1))));
        LearningRates(page, inputs, targets);
        Periodic(page);
    }

    private static Layer Deep(Layer activation) =>
        Sequential(Linear(1, 20), activation, Linear(20, 20), activation, Linear(20, 1));

    private static Fit<float> Train(Layer model, double[] inputs, double[] targets, double rate) => model.Train(
        Data.Column(inputs), Data.Column(targets), new() { Optimizer = Adam(rate), Epochs = 1500, Seed = 42 });

    private static void Compare(
        NotebookPage page, string name, string title, double[] inputs, double[] targets,
        params (string Name, Layer Model)[] models)
    {
        page.Text($"{title}: the same data and training, another network.");
        var figure = Figure.Scatter(inputs, targets, "data", new() { MarkerSize = 4, Opacity = 0.5 })
            .WithTitle(title).WithAxisTitles("x", "y");
        foreach (var (label, model) in models)
        {
            var fit = Train(model, inputs, targets, 0.01);
            page.Result($"{label}, final loss", $"{fit.FinalLoss:F4}");
            figure = figure.WithLine(inputs, fit.Predict(Data.Column(inputs)), label);
        }
        page.Figure(name, figure);
    }

    private static void LearningRates(NotebookPage page, double[] inputs, double[] targets)
    {
        page.Text("Learning rates: too low does not arrive, too high does not settle.");
        double[] epochs = [.. Enumerable.Range(1, 1500).Select(i => (double)i)];
        Figure? figure = null;
        foreach (double rate in new[] { 0.1, 0.01, 0.0001 })
        {
            var fit = Train(Deep(Relu()), inputs, targets, rate);
            page.Result($"learning rate {rate}, final loss", $"{fit.FinalLoss:F4}");
            string label = FormattableString.Invariant($"η = {rate}");
            figure = figure is null
                ? Figure.Line(epochs, fit.Losses, label)
                : figure.WithLine(epochs, fit.Losses, label);
        }
        page.Figure(
            "learning_rate_comparison",
            figure!.WithTitle("Learning rates").WithAxisTitles("epoch", "loss").WithLogY());
    }

    private static void Periodic(NotebookPage page)
    {
        page.Text("A periodic target: inside the training range the network follows sin(x), outside it goes straight on.");
        double[] inputs = Data.Linspace(-Math.PI, Math.PI, 200), wide = Data.Linspace(-3 * Math.PI, 3 * Math.PI, 600);
        var fit = Train(Deep(Relu()), inputs, [.. inputs.Select(Math.Sin)], 0.01);
        var prediction = fit.Predict(Data.Column(wide));
        double worst = wide.Zip(prediction, (x, p) => Math.Abs(p - Math.Sin(x))).Max();
        page.Result("sin(x), final loss inside the training range", $"{fit.FinalLoss:E2}");
        page.Result("largest error outside it", $"{worst:F2}");
        page.Figure(
            "extrapolation",
            Figure.Line(wide, wide.Select(Math.Sin).ToArray(), "sin(x)").WithLine(wide, prediction, "network")
                .WithXRegion(-Math.PI, Math.PI, "training range")
                .WithTitle("A network does not extrapolate").WithAxisTitles("x", "y"));
    }
}
