using System.Numerics.Tensors;
using Grad;
using Grad.Models;
using Grad.Plots;
using static Grad.Functions;
using static Grad.Models.Layers;
using static Grad.Models.Optimizer;

namespace Notebook;

internal static class Network
{
    public static void Run(NotebookPage page)
    {
        page.Cell(
            "The same with layers: a network with two hidden layers of 20 learns x² from noisy data. Adam usually " +
            "needs fewer epochs than gradient descent.", Quadratic);
        page.Cell(
            "A layer is only a way to write expressions, and so the graph of a network and of its gradients is drawn " +
            "like any other. The parts are numbered as the layers are; open one with its button.", DrawnNetwork);
    }

    private static void Quadratic(NotebookPage page)
    {
        var inputs = Data.Linspace(-5, 5, 200);
        var targets = inputs * inputs + Data.Normal(5, 200);

        var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
        page.Output(model.Summary());
        var fit = model.Train(inputs, targets, new()
        {
            Optimizer = Adam(0.01),
            Epochs = 1500,
            Seed = 42,
            Progress = page.Every(200),
        });
        page.Result("Final loss", $"{fit.FinalLoss:F4}");
        page.Figure("quadratic_approximation", Figure.Fit(inputs, targets, fit.Predict(inputs))
            .WithTitle("x² approximated by a network"));
    }

    private static void DrawnNetwork(NotebookPage page)
    {
        var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
        var parameters = model.Declare();
        Variable x = Variable("x", ["n", 1]), t = Variable("t", ["n", 1]);
        var loss = Loss.MeanSquaredError.Of(model.Apply([.. parameters], x), t);
        page.Graph("network_graph", Figure.GradientGraph(loss, [.. parameters])
            .WithTitle("The loss of a network and its gradients"));
    }
}
