using System.Collections.Immutable;
using System.Text.Json;
using Grad.Workloads;

namespace Grad.GradBench;

/// <summary>GradBench's modules by name: how an input is read, and what is computed for it.</summary>
internal static class Modules
{
    public static ImmutableArray<IModule> All { get; } =
    [
        Hello(), LeastSquares(), LogSum(), Mixture(), Clusters(), Memory(), Rates(),
        Module("particle", Deflection, input => [input.GetProperty("w").GetDouble()]),
        Module("saddle", Height, input => [input.Numbers("start")]),
    ];

    private static IModule Hello() => Module(
        "hello",
        function =>
        {
            var square = new Squaring();
            return function switch
            {
                "square" => new([square.X], square.Value),
                "double" => new([square.X], Gradient(square.Value, square.X)),
                _ => null,
            };
        },
        input => [input.GetDouble()]);

    private static IModule LeastSquares() => new Module<(int Points, int Coefficients)>(
        "llsq",
        input => (Points: input.GetProperty("n").GetInt32(), Coefficients: input.GetProperty("x").GetArrayLength()),
        (form, function) =>
        {
            var fit = new PolynomialFit(form.Points, form.Coefficients);
            return Primal(function, fit.Value, fit.X);
        },
        input => [input.Numbers("x")]);

    private static IModule LogSum() => Module(
        "lse",
        function =>
        {
            var sum = new LogSumOfExponentials();
            return Primal(function, sum.Value, sum.X);
        },
        input => [input.Numbers("x")]);

    private static IModule Mixture() => new Module<(int D, int K, int M, double Gamma)>(
        "gmm",
        input => (
            D: input.GetProperty("d").GetInt32(),
            K: input.GetProperty("k").GetInt32(),
            M: input.GetProperty("m").GetInt32(),
            Gamma: input.GetProperty("gamma").GetDouble()),
        (form, function) =>
        {
            var mixture = new GaussianMixture(form.D, form.K, form.Gamma, form.M);
            Variable[] inputs = [mixture.Points, mixture.Weights, mixture.Means, mixture.Factors];
            if (function == "objective") return new([.. inputs], mixture.Posterior);
            if (function != "jacobian") return null;
            var (weights, means, factors) = Gradients(mixture.Posterior, mixture.Weights, mixture.Means, mixture.Factors);
            return new(
                [.. inputs],
                ("alpha", weights), ("mu", means), ("q", factors[.., ..form.D]), ("l", factors[.., form.D..]));
        },
        input => [input.Matrix("x"), input.Numbers("alpha"), input.Matrix("mu"), input.Matrix("q", "l")]);

    private static IModule Clusters() => Module(
        "kmeans",
        function =>
        {
            var means = new KMeans();
            return function switch
            {
                "cost" => new([means.Points, means.Centres], means.Cost),
                "dir" => new([means.Points, means.Centres], means.Direction),
                _ => null,
            };
        },
        input => [input.Matrix("points"), input.Matrix("centroids")]);

    private static IModule Memory() => new Module<(int Layers, int Bits)>(
        "lstm",
        input => (Layers: input.GetProperty("state").GetArrayLength() / 2, Bits: input.GetProperty("state")[0].GetArrayLength()),
        (form, function) =>
        {
            var model = new Lstm(form.Layers, form.Bits);
            var loss = model.Loss();
            Variable[] inputs = [model.Weights, model.Ends, model.State, model.Text];
            if (function == "objective") return new([.. inputs], loss);
            if (function != "jacobian") return null;
            var gradients = Gradients(loss, model.Weights, model.Ends);
            return new([.. inputs], Concat([.. gradients.Select(g => Flatten(g))]));
        },
        input =>
        {
            var state = input.Matrix("state");
            int rows = input.GetProperty("state").GetArrayLength(), bits = input.GetProperty("state")[0].GetArrayLength();
            return
            [
                Value.Of(input.Rows("main_params"), rows, 4, bits), input.Matrix("extra_params"), state, input.Matrix("sequence"),
            ];
        });

    private static IModule Rates() => new Module<int>(
        "ode",
        input => input.GetProperty("s").GetInt32(),
        (steps, function) =>
        {
            var rates = new ChainOfRates(steps);
            return function switch
            {
                "primal" => new([rates.X], rates.End),
                "gradient" => new([rates.X], Gradient(At(rates.End, 0, ^1), rates.X)),
                _ => null,
            };
        },
        input => [input.Numbers("x")]);

    /// <summary>A module whose expressions are the same for all inputs.</summary>
    private static Module<bool> Module(string name, Func<string, Computation?> build, Func<JsonElement, Value[]> read) =>
        new(name, _ => true, (_, function) => build(function), read);

    private static Computation? Deflection(string function)
    {
        if (Modes(function) is not var (search, force)) return null;
        var particle = new Particle(search, force);
        return new([particle.W], particle.Result);
    }

    private static Computation? Height(string function)
    {
        if (Modes(function) is not var (outer, inner)) return null;
        var saddle = new Saddle(outer, inner);
        return new([saddle.Start], saddle.Result);
    }

    private static Computation? Primal(string function, Expr value, Variable x) => function switch
    {
        "primal" => new([x], value),
        "gradient" => new([x], Gradient(value, x)),
        _ => null,
    };

    /// <summary>The passes that a name like "fr" stands for.</summary>
    private static (Mode Outer, Mode Inner)? Modes(string function) => function switch
    {
        "ff" => (Mode.Forward, Mode.Forward),
        "fr" => (Mode.Forward, Mode.Reverse),
        "rf" => (Mode.Reverse, Mode.Forward),
        "rr" => (Mode.Reverse, Mode.Reverse),
        _ => null,
    };
}
