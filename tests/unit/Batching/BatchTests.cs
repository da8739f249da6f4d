using static Grad.Functions;

namespace Grad.Tests.Unit.Batching;

/// <summary>What is computed for one example, for many.</summary>
public class BatchTests
{
    private static int Count<T>(Expr y) where T : Expr => Graph.TopologicalOrder(y).OfType<T>().Count();

    [Fact]
    public void A_matrix_times_vectors_is_one_product_of_matrices()
    {
        Variable w = Variable("W", [2, 3]), x = Variable("x", [3]), b = Variable("b", [2]);
        var (y, all) = Batch(Tanh(MatMul(w, x) + b), "n", x);
        Assert.Equal(["n", 2], y.Shape);
        Assert.Equal(["n", 3], all.Shape);
        var product = Assert.Single(Graph.TopologicalOrder(y).OfType<MatMul>());
        Assert.Equal(["n", 2], product.Shape);
        Assert.Equal(1, Count<Tanh>(y));
    }

    [Fact]
    public void What_does_not_depend_on_the_examples_is_computed_once()
    {
        Variable w = Variable("w", [3]), x = Variable("x", [3]);
        var shared = Exp(w);
        var (y, _) = Batch(Sum(shared * x), "n", x);
        Assert.Same(shared, Assert.Single(Graph.TopologicalOrder(y).OfType<Exp>()));
        Assert.Equal(["n"], y.Shape);
    }

    [Fact]
    public void A_result_without_examples_is_repeated()
    {
        Variable w = Variable("w", [2]), x = Variable("x");
        var y = Batch(Square(w), (x, Variable("X", [3])));
        Assert.Equal([1, 4, 1, 4, 1, 4], y.EvaluateTensor((w, new double[] { 1, 2 })).ToArray());
    }

    [Fact]
    public void A_system_with_many_right_sides_is_factorised_once()
    {
        Variable a = Variable("A", [2, 2]), b = Variable("b", [2]);
        var (y, all) = Batch(Solve(a, b), "n", b);
        Assert.Equal([2, "n"], Assert.Single(Graph.TopologicalOrder(y).OfType<Solve>()).Shape);
        double[] x = y.EvaluateTensor(
            (a, new double[,] { { 2, 0 }, { 0, 4 } }), (all, new double[,] { { 2, 4 }, { 4, 8 }, { 6, 4 } })).ToArray();
        Assert.Equal([1, 1, 2, 2, 3, 1], x);
    }

    [Fact]
    public void Keys_of_their_own_draw_independently_and_a_shared_key_draws_the_same()
    {
        var i = IntegerVariable("i", []);
        var key = RandomKey(7);
        var own = Batch(Normal(Split(key, i), [3]), (i, Arange(4)));
        Assert.Equal([4, 3], own.Shape);
        double[] expected = [.. Enumerable.Range(0, 4).SelectMany(
            k => Normal(Split(key, k), [3]).EvaluateTensor().ToArray())];
        Assert.Equal(expected, own.EvaluateTensor().ToArray());
        Assert.Equal(expected, Read(own));

        var same = Batch(Uniform(key, [2]) + ToReal(i), (i, Arange(2))).EvaluateTensor().ToArray();
        Assert.Equal(same[0] + 1, same[2]);
        Assert.Equal(same[1] + 1, same[3]);
    }

    [Fact]
    public void Keys_nest_to_any_depth()
    {
        Variable i = IntegerVariable("i", []), j = IntegerVariable("j", []);
        var draw = Uniform(Split(Split(RandomKey(1), i), j), [2]);
        var inner = Batch(draw, (j, Arange(3)));
        var both = Batch(inner, (i, Arange(2)));
        double[] expected = [.. Enumerable.Range(0, 2).SelectMany(a => Enumerable.Range(0, 3).SelectMany(
            b => Uniform(Split(Split(RandomKey(1), a), b), [2]).EvaluateTensor().ToArray()))];
        Assert.Equal(expected, both.EvaluateTensor().ToArray());
        Assert.Equal(expected, Read(both));
    }

