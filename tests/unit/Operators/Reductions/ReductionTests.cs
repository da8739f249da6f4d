using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Reductions;

/// <summary>Products, norms, logarithms of sums, statistics: values, laws, and what happens at their edges.</summary>
public class ReductionTests
{
    private readonly Variable v = Variable("v", ["n"]);

    private double[] Of(Expr e, params double[] data) => e.EvaluateTensor((v, data)).ToArray();

    private double[] Slope(Expr e, params double[] data) => Of(Gradient(e, v), data);

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        OperatorLaw.Holds(e => Prod(e), [4]);
        OperatorLaw.Holds(e => Prod(Sin(e), [0, 2]), [2, 3, 2]);
        OperatorLaw.Holds(e => LogSumExp(e, 0), [3, 4]);
        OperatorLaw.Holds(e => LogSumExp(10 * e), [5]);
        OperatorLaw.Holds(e => Softmax(e, 0) * LogSoftmax(e), [3, 4]);
        OperatorLaw.Holds(e => Norm(e, 1), [3, 4]);
        OperatorLaw.Holds(e => Norm(e, 0, p: 3), [3, 4]);
        OperatorLaw.Holds(e => Norm(e, p: 1) * Norm(e, p: double.PositiveInfinity), [5]);
        OperatorLaw.Holds(e => Variance(e, 0, keepDims: true) * StandardDeviation(e, 1, correction: 0, keepDims: true), [3, 4]);
        OperatorLaw.Holds(e => Normalize(e), [3, 4]);
    }

    [Fact]
    public void A_product_with_zeros_has_exact_derivatives()
    {
        Assert.Equal([12, 0, 0], Slope(Prod(v), 0, 3, 4));
        Assert.Equal([0, 0, 0], Slope(Prod(v), 0, 0, 4));
    }

    [Fact]
    public void The_second_derivative_of_a_product_is_exact_at_zeros()
    {
        // ∂²(x·y·z)/∂x∂y = z, at x = y = 0.
        var slope = Gradient(Prod(v), v);
        Assert.Equal([0, 4, 0], Slope(At(slope, 0, 0), 0, 0, 4));
    }

    [Fact]
    public void The_logarithm_of_a_sum_does_not_overflow()
    {
        Assert.Equal(1000 + Math.Log(2), Of(LogSumExp(v), 1000, 1000)[0], 1e-12);
        Assert.Equal([0.5, 0.5], Slope(LogSumExp(v), -2000, -2000));
        Assert.Equal(double.PositiveInfinity, Of(LogSumExp(v), double.PositiveInfinity, 1)[0]);
    }

    [Fact]
    public void The_logarithm_of_a_sum_of_nothing_is_minus_infinity_with_derivative_zero()
    {
        Assert.Equal(double.NegativeInfinity, Of(LogSumExp(v), double.NegativeInfinity, double.NegativeInfinity)[0]);
        Assert.Equal([0, 0], Slope(LogSumExp(v), double.NegativeInfinity, double.NegativeInfinity));
        Assert.Equal([0, 1], Slope(LogSumExp(v), double.NegativeInfinity, 3));
    }

    [Fact]
    public void Norms_have_derivative_zero_at_zero()
    {
        Assert.Equal([0, 0], Slope(Norm(v), 0, 0));
        Assert.Equal([0, 0], Slope(Square(Norm(v)), 0, 0));
        Assert.Equal([0, 0], Slope(StandardDeviation(v), 3, 3));
        Assert.Equal([0.6, 0.8], Slope(Norm(v), 3, 4));
    }

    [Fact]
    public void Statistics_agree_with_the_library()
    {
        double[] data = [1, 4, 2, 8, 5, 7];
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.Variance(data), Of(Variance(v), data)[0], 1e-13);
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(data), Of(StandardDeviation(v, correction: 0), data)[0], 1e-13);
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.Median(data), Of(Median(v), data)[0]);
        Assert.Equal(5, Of(Median(v), 9, 5, 1)[0]);
    }

    [Fact]
    public void The_variance_does_not_cancel() => Assert.Equal(1, Of(Variance(v), 1e9, 1e9 + 1, 1e9 + 2)[0]);

    [Fact]
    public void Conditions_are_counted()
    {
        Expr[] outputs = [Count(v > 0), Any(v > 5), All(v > -5), All(v > 0), Any(v > 100)];
        var session = Compile<float>([v], outputs).Bind((v, new double[] { -1, 2, 6 }));
        session.Run();
        Assert.Equal([2, 1, 1, 0, 0], outputs.Select(o => (int)session.Scalar(o)));
    }

    [Fact]
    public void An_order_below_one_is_no_norm() => Assert.Equal(
        "Norm: p is 0.5; it must be at least 1.", Assert.Throws<ArgumentException>(() => Norm(v, p: 0.5)).Message);
}
