using static Grad.Functions;

namespace Grad.Tests.Unit;

/// <summary>The examples of docs/control-flow.md, which stand there word for word.</summary>
public class ControlFlowPageTests
{
    [Fact]
    public void The_examples_compute_what_they_say()
    {
        Variable x = Variable("x", ["n"]), start = Variable("h"), a = Variable("a");
        var data = (x, Value.Of([1.5, -2, 0.4], 3));

        var (total, partial) = Scan(0, x, (sum, each) => (sum + each, sum + each));
        Assert.Equal([1.5, -0.5, -0.1], partial.EvaluateTensor(data).ToArray(), (p, q) => Math.Abs(p - q) < 1e-15);
        Assert.Equal([1.0, 1, 1], Gradient(total, x).EvaluateTensor(data).ToArray());

        var end = Iterate(start, 10_000, h => Sin(h) + h / 2, segment: 100);
        Assert.Equal(0, (Sin(end) - end / 2).Evaluate((start, 0.3)), 1e-12);

        var (half, halvings) = While([a, 0], c => c[0] > 1, c => [c[0] / 2, c[1] + 1], most: 100);
        Assert.Equal((0.625, 4), (half.Evaluate((a, 10.0)), halvings.Evaluate((a, 10.0))));
        Assert.Equal(1.0 / 16, Gradient(half, a).Evaluate((a, 10.0)));

        var y = Cond(a > 1, () => Log(a), () => a - 1);
        Assert.Equal((-2, 1), (y.Evaluate((a, -1.0)), Gradient(y, a).Evaluate((a, -1.0))));

        var z = Checkpoint(x, v => Tanh(Sin(v) * v));
        Assert.Equal(Tanh(Sin(x) * x).EvaluateTensor(data).ToArray(), z.EvaluateTensor(data).ToArray());

        var root = FixedPoint(1, v => (v + a / v) / 2);
        Assert.Equal(0.25, Gradient(root, a).Evaluate((a, 4.0)), 1e-14);

        var cube = Root(1, v => v * v * v - a);
        Assert.Equal(1.0 / 12, Gradient(cube, a).Evaluate((a, 8.0)), 1e-15);

        var clipped = CustomVjp(x, v => v, (_, _, bar) => Clamp(bar, -1, 1));
        var rounded = CustomJvp(x, v => Round(v), (_, _, dot) => dot);
        Assert.Equal([1.0, -1, 0.8], Gradient(Sum(clipped * clipped), x).EvaluateTensor(data).ToArray());
        Assert.Equal([1.0, 1, 1], Gradient(Sum(rounded), x).EvaluateTensor(data).ToArray());
    }

    [Fact]
    public void A_training_of_epochs_and_mini_batches_is_one_program()
    {
        Variable batches = Variable("batches", ["k", 8, 3]), targets = Variable("targets", ["k", 8]), initial = Variable("w", [3]);

        (Expr, Expr) Step(Expr w, Expr x, Expr t)
        {
            var loss = Mean(Square(MatMul(x, w) - t));
            return (w - 0.1 * Gradient(loss, w), loss);
        }
        Expr[] Epoch(Expr w)
        {
            var epoch = Scan([w], [batches, targets], (c, batch) =>
            {
                var (next, loss) = Step(c[0], batch[0], batch[1]);
                return ([next], [loss]);
            });
            return [epoch.Carried[0], Mean(epoch.Outputs[0])];
        }
        var training = Scan([initial], [], (c, _) => Epoch(c[0]) is [var w, var mean] ? ([w], [mean]) : default, length: 50);

        double[] inputs = [.. Enumerable.Range(0, 5 * 24).Select(i => Math.Sin(i * i))], wanted = new double[40];
        for (int i = 0; i < 40; i++) wanted[i] = inputs[3 * i] - (2 * inputs[(3 * i) + 1]) + (0.5 * inputs[(3 * i) + 2]);
        var whole = Compile<double>([batches, targets, initial], [training.Carried[0], training.Outputs[0]]).Bind(
            (batches, Value.Of(inputs, 5, 8, 3)), (targets, Value.Of(wanted, 5, 8)), (initial, new double[3]));
        whole.Run();
        Assert.Equal(0, Allocations.Of(whole.Run));

        Variable w = Variable("w", [3]), x = Variable("x", [8, 3]), t = Variable("t", [8]);
        var (next, loss) = Step(w, x, t);
        var step = Compile<double>([x, t], [loss], [(w, next)]).Bind((x, new double[8, 3]), (t, new double[8]), (w, new double[3]));
        double last = 0;
        for (int epoch = 0; epoch < 50; epoch++)
        {
            last = 0;
            for (int batch = 0; batch < 5; batch++)
            {
                step.Write(x, inputs.AsSpan(24 * batch, 24));
                step.Write(t, wanted.AsSpan(8 * batch, 8));
                step.Run();
                last += step.Scalar(loss) / 5;
            }
        }
        Assert.Equal(step.Read(w).ToArray(), whole.Read(training.Carried[0]).ToArray());
        Assert.Equal(last, whole.Read(training.Outputs[0])[49], 1e-15);
        Assert.Equal([1, -2, 0.5], step.Read(w).ToArray(), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void The_page_shows_these_examples()
    {
        string test = RepositoryFile.Read("tests/unit/ControlFlowPageTests.cs");
        foreach (string line in Code(RepositoryFile.Read("docs/control-flow.md"))) Assert.Contains(line, test, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Code(string page) => page.Split("```csharp\n").Skip(1)
        .SelectMany(part => part.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
