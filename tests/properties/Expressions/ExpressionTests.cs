using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using Grad.Products;
using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class ExpressionTests
{
    private static readonly LaneWidth[] Widths =
    [
        LaneWidth.Scalar,
        .. Vector128.IsHardwareAccelerated ? [LaneWidth.Bits128] : Array.Empty<LaneWidth>(),
        .. Vector256.IsHardwareAccelerated ? [LaneWidth.Bits256] : Array.Empty<LaneWidth>(),
        .. Vector512.IsHardwareAccelerated ? [LaneWidth.Bits512] : Array.Empty<LaneWidth>(),
    ];

    [Fact]
    public void Reverse_equals_forward_equals_differences()
    {
        int tried = 0, rejected = 0;
        Gen.Select(ExpressionGen.Scalars, Gen.Double.Unit.Array[120]).Sample((e, numbers) =>
        {
            tried++;
            int at = 0;
            double[][] direction = [.. e.Data.Select(d => d.Select(_ => numbers[at++ % 120] - 0.5).ToArray())];
            var (slope, error) = Differences.Slope(t => e.Expression.Evaluate(e.At(t, direction)), 0, 1e-3);
            double allowed = 1e-6 * (1 + Math.Abs(slope));
            if (Kinks.Distance(e.Expression, e.At()) < 1e-3 || !(error < allowed))
            {
                rejected++;
                return;
            }
            Variable[] tangents = [.. e.Variables.Select(v => Variable($"{v.Name}Dot", v.Shape))];
            (Variable, Value)[] values = [.. e.At(), .. (e with { Variables = tangents, Data = direction }).At()];
            double reverse = Gradients(e.Expression, e.Variables)
                .Select((g, i) => Sum(g * tangents[i]).Evaluate(values)).Sum();
            var forward = Jvp(e.Expression, [.. e.Variables.Select((v, i) => ((Expr)v, (Expr)tangents[i]))]);
            Assert.Equal(slope, reverse, 2 * allowed);
            Assert.Equal(reverse, forward.Evaluate(values), 1e-9 * (1 + Math.Abs(reverse)));
        }, iter: 1500, threads: 1);
        Assert.True(rejected <= tried / 5, $"{rejected} of {tried} cases rejected.");
    }

    [Fact]
    public void Simplifying_keeps_the_value() => ExpressionGen.Scalars.Sample(e =>
    {
        double value = e.Expression.Evaluate(e.At());
        Assert.Equal(value, Simplify(e.Expression).Evaluate(e.At()), 1e-9 * Magnitude(e));
    }, iter: 1500, threads: 1);

    [Fact]
    public void Simplifying_twice_changes_nothing_more() => ExpressionGen.Scalars.Sample(e =>
    {
        var once = Simplify(Sum(Gradient(e.Expression, e.Variables[2])));
        Assert.Equal(once.ToString(), Simplify(once).ToString());
    }, iter: 500, threads: 1);

    [Fact]
    public void Simplifying_keeps_gradients() => ExpressionGen.SmoothScalars.Sample(e =>
    {
        var gradient = Sum(Gradient(e.Expression, e.Variables[2]));
        double value = gradient.Evaluate(e.At());
        Assert.Equal(value, Simplify(gradient).Evaluate(e.At()), 1e-9 * Magnitude(e with { Expression = gradient }));
    }, iter: 500, threads: 1);

    [Fact]
    public void Compiled_gradients_equal_interpreted_in_double() => CompiledGradients<double>(1e-9, 300);

    [Fact]
    public void Compiled_gradients_equal_interpreted_in_float() => CompiledGradients<float>(1e-3, 300);

    [Fact]
    public void Compiled_equals_interpreted_in_double() => Compiled<double>(1e-9, 300);

    [Fact]
    public void Compiled_equals_interpreted_in_float() => Compiled<float>(1e-3, 300);

    private static void Compiled<T>(double tolerance, int cases) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Compiled<T>(ExpressionGen.Scalars, e => [e.Expression], tolerance, cases);

    private static void CompiledGradients<T>(double tolerance, int cases)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Compiled<T>(ExpressionGen.SmoothScalars, e => [.. Gradients(e.Expression, e.Variables)], tolerance, cases);

    /// <summary>Each case takes the next combination of width, subset of optimizations and backend.</summary>
    private static void Compiled<T>(
        Gen<RandomExpression> cases, Func<RandomExpression, Expr[]> outputsOf, double tolerance, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int turn = 0, subsets = (int)Optimizations.All + 1;
        string[] backends = [.. ProductBackends.Installed.Select(b => b.Name)];
        cases.Sample(e =>
        {
            var options = new CompilationOptions
            {
                LaneWidth = Widths[turn % Widths.Length],
                Optimizations = (Optimizations)(turn / Widths.Length % subsets),
                ProductBackend = backends[turn / Widths.Length / subsets % backends.Length],
                Checking = Checking.On,
            };
            turn++;
            var outputs = outputsOf(e);
            var session = Compile<T>(e.Variables, outputs, options: options).Bind(e.At());
            session.Run();
            foreach (var output in outputs)
            {
                double allowed = tolerance * Magnitude(e with { Expression = output });
                double[] expected = output.EvaluateTensor(e.At()).ToArray();
                double[] found = [.. session.Read(output).Select(double.CreateTruncating)];
                Assert.Equal(expected.Length, found.Length);
                for (int i = 0; i < expected.Length; i++)
                    Assert.True(Math.Abs(expected[i] - found[i]) <= allowed, $"{options}: {found[i]} instead of {expected[i]}.");
            }
        }, iter: count, threads: 1);
    }

    /// <summary>1 and the largest number met on the way, which bounds what rounding can do.</summary>
    private static double Magnitude(RandomExpression e) => 1 + Interpreter
        .Evaluate([.. Graph.TopologicalOrder(e.Expression)], new Bindings(e.At()))
        .Max(a => a.Numbers.Max(Math.Abs));
}
