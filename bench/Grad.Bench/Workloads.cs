using Grad.Models;
using Grad.Numerics;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Bench;

/// <summary>A training loop to time.</summary>
/// <param name="Name">Its name, which the peer script uses too.</param>
/// <param name="Epochs">How many epochs a repetition has.</param>
/// <param name="Start">Begins a training anew; what it returns runs some epochs and can be called again.</param>
internal sealed record Workload(string Name, int Epochs, Func<Action<int>> Start);

/// <summary>The notebook's training loops, in <see cref="float"/>, without printing.</summary>
internal static class Workloads
{
    private static readonly ulong Root = Philox.FromSeed(42);

    /// <summary>w·x + b on 100 points by gradient descent; the loss is read each epoch, as in the notebook.</summary>
    public static Workload LinearRegression()
    {
        var uniform = new double[100];
        Philox.FillUniform<double>(Philox.Split(Root, 1), 0, uniform);
        double[] inputs = [.. uniform.Select(u => 10 * u)], noise = Normal(2, 100), start = Normal(3, 2);
        double[] targets = [.. inputs.Zip(noise, (x, e) => (3 * x) + 2 + (0.5 * e))];

        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
        var loss = Mean(Square((w * X) + b - t));
        var (dw, db) = Gradients(loss, w, b);
        var step = Compile<float>(
            inputs: [X, t], outputs: [loss], updates: [(w, w - (0.01 * dw)), (b, b - (0.01 * db))]);
        return new("linear-regression", 100_000, () =>
        {
            var session = step.Bind((X, Column(inputs)), (t, Column(targets)), (w, start[0]), (b, start[1]));
            var losses = new List<double>();
            return epochs =>
            {
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
        double[] inputs = Linspace(-Math.PI, Math.PI, 2000), start = Normal(4, 4);
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

    /// <summary>A network on 200 points: Adam in one compiled step, as training has it.</summary>
    public static (Workload Workload, CompiledFunction<float> Program, (Variable, Value)[] Data) Network(string name, Layer model)
    {
        var optimizer = Optimizer.Adam(0.01);
        Variable x = Variable("inputs", ["n", 1]), t = Variable("targets", ["n", 1]);
        var step = IntegerVariable("step", []);
        var parameters = model.Declare();
        var loss = Loss.MeanSquaredError.Of(model.Apply([.. parameters], x), t);
        var gradients = Gradients(loss, [.. parameters]);
        var state = new List<Variable>();
        var updates = new List<(Variable, Expr)> { (step, step + 1) };
        for (int i = 0; i < parameters.Length; i++)
        {
            Variable[] own = [.. Enumerable.Range(0, optimizer.StateCount)
                .Select(k => Variable($"{parameters[i].Name}.state{k}", parameters[i].Shape))];
            var (next, nextState) = optimizer.Update(parameters[i], gradients[i], own, ToReal(step + 1));
            updates.AddRange([(parameters[i], next), .. own.Zip(nextState)]);
            state.AddRange(own);
        }
        var program = Compile<float>([x, t], [loss], [.. updates]);

        double[] inputs = Linspace(-5, 5, 200);
        double[] targets = [.. inputs.Zip(Normal(5, 200), (v, e) => (v * v) + e)];
        var initial = Training.Initial(model, 42);
        (Variable, Value)[] values =
        [
            (x, Column(inputs)), (t, Column(targets)), (step, 0), .. parameters.Zip(initial), .. state.Select(Zero),
        ];
        return (new(name, 1500, () => program.Bind(values).Repeat), program, values);
    }

    private static (Variable, Value) Zero(Variable variable)
    {
        int[] sizes = [.. variable.Shape.Select(d => (int)d.Value)];
        return (variable, Value.Of(new double[sizes.Aggregate(1, (a, b) => a * b)], sizes));
    }

    private static double[] Normal(ulong stream, int count)
    {
        var numbers = new double[count];
        Philox.FillNormal<double>(Philox.Split(Root, stream), 0, numbers);
        return numbers;
    }

    private static double[] Linspace(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];

    private static Value Column(double[] numbers) => Value.Of(numbers, numbers.Length, 1);
}
