using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

/// <summary>Products of many examples with one matrix are one product, and so is its gradient.</summary>
public class StackedProductsTests
{
    private readonly Variable x = Variable("x", ["n", 5, 4]);
    private readonly Variable w = Variable("w", [4, 3]);

    [Fact]
    public void A_matrix_that_all_examples_share_meets_their_rows_at_once()
    {
        var product = Assert.Single(Products(Relu(MatMul(x, w))));
        Assert.Equal(Shape.Of([5 * (Dimension)"n", 3]), product.Shape);
    }

    [Fact]
    public void Its_gradient_is_one_product_without_sums_over_examples()
    {
        var products = Products(Gradient(Sum(Exp(MatMul(x, w))), w));
        Assert.All(products, p => Assert.Equal(2, p.Rank));
        Assert.Equal(2, products.Count);
    }

    [Fact]
    public void So_is_the_gradient_of_what_went_in()
    {
        var y = MatMul(Exp(x), w);
        var products = Products(Gradient(Sum(Sin(y)), x));
        Assert.All(products, p => Assert.Equal(2, p.Rank));
    }

    [Fact]
    public void Products_that_are_wanted_apart_stay_apart()
    {
        var apart = MatMul(Transpose(x), Exp(x));
        Assert.Equal(3, Assert.Single(Products([apart, Sum(apart, 0)])).Rank);
        Assert.Equal(2, Assert.Single(Products(Sum(apart, 0))).Rank);
    }

    [Fact]
    public void Nothing_is_copied_for_it()
    {
        var turned = MatMul(Transpose(Variable("y", ["n", 4, 5])), w);
        Assert.Equal(3, Assert.Single(Products(turned)).Rank);
        Assert.Equal(3, Assert.Single(Products(Sum(MatMul(Variable("z", ["n", 4, 5]), Exp(x)), 0))).Rank);
    }

    [Theory, InlineData(Optimizations.All), InlineData(Optimizations.All & ~Optimizations.Simplification), InlineData(Optimizations.None)]
    public void Values_and_gradients_are_those_of_the_interpreter(Optimizations optimizations)
    {
        Variable q = Variable("q", [2, "n", 5, 4]), v = Variable("v", [3, 3]);
        var y = MatMul(Tanh(MatMul(q, w)), v) + MatMul(x, w);
        var loss = Sum(Square(y)) + Sum(MatMul(Transpose(x), Exp(x)));
        Expr[] wanted = [y, .. Gradients(loss, q, x, w, v)];
        (Variable, Value)[] at = [.. new[] { q, x, w, v }.Select((a, i) => (a, Numbers(a, i)))];
        var session = Compile<double>([q, x, w, v], wanted, options: new() { Optimizations = optimizations }).Bind(at);
        session.Run();
        foreach (var expression in wanted)
        {
            double[] expected = [.. expression.EvaluateTensor(at)], found = [.. session.Read(expression)];
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-10 * (1 + Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void A_cotangent_of_zero_leaves_out_what_is_infinite()
    {
        var mask = Variable("mask", ["n", 5, 3]);
        var gradient = Gradient(Sum(mask * MatMul(x, w)), w);
        double[] numbers = [.. Enumerable.Range(0, 40).Select(i => (double)i)], ones = [.. Enumerable.Repeat(1.0, 30)];
        Array.Fill(numbers, double.PositiveInfinity, 4, 4);
        Array.Fill(ones, 0, 3, 3);
        var session = Compile<double>([x, mask], [gradient]).Bind((x, Value.Of(numbers, 2, 5, 4)), (mask, Value.Of(ones, 2, 5, 3)));
        session.Run();
        Assert.Equal(180 - 4, session.Read(gradient)[0, 0]);
    }

    private static Value Numbers(Variable variable, int seed)
    {
        int[] sizes = [.. variable.Shape.Select(d => (int)(d.FixedValue ?? 3))];
        int count = sizes.Aggregate(1, (a, b) => a * b);
        return Value.Of([.. Enumerable.Range(0, count).Select(i => Math.Sin((i * i) + seed))], sizes);
    }

    private static List<MatMul> Products(params Expr[] expressions) =>
        [.. Compile<float>([.. Graph.Variables(expressions)], expressions).Steps.OfType<ProductStep>().Select(p => p.Node)];
}
