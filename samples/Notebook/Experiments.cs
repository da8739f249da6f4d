using System.Globalization;
using System.Numerics.Tensors;
using Grad.Models;
using Grad.Plots;
using static Grad.Models.Layers;
using static Grad.Models.Optimizer;

namespace Notebook;

internal static class Experiments
{
    private static readonly Tensor<double> Inputs = Data.Linspace(-5, 5, 200);
    private static readonly Tensor<double> Targets = Inputs * Inputs + Data.Normal(5, 200);

    public static void Run(NotebookPage page)
    {
        page.Text("Four questions about the network of the last section. Data and training stay the same:");
        page.Code(typeof(Experiments), nameof(Deep), nameof(Train));
        page.Cell(
            "Activation functions: does the network learn faster or slower? How does the fit look?", Activations);
        page.Cell(
            "Width against depth: does one hidden layer of 50 do as well as two of 20?", WidthAgainstDepth);
        page.Cell(
            "Learning rates: too low does not arrive, too high does not settle.", LearningRates);
        page.Cell(
            "A periodic target: the network follows sin(x) inside the range it was trained on, and goes straight on " +
            "outside.", Extrapolation);
    }

    private static Layer Deep(Layer activation) =>
        Sequential(Linear(1, 20), activation, Linear(20, 20), activation, Linear(20, 1));

    private static Fit<float> Train(Layer model, NotebookPage page, double rate = 0.01) =>
        model.Train(Inputs, Targets, new()
        {
            Optimizer = Adam(rate),
            Epochs = 1500,
            Seed = 42,
            Progress = page,
        });

    private static void Activations(NotebookPage page)
    {
        var relu = Train(Deep(Relu()), page);
        var sigmoid = Train(Deep(Sigmoid()), page);
        var tanh = Train(Deep(Tanh()), page);
        PrintLosses(page, ("ReLU", relu), ("Sigmoid", sigmoid), ("Tanh", tanh));
        page.Figure("activation_comparison", Fits(("ReLU", relu), ("Sigmoid", sigmoid), ("Tanh", tanh))
            .WithTitle("Activation functions"));
        page.Figure("activation_losses", Figure
            .LossCurves(("ReLU", relu.Losses), ("Sigmoid", sigmoid.Losses), ("Tanh", tanh.Losses))
            .WithTitle("Activation functions: how fast the network learns").WithLogY());
    }

    private static void WidthAgainstDepth(NotebookPage page)
    {
        var deep = Train(Deep(Relu()), page);
        var wide = Train(Sequential(Linear(1, 50), Relu(), Linear(50, 1)), page);
        PrintLosses(page, ("Deep (2×20)", deep), ("Wide (1×50)", wide));
        page.Figure("width_depth_comparison", Fits(("Deep (2×20)", deep), ("Wide (1×50)", wide))
            .WithTitle("Width against depth"));
    }

    private static void LearningRates(NotebookPage page)
    {
        var high = Train(Deep(Relu()), page, rate: 0.1);
        var middle = Train(Deep(Relu()), page, rate: 0.01);
        var low = Train(Deep(Relu()), page, rate: 0.0001);
        PrintLosses(page, ("η = 0.1", high), ("η = 0.01", middle), ("η = 0.0001", low));
        page.Figure("learning_rate_comparison", Figure
            .LossCurves(
                ("η = 0.1", high.Losses), ("η = 0.01", middle.Losses), ("η = 0.0001", low.Losses))
            .WithTitle("Learning rates").WithLogY());
    }

    private static void Extrapolation(NotebookPage page)
    {
        var inside = Data.Linspace(-Math.PI, Math.PI, 200);
        var everywhere = Data.Linspace(-3 * Math.PI, 3 * Math.PI, 600);
        var sine = Tensor.Sin<double>(everywhere);
        var fit = Deep(Relu()).Train(inside, Tensor.Sin<double>(inside), new()
        {
            Optimizer = Adam(0.01),
            Epochs = 1500,
            Seed = 42,
            Progress = page,
        });
        var prediction = fit.Predict(everywhere);
        page.Result("Final loss inside the training range", $"{fit.FinalLoss:0.0e0}");
        page.Result("Largest error outside", $"{prediction.Zip(sine, (p, s) => Math.Abs(p - s)).Max():F2}");
        page.Figure("extrapolation", Figure.Lines(everywhere, ("sin(x)", sine), ("network", prediction))
            .WithXRegion(-Math.PI, Math.PI, "training range")
            .WithTitle("A network does not extrapolate").WithAxisTitles("x", "y"));
    }

    private static void PrintLosses(NotebookPage page, params (string Name, Fit<float> Fit)[] trained)
    {
        int[] epochs = [0, 100, 500, 1499];
        page.Table("Loss", ["", "epoch 0", "epoch 100", "epoch 500", "final"], [.. trained.Select(t => (string[])
            [t.Name, .. epochs.Select(epoch => t.Fit.Losses[epoch].ToString("F4", CultureInfo.InvariantCulture))])]);
    }

    private static Figure Fits(params (string Name, Fit<float> Fit)[] trained)
    {
        // The curves all but coincide: the later ones are dashed and dotted, so that the earlier ones show.
        Dash[] dashes = [Dash.Solid, Dash.Dashed, Dash.Dotted];
        var figure = Figure.Scatter(Inputs, Targets, "Data", new() { Color = Color.Gray, MarkerSize = 5 });
        foreach (var (i, (name, fit)) in trained.Index())
            figure = figure.WithLine(
                Inputs, fit.Predict(Inputs), name, new() { Color = Color.Palette[i], Dash = dashes[i] });
        return figure.WithAxisTitles("x", "y");
    }
}
