using System.Numerics;
using CsCheck;
using Grad.Products;
using Grad.Testing;

namespace Grad.Tests.Properties.Compilation;

/// <summary>The laws of the pipeline, on random programs.</summary>
public class LawTests
{
    private static Gen<(int[], int, int)> Cases => Gen.Select(RandomExpressions.Choices, Gen.Int[1, 9], Gen.Int[0, 1 << 20]);

    [Fact]
    public void Reverse_is_forward_is_differences() => Cases.Sample(
        c =>
        {
            var (choices, n, seed) = c;
            var p = new RandomExpressions();
            var y = p.Smooth(choices);
            var values = p.Values(n, seed);
            var directions = p.Values(n, seed + 1);
            var tangents = p.Variables.Select(v => Variable($"d{v.Name}", v.Shape)).ToArray();
            var all = values.Concat(tangents.Select((t, i) => (t, directions[i].Item2))).ToArray();

            var jvp = Jvp(y, [.. p.Variables.Select((v, i) => ((Expr)v, (Expr)tangents[i]))]).Evaluate(all);
            double vjp = Gradients(y, p.Variables).Select((g, i) => Sum(g * tangents[i]).Evaluate(all)).Sum();
            double Along(double t) => y.Evaluate([.. values.Select((v, i) => (v.Item1, Moved(v.Item2, directions[i].Item2, t)))]);
            var (slope, spread) = Differences.Slope(Along, 0, 1e-3);

            Close(jvp, vjp, 1e-11, y);
            Close(vjp, slope, 1e-7 + (100 * spread / (1 + Math.Abs(slope))), y);
        },
        iter: 1500);

    [Fact]
    public void Simplified_is_the_original() => Cases.Sample(
        c =>
        {
            var p = new RandomExpressions();
            var y = p.Any(c.Item1);
            var gradient = Gradient(y, p.X);
            var values = p.Values(c.Item2, c.Item3);
            Close(Simplify(y).Evaluate(values), y.Evaluate(values), 1e-12, y);
            Close(Simplify(Sum(gradient)).Evaluate(values), Sum(gradient).Evaluate(values), 1e-11, y);
        },
        iter: 1500);

    [Fact]
    public void Simplifying_twice_changes_nothing_more() => Cases.Sample(
        c =>
        {
            var once = Simplify(new RandomExpressions().Any(c.Item1));
            Assert.Equal(once.ToString(), Simplify(once).ToString());
        },
        iter: 500);

    [Fact]
    public void Compiled_is_interpreted_in_double() => Compiled<double>(1e-11, 200);

    [Fact]
    public void Compiled_is_interpreted_in_float() => Compiled<float>(2e-4, 200);

    /// <summary>Value and gradients on every lane width, every installed backend, simplified or not.</summary>
    private static void Compiled<T>(double tolerance, int cases) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Cases.Sample(
            c =>
            {
                var p = new RandomExpressions();
                var y = p.Smooth(c.Item1);
                var gradients = Gradients(y, p.Variables);
                var values = p.Values(c.Item2, c.Item3);
                double expected = y.Evaluate(values);
                var expectedGradients = gradients.Select(g => g.EvaluateTensor(values).ToArray()).ToArray();
                var widths = Enum.GetValues<LaneWidth>();
                var backends = ProductBackends.Installed;
                // Each case takes the next combination; all of them are met many times over.
                var options = new CompilationOptions
                {
                    LaneWidth = widths[c.Item3 % widths.Length],
                    ProductBackend = backends[c.Item3 / 7 % backends.Count].Name,
                    Simplification = c.Item3 / 3 % 2 == 0 ? Simplification.On : Simplification.Off,
                };
                var session = Compile<T>(p.Variables, [y, .. gradients], options: options).Bind(values);
                session.Run();
                Close(session.Scalar(y), expected, tolerance, y);
                for (int g = 0; g < gradients.Length; g++)
                {
                    var actual = session.Read(gradients[g]).ToArray();
                    double scale = expectedGradients[g].Max(Math.Abs);
                    for (int i = 0; i < actual.Length; i++)
                    {
                        double difference = Math.Abs(double.CreateTruncating(actual[i]) - expectedGradients[g][i]);
                        Assert.True(difference <= tolerance * (1 + scale),
                            $"{options}: gradient {g}[{i}] is {actual[i]} against {expectedGradients[g][i]:R} of {y}");
                    }
                }
            },
            iter: cases);

    private static Value Moved(Value x, Value direction, double t) =>
        Value.Of([.. x.Numbers.Zip(direction.Numbers, (a, d) => a + (t * d))], x.Sizes);

    private static void Close(double actual, double expected, double tolerance, Expr y) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected)), $"{actual:R} against {expected:R} for {y}");
}
