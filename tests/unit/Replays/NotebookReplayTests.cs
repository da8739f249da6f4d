using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Replays;

/// <summary>The seed notebook's trainings, from PyTorch's own data and initial parameters, against its whole loss curves.</summary>
public class NotebookReplayTests
{
    [Fact]
    public void Linear_regression_follows_PyTorch_in_double() => LinearRegression<double>("float64");

    [Fact]
    public void Linear_regression_follows_PyTorch_in_float() => LinearRegression<float>("float32");

    [Fact]
    public void Cubic_fit_follows_PyTorch_in_double() => Cubic<double>("float64");

    [Fact]
    public void Cubic_fit_follows_PyTorch_in_float() => Cubic<float>("float32");

    [Fact]
    public void Network_follows_PyTorch_in_double() => Network<double>("float64");

    [Fact]
    public void Network_follows_PyTorch_in_float() => Network<float>("float32");

    private static void LinearRegression<T>(string precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var file = SharedData.Read("notebook/a_linear_regression.json");
        var start = file.GetProperty("initial_parameters");
        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w", [1]), b = Variable("b", [1]);
        var loss = Mean(Square((w * X) + b - t));
        var (dw, db) = Gradients(loss, w, b);
        var step = Compile<T>([X, t], [loss], [(w, w - (0.01 * dw)), (b, b - (0.01 * db))]);
        var session = step.Bind(
            (X, SharedData.Array(file.GetProperty("data").GetProperty("X"))),
            (t, SharedData.Array(file.GetProperty("data").GetProperty("y"))),
            (w, SharedData.Array(start.GetProperty("w"))),
            (b, SharedData.Array(start.GetProperty("b"))));
        Agree(file.GetProperty(precision), Losses(session, loss, 1000));
    }

    private static void Cubic<T>(string precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var file = SharedData.Read("notebook/b_cubic_sin.json");
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
        Variable[] k = [Variable("a"), Variable("b"), Variable("c"), Variable("d")];
        var loss = Sum(Square(k[0] + (k[1] * x) + (k[2] * Pow(x, 2)) + (k[3] * Pow(x, 3)) - y));
        var gradients = Gradients(loss, k);
        var step = Compile<T>([x, y], [loss], [.. k.Select((v, i) => (v, v - (1e-6 * gradients[i])))]);
        var session = step.Bind([
            (x, SharedData.Array(file.GetProperty("data").GetProperty("x"))),
            (y, SharedData.Array(file.GetProperty("data").GetProperty("y"))),
            .. k.Select(v => (v, SharedData.Array(file.GetProperty("initial_parameters").GetProperty(v.Name)))),
        ]);
        Agree(file.GetProperty(precision), Losses(session, loss, 5000));
    }

    private static void Network<T>(string precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var file = SharedData.Read("notebook/c_mlp_20_20_relu_lr0.01.json");
        var start = file.GetProperty("initial_parameters");
        ImmutableArray<Value> initial =
            [.. new[] { "W0", "b0", "W1", "b1", "W2", "b2" }.Select(n => SharedData.Array(start.GetProperty(n)))];
        var model = Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1));
        var fit = model.Train<T>(
            SharedData.Array(file.GetProperty("data").GetProperty("X")),
            SharedData.Array(file.GetProperty("data").GetProperty("y")),
            new() { Optimizer = Optimizer.Adam(0.01), Epochs = 1500, InitialParameters = initial });
        Agree(file.GetProperty(precision), [.. fit.Losses]);
    }

    private static double[] Losses<T>(Session<T> session, Expr loss, int epochs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            session.Run();
            losses[epoch] = session.Scalar(loss);
        }
        return losses;
    }

    /// <summary>Every epoch's loss agrees to the tolerance that the file gives for the first epochs up to a number.</summary>
    private static void Agree(JsonElement expected, double[] losses)
    {
        var truth = SharedData.Numbers(expected.GetProperty("losses"));
        var tolerances = expected.GetProperty("recommended_relative_tolerance_by_epoch").EnumerateObject()
            .Select(p => (Epoch: int.Parse(p.Name, CultureInfo.InvariantCulture), Tolerance: p.Value.GetDouble()))
            .OrderBy(p => p.Epoch).ToArray();
        Assert.Equal(truth.Length, losses.Length);
        for (int i = 0; i < truth.Length; i++)
        {
            double tolerance = tolerances.First(t => t.Epoch >= i + 1).Tolerance;
            double difference = Math.Abs(losses[i] - truth[i]) / Math.Abs(truth[i]);
            Assert.True(difference <= tolerance, $"epoch {i + 1}: {losses[i]:R} against {truth[i]:R}, {difference:E2} > {tolerance:E2}");
        }
    }
}
