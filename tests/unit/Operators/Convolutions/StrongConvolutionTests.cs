using Grad.Tests.Unit.Differentiation;
using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Convolutions;

/// <summary>What an exactly zero tangent or cotangent meets in a convolution does not count, NaN or not.</summary>
public class StrongConvolutionTests
{
    public static TheoryData<int[], int[], Extent, Extent, Extent, int> Cases => ConvTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Examples_of_NaN_that_a_mask_cut_off_do_not_reach_the_gradient(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        var (x, k) = (Variable("x", Shape.Fixed(input)), Variable("k", Shape.Fixed(kernel)));
        var y = Conv(x, k, stride, padding, dilation, groups);
        var keep = BooleanVariable("keep", Shape.Of([x.Shape[0], .. Enumerable.Repeat(Dimension.One, x.Rank - 1)]));
        var loss = Sum(Square(Where(BroadcastTo(keep, y.Shape), y, 0)));
        var gradient = Gradient(loss, k);
        var second = Gradient(Sum(gradient * Constant(Numbers(kernel))), k);
        var tangent = Jvp(loss, (k, Constant(Numbers(kernel))));
        bool[] mask = [.. Enumerable.Range(0, input[0]).Select(n => n > 0)];
        (Variable, Value) kept = (keep, Value.Of(mask, [.. keep.Shape.Select(d => d.Value)]));
        foreach (var e in new[] { gradient, second, tangent })
        {
            double[] Of(double hidden) => StrongZeroTests.Everywhere(
                e, (x, WithFirst(input, hidden)), (k, Numbers(kernel)), kept);
            Assert.Equal(Of(1), Of(double.NaN), Close);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kernels_of_NaN_whose_outputs_do_not_count_do_not_reach_the_input(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        var (x, k) = (Variable("x", Shape.Fixed(input)), Variable("k", Shape.Fixed(kernel)));
        var y = Conv(x, k, stride, padding, dilation, groups);
        var others = Square(Slice(y, 1, 1, ^0));
        var gradient = Gradient(Sum(others), x);
        var second = Gradient(Sum(gradient * Constant(Numbers(input))), x);
        foreach (var e in new[] { gradient, second })
        {
            double[] Of(double hidden) => StrongZeroTests.Everywhere(
                e, (x, Numbers(input)), (k, WithFirst(kernel, hidden)));
            Assert.Equal(Of(1), Of(double.NaN), Close);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Examples_of_NaN_whose_kernel_does_not_move_have_no_tangent(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        var (x, k) = (Variable("x", Shape.Fixed(input)), Variable("k", Shape.Fixed(kernel)));
        var y = Conv(x, k, stride, padding, dilation, groups);
        var byKernel = Jvp(y, (k, Constant(WithFirst(kernel, 0))));
        var first = Slice(byKernel, 1, 0, 1);
        double[] found = StrongZeroTests.Everywhere(first, (x, All(input, double.NaN)), (k, Numbers(kernel)));
        Assert.All(found, e => Assert.Equal(0, e));
        var byInput = Slice(Jvp(y, (x, Constant(WithFirst(input, 0)))), 0, 0, 1);
        found = StrongZeroTests.Everywhere(byInput, (x, Numbers(input)), (k, All(kernel, double.PositiveInfinity)));
        Assert.All(found, e => Assert.Equal(0, e));
    }

    [Fact]
    public void A_NaN_that_counts_is_not_hidden()
    {
        Variable x = Variable("x", [1, 1, 4]), k = Variable("k", [1, 1, 2]);
        var gradient = Gradient(Sum(Conv(x, k)), k);
        double[] found = StrongZeroTests.Everywhere(
            gradient, (x, Value.Of([double.NaN, 1, 2, 3], 1, 1, 4)), (k, Value.Of([1.0, 1], 1, 1, 2)));
        Assert.Equal([double.NaN, 6], found);
    }

    private static Value Numbers(int[] sizes) => WithFirst(sizes, null);

    /// <summary>Numbers of which those of the first index of the first axis are all the same.</summary>
    private static Value WithFirst(int[] sizes, double? same)
    {
        var random = new System.Random(7);
        double[] numbers = [.. Enumerable.Range(0, Length(sizes)).Select(_ => (random.NextDouble() * 2) - 1)];
        if (same is { } value) numbers.AsSpan(0, numbers.Length / sizes[0]).Fill(value);
        return Value.Of(numbers, sizes);
    }

    private static Value All(int[] sizes, double value) => Value.Of(Enumerable.Repeat(value, Length(sizes)).ToArray(), sizes);

    private static int Length(int[] sizes) => sizes.Aggregate((a, b) => a * b);

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * (1 + Math.Abs(a));
}
