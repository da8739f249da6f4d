using Grad.Testing;
using static Grad.Functions;

namespace Grad.Tests.Unit.Operators;

/// <summary>What holds of every operator, at one point: derivatives equal differences, compiled equals interpreted.</summary>
internal static class OperatorLaw
{
    /// <summary>
    /// Holds a function of one array to its differences along a direction, first and second derivative, forward and reverse,
    /// and its compiled forms to the interpreter.
    /// </summary>
    public static void Holds(Func<Expr, Expr> function, int[] sizes, int seed = 1, double tolerance = 1e-6, Func<double, double>? map = null)
    {
        var x = Variable("x", Shape.Fixed(sizes));
        var y = function(x);
        var random = new System.Random(seed);
        Value At(double[] numbers) => Value.Of(numbers, sizes);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
        int n = sizes.Aggregate(1, (a, b) => a * b);
        double[] point = [.. Draw(n).Select(p => map?.Invoke(p) ?? p)], direction = Draw(n);
        var (dx, weights) = (Constant(At(direction)), Constant(Value.Of(Draw((int)y.Shape.Size.Value), [.. y.Shape.Select(d => d.Value)])));

        var scalar = Sum(y * weights);
        var forward = Jvp(scalar, (x, dx));
        var gradient = Gradient(scalar, x);
        var slope = Sum(gradient * dx);
        double Along(Expr e, double t) => e.Evaluate((x, At([.. point.Zip(direction, (p, d) => p + (t * d))])));
        var difference = Differences.Slope(t => Along(scalar, t), 0, 0.02).Slope;
        Near(difference, Along(forward, 0), "forward");
        Near(difference, Along(slope, 0), "reverse");
        var second = Differences.Slope(t => Along(slope, t), 0, 0.02).Slope;
        Near(second, Along(Jvp(slope, (x, dx)), 0), "forward over reverse");
        Near(second, Along(Sum(Gradient(slope, x) * dx), 0), "reverse over reverse");

        Expr[] outputs = [y, gradient];
        foreach (var width in new[] { LaneWidth.Scalar, LaneWidth.Widest })
        {
            var session = Compile<double>([x], outputs, options: new() { LaneWidth = width }).Bind((x, At(point)));
            var single = Compile<float>([x], outputs, options: new() { LaneWidth = width }).Bind((x, At(point)));
            session.Run();
            single.Run();
            foreach (var output in outputs)
            {
                var expected = output.EvaluateTensor((x, At(point))).ToArray();
                double scale = expected.Append(1).Max(Math.Abs);
                Assert.Equal(expected, session.Read(output).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-12 * scale || a.Equals(b));
                Assert.Equal(expected, single.Read(output).ToArray().Select(s => (double)s), (a, b) => Math.Abs(a - b) <= 2e-5 * scale || a.Equals(b));
            }
        }

        void Near(double expected, double actual, string what) => Assert.True(
            Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)),
            $"{what}: {actual:R}, differences give {expected:R}, for {y}");
    }
}
