using System.Linq.Expressions;
using static Grad.Functions;

namespace Grad.Tests.Unit.Lambdas;

/// <summary>Lambdas in, lambdas out.</summary>
public class LambdaTests
{
    private readonly double height = 2.5;

    [Fact]
    public void Derivatives_read_like_what_one_would_write()
    {
        Assert.Equal("x => Math.Cos(x)", Differentiate(x => Math.Sin(x)).ToCSharp());
        Assert.Equal("x => x * Math.Cos(x) + Math.Sin(x)", Differentiate((double x) => Math.Sin(x) * x).ToCSharp());
        Assert.Equal("x => 3 * (x * x)", Differentiate((double x) => Math.Pow(x, 3)).ToCSharp());
        Assert.Equal("x => -Math.Exp(-x)", Differentiate((double x) => Math.Exp(-x)).ToCSharp());
        Assert.Equal("x => 1 / x", Differentiate((double x) => Math.Log(x)).ToCSharp());
        Assert.Equal("x => Math.PI", Differentiate((double x) => Math.PI * x).ToCSharp());
    }

    [Fact]
    public void A_function_of_several_arguments_has_a_derivative_by_each()
    {
        Expression<Func<double, double, double>> f = (x, y) => x * Math.Exp(x * y);
        var partials = PartialDerivatives(f);
        Assert.Equal(2, partials.Length);
        Assert.Equal(partials[1].ToCSharp(), Differentiate(f, 1).ToCSharp());
        Assert.Equal(4 * Math.Exp(6), partials[1].Compile()(2, 3), 1e-9);
        Assert.Equal(7 * Math.Exp(6), partials[0].Compile()(2, 3), 1e-9);
        Assert.Equal(7 * Math.Exp(6), Differentiate((double x, double y) => x * Math.Exp(x * y)).Compile()(2, 3), 1e-9);
    }

    [Fact]
    public void A_derivative_can_be_differentiated_again()
    {
        Expression<Func<double, double>> f = x => Math.Sin(x) * x;
        double second = Differentiate(Differentiate(f)).Compile()(1.5);
        Assert.Equal(2 * Math.Cos(1.5) - 1.5 * Math.Sin(1.5), second, 1e-14);
    }

    [Fact]
    public void A_branch_that_is_not_taken_has_no_part_in_the_derivative()
    {
        var slope = Differentiate(x => x <= 0 ? 0 : Math.Log(x) * x).Compile();
        Assert.Equal([0, 0, 1], new[] { -1, 0, 1.0 }.Select(slope));
    }

    [Fact]
    public void Exact_zeros_are_guarded_only_behind_a_condition()
    {
        Assert.Equal("(x, y) => Math.Exp(x * y) * y", Differentiate((double x, double y) => Math.Exp(x * y)).ToCSharp());
        Assert.Equal(0, Differentiate(x => x > 0 ? 1 / x : 5).Compile()(0));
    }

    [Fact]
    public void Captured_variables_are_their_present_value()
    {
        int half = 1;
        float rate = 0.25f;
        Expression<Func<double, double>> f = x => height * Math.Exp(-rate * x) + half / 2 + Math.Sqrt(16) * x;
        half = 9;
        var x = Variable("x");
        Assert.Equal("2.5·exp(−0.25·x) + 4 + 4·x", Read(f, x).ToString());
    }

    [Fact]
    public void A_lambda_acts_on_each_element_of_an_array()
    {
        var x = Variable("x", ["n"]);
        var y = Read((double u) => Math.Exp(-u * u), x);
        Assert.Equal(x.Shape, y.Shape);
        Assert.Equal([Math.Exp(-1), Math.Exp(-4)], y.EvaluateTensor((x, new[] { 1.0, 2.0 })).ToArray());
    }