    [Fact]
    public void A_kernel_for_each_example_is_a_group_of_channels()
    {
        Variable x = Variable("x", [1, 2, 5]), k = Variable("k", [3, 2, 2]);
        var loss = Sum(Square(Conv(x, k, padding: 1)));
        var all = Variable("X", ["n", 1, 2, 5]);
        var each = PerExampleGradients(loss, [(x, all)], k)[0];
        Assert.Equal(["n", 3, 2, 2], each.Shape);
        double[] numbers = [.. Enumerable.Range(0, 30).Select(i => Math.Sin(i))], kernel = [.. Enumerable.Range(0, 12).Select(i => Math.Cos(i))];
        double[] loop = [.. Enumerable.Range(0, 3).SelectMany(i => Gradient(loss, k).EvaluateTensor(
            (x, Value.Of(numbers.AsSpan(i * 10, 10), 1, 2, 5)), (k, Value.Of(kernel, 3, 2, 2))).ToArray())];
        double[] batch = each.EvaluateTensor((all, Value.Of(numbers, 3, 1, 2, 5)), (k, Value.Of(kernel, 3, 2, 2))).ToArray();
        Assert.All(loop.Zip(batch), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void Tables_may_differ_from_example_to_example()
    {
        Variable table = Variable("table", [3, 2]), indices = IntegerVariable("i", [2]);
        var all = Variable("tables", ["n", 3, 2]);
        var allIndices = IntegerVariable("I", ["n", 2]);
        var y = Batch(Take(table, indices), (table, all), (indices, allIndices));
        double[] numbers = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        (Variable, Value)[] at = [(all, Value.Of(numbers, 2, 3, 2)), (allIndices, Value.Of([2, 0, 1, 1], 2, 2))];
        Assert.Equal([4, 5, 0, 1, 8, 9, 8, 9], y.EvaluateTensor(at).ToArray());
        var slope = Gradient(Sum(y * y), all);
        Assert.Equal([0, 2, 0, 0, 8, 10, 0, 0, 32, 36, 0, 0], slope.EvaluateTensor(at).ToArray());
        var transposed = Batch(Gradient(Sum(Square(Take(table, indices, 1))), table), (table, all), (indices, IntegerVariable("J", ["n", 2])));
        Assert.Equal(["n", 3, 2], transposed.Shape);
    }

    [Fact]
    public void What_does_not_fit_is_a_sentence()
    {
        Variable x = Variable("x", [3]), z = Variable("z");
        Assert.StartsWith(
            "Batch: nothing is named that differs between the examples. Give at least one pair: Batch(y, (x, X)).",
            Assert.Throws<ArgumentException>(() => Batch(Sum(x))).Message);
        Assert.StartsWith(
            "Batch: one example has shape [3], and what stands for all of them has shape [3]; " +
            "it must be the same shape with the axis of the examples in front, [n, 3].",
            Assert.Throws<ArgumentException>(() => Batch(Sum(x), (x, Variable("X", [3])))).Message);
        Assert.StartsWith(
            "Batch: one example has shape [], and what stands for all of them has shape []; " +
            "it must be the same shape with the axis of the examples in front, [n].",
            Assert.Throws<ArgumentException>(() => Batch(z, (z, Variable("Z")))).Message);
        Assert.StartsWith(
            "Batch: the numbers of examples differ: n ≠ m, the first axes of [n, 3] and [m].",
            Assert.Throws<ArgumentException>(
                () => Batch(Sum(x) + z, (x, Variable("X", ["n", 3])), (z, Variable("Z", ["m"])))).Message);
    }

    private static double[] Read(Expr y)
    {
        var session = Compile<double>([], [y]).Bind();
        session.Run();
        return session.Read(y).ToArray();
    }
}
