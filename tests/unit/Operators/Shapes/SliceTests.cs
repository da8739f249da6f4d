using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Shapes;

/// <summary>Parts of arrays, arrays put together, and the sizes that only the data tell.</summary>
public class SliceTests
{
    private readonly Variable x = Variable("x", [3, 4]);
    private readonly Variable v = Variable("v", ["n"]);

    private double[] Of(Expr e) => e.EvaluateTensor((x, Numbered)).ToArray();

    private static readonly double[,] Numbered = { { 0, 1, 2, 3 }, { 4, 5, 6, 7 }, { 8, 9, 10, 11 } };

    [Fact]
    public void Ranges_cut_parts_out()
    {
        Assert.Equal([5, 6], Of(x[1..2, 1..^1]));
        Assert.Equal([8, 9, 10, 11], Of(x[2..]));
        Assert.Equal([0, 2, 4, 6, 8, 10], Of(Slice(x, 1, 0, ^0, 2)));
        Assert.Equal([3, 7, 11], Of(At(x, 1, ^1)));
        Assert.Equal([4, 5, 6, 7], Of(At(x, 0, 1)));
        Assert.Equal([4, 5, 6, 7], Of(x[1]));
        Assert.Equal([8, 9, 10, 11], Of(x[^1]));
        Assert.Equal([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], Of(Flip(x)));
        Assert.Equal([3, 2, 1, 0], Of(Flip(x, 1)[..1]));
    }

    [Fact]
    public void Arrays_are_put_together()
    {
        Assert.Equal([0, 4, 8, 0, 0], Of(Pad(At(x, 1, 0), 0, 0, 2)));
        Assert.Equal([7, 0, 1, 2, 3], Of(Pad(At(x, 0, 0), 0, 1, 0, 7)));
        Assert.Equal([0, 3, 4, 7, 8, 11], Of(Concat([x[.., ..1], x[.., 3..]], 1)));
        Assert.Equal([0, 4, 1, 5], Of(Stack([x[0..1, ..2], x[1..2, ..2]], -1)));
        Assert.Equal([3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10], Of(Roll(x, 1, 5)));
        Assert.Equal([1, 2, 3, 0], Of(Roll(At(x, 0, 0), 0, -1)));
        Assert.Equal([0, 1, 0, 1], Of(Tile(x[..1, ..2], 1, 2)));
        Assert.Equal([0, 1, 4, 5, 2, 3, 6, 7], Of(Concat([.. Split(x[..2], [2, 2], 1)])));
        Assert.Equal("[12]", Flatten(x).Shape.ToString());
        Assert.Equal("[4]", Squeeze(x[..1]).Shape.ToString());
    }

    [Fact]
    public void Integers_and_conditions_are_moved_too()
    {
        var k = IntegerVariable("k", ["n"]);
        Expr[] outputs = [Flip(k), Pad(k, 0, 1, 1, 9), Concat([k, k[1..]]), Pad(k > 1, 0, 1, 0), Roll(k, 0, 1)];
        var session = Compile<float>([k], outputs).Bind((k, new[] { 1, 2, 3 }));
        session.Run();
        int[][] expected = [[3, 2, 1], [9, 1, 2, 3, 9], [1, 2, 3, 2, 3], [0, 0, 1, 1], [3, 1, 2]];
        for (int i = 0; i < outputs.Length; i++) Assert.Equal(expected[i], session.ReadIntegers(outputs[i]).ToArray());
    }

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        OperatorLaw.Holds(e => Sin(e[1.., ..^1]), [3, 4]);
        OperatorLaw.Holds(e => Square(Slice(e, 0, 1, ^0, 2)) * Flip(Slice(e, 0, 0, ^1, 2), 1), [5, 3]);
        OperatorLaw.Holds(e => MatMul(e[1.., ..], Flip(Transpose(e), 0)[..2]), [3, 2]);
        OperatorLaw.Holds(e => MatMul(Slice(e, 1, 0, ^0, 2), e[.., 1..3]), [2, 4]);
        OperatorLaw.Holds(e => MatMul(e[1.., .., ..2], e[..^1, ..2, ..]), [4, 3, 3]);
        OperatorLaw.Holds(e => Exp(Pad(e, 1, 2, 1)) * Pad(e, 1, 0, 3, -1), [2, 3]);
        OperatorLaw.Holds(e => Concat([Sin(e), e * e, e[.., 1..]], 1) / 3, [2, 3]);
        OperatorLaw.Holds(e => Stack([Sin(e), Cos(e)], 1) * Roll(Stack([e, e], 1), 2, 1), [2, 3]);
        OperatorLaw.Holds(e => Sum(Tile(e, 0, 3) * Sin(Tile(e, 0, 3)), 0), [2, 2]);
    }

    [Fact]
    public void A_difference_of_neighbours_is_one_loop_over_views()
    {
        var difference = Sum(Square(v[1..] - v[..^1]));
        var function = Compile<double>([v], [difference]);
        Assert.StartsWith("1 steps", function.Explain(), StringComparison.Ordinal);
        var session = function.Bind((v, new double[] { 1, 4, 2, 7 }));
        session.Run();
        Assert.Equal(9 + 4 + 25, session.Scalar(difference));
    }

    [Fact]
    public void What_lies_outside_is_refused()
    {
        Assert.Equal(
            "Slice: the range 1..5 does not lie within axis 1 of shape [3, 4]. Start and end count from 0, or from the end " +
            "with ^; the start must not be above the end.", Assert.Throws<ArgumentException>(() => x[.., 1..5]).Message);
        Assert.StartsWith(
            "At: place ^5 is out of range for axis 1 of shape [3, 4].",
            Assert.Throws<ArgumentException>(() => At(x, 1, ^5)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Squeeze: axis 0 of shape [3, 4] has size 3, and only axes of size 1 can be dropped. Use At for one place of an axis.",
            Assert.Throws<ArgumentException>(() => Squeeze(x, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Concat: shapes [3, 4] and [2, 4] differ in more than axis 1, along which they are joined.",
            Assert.Throws<ArgumentException>(() => Concat([x, x[..2]], 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Split: the parts have size 3 together, and axis 1 of shape [3, 4] has size 4.",
            Assert.Throws<ArgumentException>(() => Split(x, [1, 2], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_data_show_to_lie_outside_is_refused_when_they_are_bound()
    {
        const string Sentence =
            "slice: places -1 to -1 do not lie within axis 0 of shape [n], whose size is 0 for this data. " +
            "Take a shorter range, or bind more data.";
        var last = At(v, 0, ^1);
        Assert.Equal(Sentence, Assert.Throws<ArgumentException>(() => last.Evaluate((v, Array.Empty<double>()))).Message);
        var function = Compile<float>([v], [last]);
        Assert.Equal(Sentence, Assert.Throws<ArgumentException>(() => function.Bind((v, Array.Empty<double>()))).Message);
        Assert.Equal(
            "The size n − 3 of axis 0 of shape [n − 3] is -1 for this data. A size must not be negative; " +
            "bind more data.",
            Assert.Throws<ArgumentException>(() => v[3..].EvaluateTensor((v, new double[2]))).Message);
    }
}
