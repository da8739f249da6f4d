using System.Collections.Immutable;
using Grad.Models;
using Grad.Workloads;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Golden;

/// <summary>Ten programs between them use all that compiled programs are made of.</summary>
internal static class FixedModels
{
    public static ImmutableArray<FixedModel> All { get; } =
    [
        LinearRegression(), CubicFit(), Network("network-relu", Layers.Relu), Network("network-tanh", Layers.Tanh), Classifier(),
        Attention(), Convolutions(), Recurrence(), Mixture(), Curvature(),
    ];

    public static FixedModel LinearRegression()
    {
        Variable x = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
        var loss = Mean(Square((w * x) + b - t));
        return Descent("linear-regression", [x, t], loss, [w, b], 0.01, 100);
    }

    public static FixedModel CubicFit()
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]);
        Variable a = Variable("a"), b = Variable("b"), c = Variable("c"), d = Variable("d");
        var loss = Sum(Square(a + (b * x) + (c * Pow(x, 2)) + (d * Pow(x, 3)) - y));
        return Descent("cubic-fit", [x, y], loss, [a, b, c, d], 1e-6, 2000);
    }

    /// <summary>1-20-20-1 with Adam.</summary>
    public static FixedModel Network(string name, Func<Layer> activation)
    {
        Variable x = Variable("inputs", ["n", 1]), t = Variable("targets", ["n", 1]);
        var model = Sequential(Linear(1, 20), activation(), Linear(20, 20), activation(), Linear(20, 1));
        return Training(name, model, x, t, Loss.MeanSquaredError, 200);
    }

    public static FixedModel Classifier()
    {
        Variable x = Variable("inputs", ["n", 12]), t = IntegerVariable("classes", ["n"]);
        var model = Sequential(Linear(12, 32), Relu(), Linear(32, 5));
        return Training("classifier", model, x, t, Loss.CrossEntropy(), 40) with { Classes = 5 };
    }

    public static FixedModel Convolutions()
    {
        Variable x = Variable("images", ["n", 1, 12, 12]), t = IntegerVariable("classes", ["n"]);
        var model = Sequential(Conv2d(1, 4, 3), Relu(), MaxPool2d(2), Flatten(), Linear(100, 3));
        return Training("convolutions", model, x, t, Loss.CrossEntropy(), 6) with { Classes = 3 };
    }

    /// <summary>Attention after a layer norm, and the way around both.</summary>
    public static FixedModel Attention()
    {
        Variable x = Variable("x", ["n", 10, 16]), gain = Variable("gain", [16]), shift = Variable("shift", [16]);
        Variable q = Variable("Q", [16, 8]), k = Variable("K", [16, 8]), v = Variable("V", [16, 16]);
        var normal = LayerNorm(x, scale: gain, shift: shift);
        var y = x + Functions.Attention(MatMul(normal, q), MatMul(normal, k), MatMul(normal, v));
        return Descent("attention", [x], Mean(Square(y)), [gain, shift, q, k, v], 0.1, 4);
    }

    private static FixedModel Recurrence()
    {
        var lstm = new Lstm(1, 6);
        var loss = lstm.Loss();
        return new("recurrence", [lstm.State, lstm.Text], [loss], Descending(loss, [lstm.Weights, lstm.Ends], 0.1), 9);
    }

    private static FixedModel Mixture()
    {
        var mixture = new GaussianMixture(3, 4, 1, 0);
        Variable[] by = [mixture.Weights, mixture.Means, mixture.Factors];
        return new("mixture", [mixture.Points, .. by], [mixture.Objective, .. Gradients(mixture.Objective, by)], [], 20);
    }

    /// <summary>The Hessian of a loss along a direction, and the slope of a root.</summary>
    private static FixedModel Curvature()
    {
        Variable x = Variable("X", ["n", 4]), w = Variable("w", [4]), v = Variable("v", [4]);
        var loss = Mean(Softplus(MatMul(x, w)));
        var root = FixedPoint(0, r => 0.5 * Cos(r + Sum(w)));
        return new("curvature", [x, w, v], [loss, HessianVectorProduct(loss, w, v), Gradient(root, w)], [], 30);
    }

    private static FixedModel Descent(
        string name, ImmutableArray<Variable> data, Expr loss, Variable[] parameters, double rate, int count) =>
        new(name, data, [loss], Descending(loss, parameters, rate), count);

    private static ImmutableArray<(Variable, Expr)> Descending(Expr loss, Variable[] parameters, double rate) =>
        [.. parameters.Zip(Gradients(loss, parameters), (p, g) => (p, p - (rate * g)))];

    /// <summary>One step of Adam.</summary>
    private static FixedModel Training(string name, Layer model, Variable x, Variable t, Loss loss, int count)
    {
        var optimizer = Optimizer.Adam(0.01);
        var step = IntegerVariable("step", []);
        var parameters = model.Declare();
        var value = loss.Of(model.Apply([.. parameters], x), t);
        var updates = ImmutableArray.CreateBuilder<(Variable, Expr)>();
        updates.Add((step, step + 1));
        foreach (var (parameter, gradient) in parameters.Zip(Gradients(value, [.. parameters])))
        {
            Variable[] state = [.. Enumerable.Range(0, optimizer.StateCount)
                .Select(k => Variable($"{parameter.Name}.state{k}", parameter.Shape))];
            var (next, nextState) = optimizer.Update(parameter, gradient, state, ToReal(step + 1));
            updates.Add((parameter, next));
            updates.AddRange(state.Zip(nextState));
        }
        return new(name, [x, t], [value], updates.ToImmutable(), count);
    }
}
