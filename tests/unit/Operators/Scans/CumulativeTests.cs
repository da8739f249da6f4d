using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Scans;

/// <summary>Running sums, products and maxima, and linear recurrences.</summary>
public class CumulativeTests
{
    private readonly Variable v = Variable("v", ["n"]);

    private double[] Of(Expr e, params double[] data) => e.EvaluateTensor((v, data)).ToArray();

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        OperatorLaw.Holds(e => Sin(CumSum(e, 0)) * CumSum(e, 1, reverse: true), [3, 4]);
        OperatorLaw.Holds(e => CumProd(e, 0) + CumProd(Cos(e), 1, reverse: true), [3, 4]);
        OperatorLaw.Holds(e => Square(CumMax(e, 1)), [3, 4]);
        OperatorLaw.Holds(e => Recurrence(Sin(e), Exp(e), 0), [4, 2]);
        OperatorLaw.Holds(e => Recurrence(Sin(e), Exp(e), 1, reverse: true), [2, 4]);
        OperatorLaw.Holds(e => LogCumSumExp(5 * e, 1), [3, 4]);
    }

    [Fact]
    public void They_run_along_an_axis_either_way()
    {
        Assert.Equal([1, 3, 6], Of(CumSum(v), 1, 2, 3));
        Assert.Equal([6, 5, 3], Of(CumSum(v, reverse: true), 1, 2, 3));
        Assert.Equal([2, 6, 24], Of(CumProd(v), 2, 3, 4));
        Assert.Equal([24, 12, 4], Of(CumProd(v, reverse: true), 2, 3, 4));
        Assert.Equal([1, 3, 3, 5], Of(CumMax(v), 1, 3, 2, 5));
        Assert.Equal([1, 2.5, 4.25], Of(Recurrence(new Literal(0.5, v.Shape), v), 1, 2, 3));
        Assert.Empty(Of(CumProd(v)));
    }

    [Fact]
    public void Running_products_with_zeros_have_exact_derivatives()
    {
        Assert.Equal([12, 0, 0], Of(Gradient(At(CumProd(v), 0, 2), v), 0, 3, 4));
        Assert.Equal([1, 0, 0], Of(Gradient(At(CumProd(v), 0, 0), v), 0, 0, 4));
    }

    [Fact]
    public void Running_logarithms_of_sums_keep_what_comes_before_a_large_element()
    {
        var y = Of(LogCumSumExp(v), -1000, 0, 1000);
        Assert.Equal([-1000, 0, 1000], y);
        Assert.Equal([1, 0, 0], Of(Gradient(At(LogCumSumExp(v), 0, 0), v), -1000, 0, 1000));
        Assert.Equal([double.NegativeInfinity, 2], Of(LogCumSumExp(v), double.NegativeInfinity, 2));
        Assert.Equal([0, 1], Of(Gradient(At(LogCumSumExp(v), 0, 1), v), double.NegativeInfinity, 2));
    }

    [Fact]
    public void Whole_numbers_are_summed_exactly()
    {
        var k = IntegerVariable("k", ["n"]);
        var y = CumSum(k);
        var session = Compile<float>([k], [y]).Bind((k, new[] { 1 << 30, 1, 1 }));
        session.Run();
        Assert.Equal([1 << 30, (1 << 30) + 1, (1 << 30) + 2], session.ReadIntegers(y).ToArray());
    }
}