    [Fact]
    public void Every_form_that_can_be_read_means_the_same_as_the_lambda()
    {
        Same((x, y) => x + y - (x * y / 3) % 2);
        Same((x, y) => (double)(int)(10 * x) + +y);
        Same((x, y) => Math.Sign(x) * y + 3 * (x > y ? 1 : -(int)y));
        Same((x, y) => Math.Clamp(x, -0.5, y) + Math.FusedMultiplyAdd(x, y, 2));
        Same((x, y) => Math.Log(y, 3) + double.Hypot(x, y) + double.ExpM1(x) + double.LogP1(y) + double.Exp2(x));
        Same((x, y) => (x >= y || !(x > 0)) && y != 1 ? Math.Max(x, y) : Math.Min(x, 1));
        Same((x, y) => (x <= y) ^ (y == x) ? 1 : 2);
        Same((x, y) => (x < y) == (y < 3) ? Math.Round(x) : Math.CopySign(y, x));
        Same((x, y) => double.IsNaN(x) | !double.IsFinite(y) ? 0 : Erf.Scalar(x) + Polygamma.Scalar(y, 2));
        Same((x, y) => (float)x * (double)MathF.Sqrt((float)y), 1e-6); // read as real numbers, without the roundings
        Same((x, y) => Math.Atan2(x, y) + Xlogy.Scalar(y, y));
    }

    [Fact]
    public void Floats_stay_floats()
    {
        var slope = Differentiate<Func<float, float>>(x => MathF.Sin(x) * 0.5f > 9 ? x : MathF.Exp(x / 3) - 0.1f);
        Assert.Equal(MathF.Exp(0.5f) / 3, slope.Compile()(1.5f), 1e-6f);
        Assert.Contains("MathF.Exp(", slope.ToCSharp(), StringComparison.Ordinal);
        Assert.Contains("0.1f", ((Expression<Func<float, float>>)(x => x - 0.1f)).ToCSharp(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_used_often_gets_a_name()
    {
        var x = Variable("x");
        Expr y = x;
        for (int i = 0; i < 100; i++) y = Sin(y) * y;
        var lambda = y.ToLambda<Func<double, double>>(x);
        Assert.StartsWith("x => { var t1 = Math.Sin(x) * x; var t2 = Math.Sin(t1) * t1; ", lambda.ToCSharp(), StringComparison.Ordinal);
        double expected = 1.2;
        for (int i = 0; i < 100; i++) expected *= Math.Sin(expected);
        Assert.Equal(expected, lambda.Compile()(1.2), 1e-14);
        Assert.Equal(expected, Read(lambda, x).Evaluate((x, 1.2)), 1e-14);
    }

    [Fact]
    public void Text_has_the_parentheses_that_C_sharp_needs()
    {
        Written("(x, y) => x - (y - 1) + x / (y * 2)", (x, y) => x - (y - 1) + x / (y * 2));
        Written("(x, y) => -(x + y) * -x", (x, y) => -(x + y) * -x);
        Written("(x, y) => x - -y", (x, y) => x - -y);
        Written("(x, y) => (x < y ? 1 : 2) * (x > 0 && (y > 0 || x == 1) ? x : y)",
            (x, y) => (x < y ? 1.0 : 2.0) * (x > 0 && (y > 0 || x == 1) ? x : y));
        Written("(x, y) => height * x + double.PositiveInfinity", (x, y) => height * x + double.PositiveInfinity);
    }

    private static void Written(string text, Expression<Func<double, double, double>> f) => Assert.Equal(text, f.ToCSharp());

    private static void Same(Expression<Func<double, double, double>> f, double tolerance = 1e-14)
    {
        var compiled = f.Compile();
        Variable x = Variable("x"), y = Variable("y");
        var back = Read(f, x, y).ToLambda<Func<double, double, double>>(x, y).Compile();
        foreach (var (a, b) in new[] { (0.3, 0.7), (-1.25, 0.5), (2.0, 3.5) })
        {
            Assert.Equal(compiled(a, b), Read(f, x, y).Evaluate((x, a), (y, b)), tolerance * (1 + Math.Abs(compiled(a, b))));
            Assert.Equal(compiled(a, b), back(a, b), tolerance * (1 + Math.Abs(compiled(a, b))));
        }
    }
}
