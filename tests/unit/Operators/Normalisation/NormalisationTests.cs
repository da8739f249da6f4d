using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Normalisation;

/// <summary>Normalised arrays have mean 0 and mean square 1; attention is a weighted mean.</summary>
public class NormalisationTests
{
    private readonly Variable x = Variable("x", [2, 4, 3]);

    private double[] Of(Expr e)
    {
        var random = new System.Random(1);
        return e.EvaluateTensor((x, Value.Of([.. Enumerable.Range(0, 24).Select(_ => random.NextDouble())], 2, 4, 3))).ToArray();
    }

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        var scale = Constant(new double[] { 1, 2, 3, 4 });
        OperatorLaw.Holds(e => LayerNorm(e, scale: scale, shift: scale), [3, 4]);
        OperatorLaw.Holds(e => RmsNorm(e, scale: scale), [3, 4]);
        OperatorLaw.Holds(e => GroupNorm(e, 2, scale, scale), [2, 4, 3]);
        OperatorLaw.Holds(e => BatchNorm(e, scale), [3, 4]);
        OperatorLaw.Holds(e => Attention(e, Sin(e), Cos(e)), [2, 3, 4]);
    }

    [Fact]
    public void What_is_normalised_has_mean_0_and_variance_1()
    {
        foreach (var (y, axes) in new (Expr, Axes)[] { (LayerNorm(x, [-1, -2], epsilon: 0), [1, 2]), (BatchNorm(x, epsilon: 0), [0, 2]) })
        {
            Assert.All(Of(Mean(y, axes)), m => Assert.Equal(0, m, 1e-12));
            Assert.All(Of(Variance(y, axes, correction: 0)), v => Assert.Equal(1, v, 1e-12));
        }
        var groups = Reshape(GroupNorm(x, 2, epsilon: 0), [2, 2, 6]);
        Assert.All(Of(Variance(groups, 2, correction: 0)), v => Assert.Equal(1, v, 1e-12));
        Assert.All(Of(Mean(Square(RmsNorm(x, epsilon: 0)), -1)), m => Assert.Equal(1, m, 1e-12));
    }

    [Fact]
    public void A_query_that_may_look_at_one_place_gets_its_value()
    {
        var diagonal = Equal(ExpandDims(Arange(4), 1), ExpandDims(Arange(4), 0));
        Assert.Equal(Of(Cos(x)), Of(Attention(x, x, Cos(x), diagonal)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(
            Of(Attention(x, x, x, Where(diagonal, 0, double.NegativeInfinity))), Of(x), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Groups_must_divide_the_channels() => Assert.StartsWith(
        "GroupNorm: 3 groups do not divide the channels, axis 1 of shape [2, 4, 3].",
        Assert.Throws<ArgumentException>(() => GroupNorm(x, 3)).Message, StringComparison.Ordinal);
}
