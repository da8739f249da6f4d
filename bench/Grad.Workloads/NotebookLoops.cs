using Grad.Models;
using static Grad.Models.Layers;
using static Grad.Workloads.Numbers;

namespace Grad.Workloads;

/// <summary>A training loop to time.</summary>
/// <param name="Name">Its name, which the peer's program uses too.</param>
/// <param name="Epochs">How many epochs a repetition has.</param>
/// <param name="Start">Begins a training anew; what it returns runs some epochs and can be called again.</param>
public sealed record Workload(string Name, int Epochs, Func<Action<int>> Start);

/// <summary>The notebook's training loops, in <see cref="float"/>, without printing.</summary>
public static class NotebookLoops
{
    /// <summary>w·x + b on 100 points by gradient descent; the loss is read each epoch, as in the notebook.</summary>
    public static Workload LinearRegression()
    {
        double[] inputs = Uniform(1, 100, 0, 10), noise = Normal(2, 100), start = Normal(3, 2);
        double[] targets = [.. inputs.Zip(noise, (x, e) => (3 * x) + 2 + (0.5 * e))];

        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
        var loss = Mean(Square((w * X) + b - t));
        var (dw, db) = Gradients(loss, w, b);
        var step = Compile<float>(
            inputs: [X, t], outputs: [loss], updates: [(w, w - (0.01 * dw)), (b, b - (0.01 * db))]);
        return new("linear-regression", 100_000, () =>
        {
            var session = step.Bind((X, Column(inputs)), (t, Column(targets)), (w, start[0]), (b, start[1]));
            return epochs =>
            {
                var losses = new List<double>(epochs);
                for (int epoch = 0; epoch < epochs; epoch++)
                {
                    session.Run();
                    losses.Add(session.Scalar(loss));
                }
            };
        });
    }

    /// <summary>A cubic polynomial fitted to the sine on 2,000 points by gradient descent.</summary>
    public static Workload CubicFit()
    {
        double[] inputs = Evenly(-Math.PI, Math.PI, 2000), start = Normal(4, 4);
        double[] targets = [.. inputs.Select(Math.Sin)];

        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
        Variable a = Variable("a"), b = Variable("b"), c = Variable("c"), d = Variable("d");
        var loss = Sum(Square(a + (b * x) + (c * Pow(x, 2)) + (d * Pow(x, 3)) - y));
        var (da, db, dc, dd) = Gradients(loss, a, b, c, d);
        var step = Compile<float>(
            inputs: [x, y],
            outputs: [loss],
            updates: [(a, a - (1e-6 * da)), (b, b - (1e-6 * db)), (c, c - (1e-6 * dc)), (d, d - (1e-6 * dd))]);
        return new("cubic-fit", 50_000, () => step
            .Bind((x, inputs), (y, targets), (a, start[0]), (b, start[1]), (c, start[2]), (d, start[3])).Repeat);
    }

    /// <summary>A network 1-20-20-1.</summary>
    public static Layer Deep(Func<Layer> activation) =>
        Sequential(Linear(1, 20), activation(), Linear(20, 20), activation(), Linear(20, 1));

    /// <summary>A network 1-50-1 with ReLU.</summary>
    public static Layer Wide() => Sequential(Linear(1, 50), Relu(), Linear(50, 1));

    /// <summary>The training step of a network on 200 points by Adam.</summary>
    public static TrainingProgram Step(Layer model)
    {
        double[] inputs = Evenly(-5, 5, 200);
        double[] targets = [.. inputs.Zip(Normal(5, 200), (v, e) => (v * v) + e)];
        Variable x = Variable("inputs", ["n", 1]), t = Variable("targets", ["n", 1]);
        return TrainingProgram.Of(
            model, Loss.MeanSquaredError, (x, Column(inputs)), (t, Column(targets)), Optimizer.Adam(0.01));
    }

    /// <summary>A network on 200 points by Adam.</summary>
    public static Workload Network(string name, Layer model)
    {
        var step = Step(model);
        return new(name, 1500, () => step.Bind().Repeat);
    }
}
