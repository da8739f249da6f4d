using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Convolutions;

/// <summary>The largest elements and the means of windows.</summary>
public class PoolingTests
{
    private readonly Variable row = Variable("x", [1, 1, 6]);
    private readonly Variable image = Variable("x", ["n", 1, 3, 4]);

    private static readonly double[] Numbers = [1, 5, 2, 0, 3, 4, 8, 7, 6, 9, 1, 2];

    private double[] OfRow(Expr e, params double[] data) => e.EvaluateTensor((row, Value.Of(data, 1, 1, 6))).ToArray();

    private double[] OfImage(Expr e) => e.EvaluateTensor((image, Value.Of(Numbers, 1, 1, 3, 4))).ToArray();

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        OperatorLaw.Holds(e => Sin(MaxPool(e, 2)), [2, 3, 4, 6]);
        OperatorLaw.Holds(e => Square(MaxPool(e, (3, 2), stride: (1, 2), padding: (2, 1))), [1, 2, 5, 6]);
        OperatorLaw.Holds(e => Exp(MaxPool(e, 3, stride: 2)), [2, 1, 9]);
        OperatorLaw.Holds(e => Square(AveragePool(e, (2, 3), stride: 1, padding: (1, 0))), [2, 2, 3, 5]);
        OperatorLaw.Holds(e => Sin(AveragePool(e, 2)), [1, 3, 8]);
    }

    [Fact]
    public void Windows_are_searched()
    {
        Assert.Equal([5, 2, 9, 8], OfImage(MaxPool(image, 2, padding: (1, 0))));
        Assert.Equal([5, 8], OfImage(MaxPool(image, 2)));
        Assert.Equal([5, 8, 9, 9], OfImage(MaxPool(image, (2, 3), stride: (1, 2), padding: (0, 1))));
        Assert.Equal([3, 9, 4], OfRow(MaxPool(row, 2), 1, 3, 9, 9, 4, 2));
        Assert.Equal([1, 9, 9, 2], OfRow(MaxPool(row, 2, padding: 1), 1, 3, 9, 9, 4, 2));
    }

    [Fact]
    public void A_NaN_stays_and_ties_go_to_the_first()
    {
        Assert.Equal([double.NaN, 9, 2], OfRow(MaxPool(row, 2), 1, double.NaN, 9, 9, 2, 2));
        Assert.Equal([double.NaN, double.NaN, 2], OfRow(MaxPool(row, 2), double.NaN, 1, double.NaN, double.NaN, 2, 1));
        Assert.Equal([0, 1, 1, 0, 1, 0], OfRow(Gradient(Sum(MaxPool(row, 2)), row), 1, 3, 9, 9, 2, 2));
        Assert.Equal([double.NegativeInfinity], OfRow(
            MaxPool(row, 6), [.. Enumerable.Repeat(double.NegativeInfinity, 6)]));
    }

    [Fact]
    public void Windows_are_averaged_and_padding_counts()
    {
        Assert.Equal([3.25, 4.25], OfImage(AveragePool(image, 2)));
        Assert.Equal([0.5, 6, 6.5, 1], OfRow(AveragePool(row, 2, padding: 1), 1, 3, 9, 9, 4, 2));
    }

    [Fact]
    public void No_examples_are_fine() => Assert.Empty(
        MaxPool(image, 2).EvaluateTensor((image, Value.Of(Array.Empty<double>(), 0, 1, 3, 4))).ToArray());

    [Fact]
    public void Windows_of_nothing_but_padding_are_refused_when_data_show_them()
    {
        var x = Variable("x", [1, 1, "w"]);
        var y = MaxPool(x, 2, padding: 1);
        Refused(
            "maxpool: axis 2 of shape [1, 1, w] has no elements for this data.",
            () => y.EvaluateTensor((x, Value.Of(Array.Empty<double>(), 1, 1, 0))));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused(
            "MaxPool: the window spans 4 places and axis 2 of shape [n, 1, 3, 4] has 3. Take a smaller window, or " +
            "more padding.",
            () => MaxPool(image, 4));
        Refused(
            "AveragePool: the padding is 2 and the window 2. The padding must be smaller, or a window would see " +
            "nothing but padding.",
            () => AveragePool(image, 2, padding: 2));
        Refused("MaxPool: the window is 0; it must be at least 1.", () => MaxPool(image, 0));
        Refused(
            "MaxPool: the input has shape [3, 4]; it must be [n, channels, width] or [n, channels, height, width].",
            () => MaxPool(Variable("m", [3, 4]), 2));
    }

    private static void Refused(string sentence, Func<object> action) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
