using System.Numerics;
using Grad.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Generation;

/// <summary>A sine and a cosine of one argument come from one reduction, in generated code and in the plan runner.</summary>
public sealed class SinePairsTests
{
    private static readonly Variable X = Variable("x", ["n"]), Y = Variable("y", ["n"]), S = Variable("s");

    public static TheoryData<LaneWidth, CodeGeneration> Ways => new MatrixTheoryData<LaneWidth, CodeGeneration>(
        [LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512], [CodeGeneration.Dynamic, CodeGeneration.None]);

    [Fact]
    public void A_sum_of_sines_and_its_gradient_are_a_pair()
    {
        var sum = Sum(Sin(X));
        var loop = Assert.Single(Compile<float>([X], [sum, Gradient(sum, X)]).Steps.OfType<Loop>(), l => l.Folds.Length > 0);
        var pairs = new SinePairs(loop.Body);
        Assert.Single(loop.Body, node => pairs.At(node) is not null);
        Assert.Single(loop.Body, pairs.IsComputedBefore);
    }

    [Fact]
    public void Each_argument_has_a_pair_of_its_own()
    {
        Elementwise[] body = [.. new[] { Cos(X), Sin(Y), Sin(X), Cos(X), Sin(X), Cos(S) }.Cast<Elementwise>()];
        var pairs = new SinePairs(body);
        Assert.Equal(new SinePair((Sin)body[2], (Cos)body[0]), pairs.At(body[0]));
        Assert.True(pairs.IsComputedBefore(body[2]));
        Assert.All(body[1..], node => Assert.Null(pairs.At(node)));
        Assert.Single(body, pairs.IsComputedBefore);
    }

    [Fact]
    public void A_pair_is_little_dearer_than_a_sine()
    {
        var x = CountingLanes.Constant(0.75);
        int one = CountingLanes.Of(() => LaneMath.Sin(x)).Instructions, both = CountingLanes.Of(() => LaneMath.SinCos(x, out _)).Instructions;
        Assert.InRange(both, one + 1, one * 5 / 4);
    }

    /// <summary>
    /// Alone in the loop and among long bodies that are called; along the loop and once before it; some arguments huge, a rest
    /// of the vector, blocks of the plan runner.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void A_pair_computes_what_each_alone_does(LaneWidth width, CodeGeneration generation)
    {
        Expr[] few = [Sin(X), Cos(X), Sum(Cos(X) * X), Sin(S) * X + Cos(S)];
        Expr[] many = [.. few, .. Enumerable.Range(1, 6).SelectMany(i => new[] { Cos(X - i), Sin(X - i), Tanh(i * X) })];
        foreach (var outputs in new[] { few, many })
        {
            AssertSameAlone<float>(outputs, new() { LaneWidth = width, CodeGeneration = generation });
            AssertSameAlone<double>(outputs, new() { LaneWidth = width, CodeGeneration = generation });
        }
    }

    private static void AssertSameAlone<T>(Expr[] outputs, CompilationOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] points = [.. Enumerable.Range(0, 3001).Select(i => i % 100 == 7 ? 1e12 * i : 10 * Math.Sin(i))];
        (Variable, Value)[] at = [(X, Value.Of(points, points.Length)), (S, 0.3)];
        var together = Compile<T>([X, S], outputs, options: options).Bind(at);
        together.Run();
        foreach (var output in outputs)
        {
            // Without fusion each operator has a loop of its own.
            var alone = Compile<T>([X, S], [output], options: options with { Optimizations = Optimizations.None }).Bind(at);
            alone.Run();
            Assert.Equal(alone.Read(output).ToArray(), together.Read(output).ToArray());
        }
        Assert.Equal(0, Allocations.Of(together.Run));
    }
}
