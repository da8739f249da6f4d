using Grad.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Random;

/// <summary>Random draws are functions of their key: compiled, interpreted and drawn by hand they are the same.</summary>
public class DrawsTests
{
    private static readonly Variable Key = KeyVariable("key");

    private static readonly Expr[] All =
    [
        Uniform(Key, [3, 50]), Normal(Split(Key, 7), [200]), Where(Bernoulli(Split(Key, 1), 0.3, [100]), 1, new Literal(0, [100])),
        ToReal(Permutation(Split(Key, 2), "n")), ToReal(UniformIntegers(Split(Key, 3), -5, 6, ["n", 2])),
    ];

    private static readonly Variable Sized = Variable("sized", ["n"]);

    [Fact]
    public void Compiled_draws_are_the_interpreted_ones_rounded_once()
    {
        Expr[] outputs = [.. All, Sum(Sized)];
        (Variable, Value)[] values = [(Key, Value.Key(42)), (Sized, new double[33])];
        var exact = Compile<double>([Key, Sized], outputs).Bind(values);
        var rounded = Compile<float>([Key, Sized], outputs).Bind(values);
        exact.Run();
        rounded.Run();
        foreach (var output in All)
        {
            var expected = (output + (0 * Sum(Sized))).EvaluateTensor(values).ToArray();
            Assert.Equal(expected, exact.Read(output).ToArray());
            Assert.Equal(expected.Select(e => (float)e), rounded.Read(output).ToArray());
        }
    }

    [Fact]
    public void They_are_those_of_the_generator()
    {
        var expected = new double[1000];
        Philox.FillUniform<double>(Philox.Split(Philox.FromSeed(5), 3), 0, expected);
        Assert.Equal(expected, Uniform(Split(RandomKey(5), 3), [1000]).EvaluateTensor().ToArray());
    }

    [Fact]
    public void A_program_that_splits_its_key_draws_anew_in_each_run()
    {
        var step = IntegerVariable("step", []);
        var draw = Uniform(Split(Key, step), []);
        var session = Compile<double>([Key], [draw], [(step, step + 1)]).Bind((Key, Value.Key(1)), (step, 0));
        for (int i = 0; i < 3; i++)
        {
            session.Run();
            Assert.Equal(Uniform(Split(RandomKey(1), i), []).Evaluate(), session.Scalar(draw));
        }
    }

    [Fact]
    public void A_key_can_be_replaced_by_its_child()
    {
        var draw = Uniform(Split(Key, 0), []);
        var session = Compile<double>([], [draw], [(Key, Split(Key, 1))]).Bind((Key, Value.Key(1)));
        session.Repeat(3);
        var third = Split(Split(RandomKey(1), 1), 1);
        Assert.Equal(Uniform(Split(third, 0), []).Evaluate(), session.Scalar(draw));
    }

    [Fact]
    public void A_permutation_has_every_number_once()
    {
        var permutation = Permutation(Key, "n");
        var session = Compile<float>([Key, Sized], [permutation]).Bind((Key, Value.Key(3)), (Sized, new double[1000]));
        session.Run();
        var order = session.ReadIntegers(permutation).ToArray();
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
    }

    [Fact]
    public void Draws_have_no_derivative_and_let_others_through()
    {
        var x = Variable("x", [4]);
        var noise = Normal(RandomKey(1), [4]);
        Assert.Equal(
            noise.EvaluateTensor().ToArray(), Gradient(Sum(x * noise), x).EvaluateTensor((x, new double[4])).ToArray());
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_lets_the_gradient_through_where_it_keeps()
    {
        var x = Variable("x", [10_000]);
        var y = Dropout(x, RandomKey(3), 0.25);
        double[] ones = [.. Enumerable.Repeat(1.0, 10_000)], kept = y.EvaluateTensor((x, ones)).ToArray();
        Assert.Equal(1, kept.Average(), 0.02);
        Assert.Equal([0, 1 / 0.75], kept.Distinct().Order());
        Assert.Equal(kept, Gradient(Sum(y), x).EvaluateTensor((x, ones)).ToArray());
        Assert.Same(x, Dropout(x, RandomKey(3), 0));
        Assert.Equal(
            "Dropout: the rate is 1. Give a number from 0 to below 1.",
            Assert.Throws<ArgumentException>(() => Dropout(x, RandomKey(3), 1)).Message);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var session = Compile<float>([Key], [Sum(Normal(Key, [100])), Permutation(Split(Key, 1), 50)]).Bind((Key, Value.Key(1)));
        Assert.Equal(0, Allocations.Of(() => session.Run()));
    }

    [Fact]
    public void What_is_not_a_key_is_refused() => Assert.Equal(
        "Uniform: an operand is real, and a random key is needed. Make one with RandomKey(seed), or Split a key. In: 42.",
        Assert.Throws<ArgumentException>(() => Uniform(42, [3])).Message);

    [Fact]
    public void A_probability_out_of_range_is_refused() => Assert.Equal(
        "Bernoulli: the probability is 1.5. Give a number from 0 to 1.",
        Assert.Throws<ArgumentException>(() => Bernoulli(Key, 1.5, [3])).Message);

    [Fact]
    public void An_empty_range_is_refused() => Assert.Equal(
        "UniformIntegers: the range [3, 3) is empty. Give an upper bound, which is excluded, above the lower.",
        Assert.Throws<ArgumentException>(() => UniformIntegers(Key, 3, 3, [3])).Message);
}
