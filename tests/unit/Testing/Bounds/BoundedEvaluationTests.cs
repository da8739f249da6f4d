using Grad.Testing;
using static Grad.Functions;

namespace Grad.Tests.Unit.Testing.Bounds;

/// <summary>The running error bound covers what rounding does, is near it, and knows where it cannot tell.</summary>
public class BoundedEvaluationTests
{
    private readonly Variable x = Variable("x"), v = Variable("v", ["n"]), a = Variable("A", ["n", 3]);

    [Fact]
    public void Float_programs_stay_within_the_bound_and_the_bound_is_near()
    {
        var random = new Random(5);
        double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() * 4 - 2)];
        (Variable, Value)[] at = [(x, 0.7), (v, Numbers(40)), (a, Value.Of(Numbers(120), 40, 3))];
        var y = Sum(MatMul(Transpose(a), Exp(Sin(v) * x))) + Mean(Softplus(a) / (2 + Cos(a)));
        var bounds = BoundedEvaluation.Of([y], at, Precision.Float);
        var session = Compile<float>([x, v, a], [y]).Bind(at);
        session.Run();
        double off = Math.Abs(session.Scalar(y) - bounds.Values(y)[0]);
        Assert.InRange(off, 0, bounds.Errors(y)[0]);
        Assert.InRange(bounds.Errors(y)[0], 0, 1e-4 * Math.Abs(bounds.Values(y)[0]));
        Assert.InRange(BoundedEvaluation.Of([y], at, Precision.Double).Errors(y)[0], 1e-16, 1e-11);
    }

    [Fact]
    public void Errors_are_carried_on_by_the_slope()
    {
        var y = Square(x) * 3;
        var moves = new Dictionary<Variable, double[]> { [x] = [1e-3] };
        double error = BoundedEvaluation.Of([y], [(x, 5.0)], Precision.Double, moves).Errors(y)[0];
        Assert.Equal(GradientCheck.Of(y, [x], [(x, 5.0)]).Entries[0].Difference * 1e-3, error, 1e-5);
    }

    /// <summary>The slope of ∛x, 1/(3y²), at a logarithm of a determinant that single precision rounds to 0.</summary>
    [Fact]
    public void A_pole_within_the_error_has_no_bound()
    {
        var moves = new Dictionary<Variable, double[]> { [x] = [1e-6] };
        Expr[] poles = [1 / x, 1 / Square(x), Log(x), Digamma(x), Gradient(Cbrt(x), x)];
        foreach (var y in poles)
        {
            Assert.False(double.IsFinite(BoundedEvaluation.Of([y], [(x, 1e-9)], Precision.Double, moves).Errors(y)[0]));
            Assert.InRange(BoundedEvaluation.Of([y], [(x, 1e-3)], Precision.Double, moves).Errors(y)[0], 0, 1e4);
        }
    }

    [Theory]
    [InlineData(1e-9, true)]
    [InlineData(1e-3, false)]
    public void A_kink_within_the_error_is_found(double value, bool found)
    {
        var moves = new Dictionary<Variable, double[]> { [x] = [1e-6] };
        var pair = Reshape(x, [1]) * Constant(new[] { 1.0, -1 });
        Expr[] kinked = [Abs(x), Relu(x), Maximum(x, 0), Where(x < 0, Sin(x), x), Max(pair)];
        foreach (var y in kinked)
            Assert.Equal(found, BoundedEvaluation.Of([y], [(x, value)], Precision.Double, moves).Kink is not null);
    }

    [Fact]
    public void A_comparison_that_rounding_can_turn_spoils_what_it_selects()
    {
        var y = Where(x < 1, x, x + 100);
        Assert.InRange(BoundedEvaluation.Of([y], [(x, 1 - 1e-9)], Precision.Double).Errors(y)[0], 0, 1e-15);
        Assert.InRange(BoundedEvaluation.Of([y], [(x, 1 - 1e-9)], Precision.Float).Errors(y)[0], 100, 101);
    }

    [Fact]
    public void What_is_not_selected_does_not_count()
    {
        var y = Where(x > 0, x, Log(x));
        Assert.Equal(0, BoundedEvaluation.Of([y], [(x, 2.0)], Precision.Double).Errors(y)[0], 1e-15);
        Assert.True(double.IsNaN(BoundedEvaluation.Of([y], [(x, -2.0)], Precision.Double).Errors(y)[0]));
        var turned = Where(Log(x) < 0, x, x + 100);
        Assert.Equal(100, BoundedEvaluation.Of([turned], [(x, -2.0)], Precision.Double).Errors(turned)[0], 1e-9);
    }

    /// <summary>An operator without a rule is sampled; a product has one to compare that with.</summary>
    [Fact]
    public void A_sampled_bound_is_near_the_one_by_rule()
    {
        var product = MatMul(Transpose(a), a);
        var numbers = Value.Of([.. Enumerable.Range(0, 30).Select(i => Math.Sin(i))], 10, 3);
        var bounds = BoundedEvaluation.Of([product], [(a, numbers)], Precision.Float);
        Interpreter.Array[] operands = [.. product.Operands.Select(
            o => new Interpreter.Array(bounds.Sizes(o), bounds.Values(o).ToArray()))];
        double[][] errors = [.. product.Operands.Select(o => bounds.Errors(o).ToArray())];
        var value = new Interpreter.Array(bounds.Sizes(product), bounds.Values(product).ToArray());
        double[] sampled = ErrorRules.Sampled(product, bounds, value, operands, errors);
        double largest = bounds.Errors(product).ToArray().Max();
        Assert.InRange(sampled.Max(), largest / 4, largest * 40);
    }

    /// <summary>
    /// Of 36 windows one has two elements that are nearly equal: a few displacements of all elements together missed it
    /// (seed 3YjH6NXIjxl2).
    /// </summary>
    [Fact]
    public void A_window_whose_largest_element_another_can_overtake_is_a_kink()
    {
        var image = Variable("image", [1, 1, 6, 6]);
        var pooled = MaxPool(image, 2, 1);
        double[] numbers = [.. Enumerable.Range(0, 36).Select(i => (double)(i * 7 % 36))];
        Assert.Null(Kink());
        (numbers[14], numbers[15]) = (50, 50 + 1e-4);
        Assert.Same(pooled, Kink());

        Expr? Kink() => BoundedEvaluation.Of(
            [pooled],
            [(image, Value.Of(numbers, 1, 1, 6, 6))],
            Precision.Double,
            new Dictionary<Variable, double[]> { [image] = [.. Enumerable.Repeat(1e-3, 36)] }).Kink;
    }

    [Fact]
    public void What_float_cannot_hold_has_no_bound()
    {
        var y = Exp(x);
        Assert.Equal(double.PositiveInfinity, BoundedEvaluation.Of([y], [(x, 100.0)], Precision.Float).Errors(y)[0]);
    }
}
