using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Convolutions;

/// <summary>Convolutions over one and two axes, their transposes, and what does not fit.</summary>
public class ConvTests
{
    private readonly Variable image = Variable("x", ["n", 3, 8, 8]);

    public static TheoryData<int[], int[], Extent, Extent, Extent, int> Cases => new()
    {
        { [2, 3, 5, 6], [4, 3, 3, 2], 1, 0, 1, 1 },
        { [2, 2, 5, 4], [3, 2, 3, 3], 1, 1, 1, 1 },
        { [1, 2, 7, 6], [9, 2, 3, 3], 2, 1, 1, 1 },
        { [2, 4, 6, 7], [6, 2, 2, 3], new(1, 3), new(2, 0), new(3, 1), 2 },
        { [1, 3, 6, 6], [3, 1, 3, 3], new(3, 2), 2, 2, 3 },
        { [2, 1, 4, 33], [1, 1, 1, 5], new(4, 1), new(0, 4), new(1, 2), 1 },
        { [3, 2, 9], [8, 2, 4], 2, 3, 1, 1 },
        { [1, 4, 11], [4, 1, 3], 1, 0, 4, 4 },
        { [2, 2, 3], [2, 2, 1], 5, 0, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_the_sum_that_defines_it(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        double[] x = Draw(input, 1), k = Draw(kernel, 2);
        var y = Conv(Constant(Value.Of(x, input)), Constant(Value.Of(k, kernel)), stride, padding, dilation, groups);
        double[] expected = Naive(x, input, k, kernel, y.Shape, stride, padding, dilation, groups);
        Assert.Equal(expected, y.EvaluateTensor().ToArray(), Close);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_obeys_the_laws_of_operators(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        var (x, k) = (Constant(Value.Of(Draw(input, 1), input)), Constant(Value.Of(Draw(kernel, 2), kernel)));
        OperatorLaw.Holds(e => Sin(Conv(e, k, stride, padding, dilation, groups)), input);
        OperatorLaw.Holds(e => Square(Conv(x, e, stride, padding, dilation, groups)), kernel);
        // Both arguments at once, so that the second derivative meets all three sides.
        OperatorLaw.Holds(e => Conv(x * Mean(e), Exp(e), stride, padding, dilation, groups), kernel);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_transpose_is_its_adjoint_and_obeys_them_too(
        int[] input, int[] kernel, Extent stride, Extent padding, Extent dilation, int groups)
    {
        var (x, k) = (Constant(Value.Of(Draw(input, 1), input)), Constant(Value.Of(Draw(kernel, 2), kernel)));
        var y = Conv(x, k, stride, padding, dilation, groups);
        int[] output = [.. y.Shape.Select(d => d.Value)];
        var bar = Constant(Value.Of(Draw(output, 3), output));
        var smallest = ConvTranspose(bar, k, stride, padding, dilation, groups).Shape;
        var rest = new Extent(
            input.Length == 3 ? 0 : input[^2] - smallest[2].Value, input[^1] - smallest[input.Length - 1].Value);
        Expr Back(Expr e, Expr by) => ConvTranspose(e, by, stride, padding, dilation, groups, rest);
        Assert.Equal(x.Shape, Back(bar, k).Shape);
        Assert.Equal(Sum(y * bar).Evaluate(), Sum(x * Back(bar, k)).Evaluate(), 1e-12);
        OperatorLaw.Holds(e => Sin(Back(e, k)), output);
        OperatorLaw.Holds(e => Square(Back(bar, e)), kernel);
    }

    [Fact]
    public void No_examples_and_no_channels_are_fine()
    {
        var k = Variable("k", [2, 3, 3, 3]);
        var y = Conv(image, k);
        var gradient = Gradient(Sum(y), k);
        var session = Compile<float>([image, k], [y, gradient]).Bind(
            (image, Value.Of(Array.Empty<double>(), 0, 3, 8, 8)), (k, Value.Of(new double[54], 2, 3, 3, 3)));
        session.Run();
        Assert.Empty(session.Read(y).ToArray());
        Assert.All(session.Read(gradient).ToArray(), g => Assert.Equal(0, g));
        Assert.All(
            Conv(Constant(Value.Of(Array.Empty<double>(), 1, 0, 4)), Constant(Value.Of(Array.Empty<double>(), 2, 0, 2)))
                .EvaluateTensor().ToArray(), e => Assert.Equal(0, e));
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var k = Variable("k", [5, 3, 3, 3]);
        var y = Conv(image, k, padding: 1);
        var (dx, dk) = Gradients(Sum(Square(y)), image, k);
        var session = Compile<float>([image, k], [y, dx, dk]).Bind(
            (image, Value.Of(Draw([2, 3, 8, 8], 1), 2, 3, 8, 8)), (k, Value.Of(Draw([5, 3, 3, 3], 2), 5, 3, 3, 3)));
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    [Fact]
    public void Sizes_that_only_the_data_tell_are_derived()
    {
        var x = Variable("x", ["n", 1, "h", "w"]);
        var k = Constant(Value.Of(new double[9], 1, 1, 3, 3));
        Assert.Equal("[n, 1, h, w]", Conv(x, k, padding: 1).Shape.ToString());
        Assert.Equal("[n, 1, ⌈(h − 2)/2⌉, ⌈(w − 2)/2⌉]", Conv(x, k, stride: 2).Shape.ToString());
        var data = Value.Of(new double[3 * 5 * 9], 3, 1, 5, 9);
        Assert.Equal([3, 1, 2, 4], Conv(x, k, stride: 2).EvaluateTensor((x, data)).Lengths.ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Refused(
            "Conv: the input [n, 3, 8, 8] has 3 channels and the kernel [4, 2, 3, 3] reads 2. The numbers must be " +
            "equal.",
            () => Conv(image, Kernel(4, 2, 3, 3)));
        Refused(
            "Conv: the input [n, 3, 8, 8] has 3 channels and the kernel [4, 2, 3, 3] reads 4 in 2 groups. The " +
            "numbers must be equal.",
            () => Conv(image, Kernel(4, 2, 3, 3), groups: 2));
        Refused(
            "Conv: 3 groups do not divide the first axis of the kernel, which has shape [4, 1, 3, 3].",
            () => Conv(image, Kernel(4, 1, 3, 3), groups: 3));
        Refused(
            "Conv: the input has shape [n, 3, 8, 8] and the kernel [4, 3, 3]. Give both three axes, [n, channels, " +
            "width] and " +
            "[outputs, channels, width], or both a fourth, the height before the " +
            "width.", () => Conv(image, Kernel(4, 3, 3)));
        Refused(
            "Conv: the window spans 9 places and axis 3 of shape [n, 3, 8, 8] has 8. Take a smaller window, or more " +
            "padding.",
            () => Conv(image, Kernel(4, 3, 8, 9)));
        Refused(
            "Conv: the window spans 13 places and axis 2 of shape [n, 3, 8, 8] has 8 with a padding of 2 on either " +
            "side. Take " +
            "a smaller window, or more padding.", () => Conv(image, Kernel(4, 3, 5, 5), padding: 2, dilation: 3));
        Refused(
            "Conv: an operand is integer, and real is needed.", () => Conv(image, IntegerVariable("k", [1, 3, 2, 2])));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        var k = Kernel(3, 3, 3, 3);
        Refused("Conv: the stride is (1, 0); it must be at least 1.", () => Conv(image, k, stride: (1, 0)));
        Refused("Conv: the padding is -1; it must be at least 0.", () => Conv(image, k, padding: -1));
        Refused("Conv: the dilation is 0; it must be at least 1.", () => Conv(image, k, dilation: 0));
        Refused("Conv: the groups is 0; it must be at least 1.", () => Conv(image, k, groups: 0));
        Refused(
            "ConvTranspose: the output padding is 2; it must be from 0 to below the stride, which is 2.",
            () => ConvTranspose(image, k, stride: 2, outputPadding: 2));
        Refused(
            "ConvTranspose: a padding of 5 leaves nothing of axis 2 of shape [n, 3, 8, 8].",
            () => ConvTranspose(image, k, padding: 5));
    }

    private static Variable Kernel(params int[] sizes) => Variable("k", Shape.Fixed(sizes));

    private static void Refused(string sentence, Func<object> action) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * (1 + Math.Abs(a));

    private static double[] Draw(int[] sizes, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    private static double[] Naive(
        double[] x, int[] input, double[] k, int[] kernel, Shape shape,
        Extent stride, Extent padding, Extent dilation, int groups)
    {
        if (input.Length == 3)
        {
            (input, kernel) = ([input[0], input[1], 1, input[2]], [kernel[0], kernel[1], 1, kernel[2]]);
            (stride, padding) = (stride with { Height = 1 }, padding with { Height = 0 });
        }
        int rows = shape.Rank == 3 ? 1 : shape[2].Value, columns = shape[shape.Rank - 1].Value;
        var result = new List<double>();
        for (int n = 0; n < input[0]; n++)
        {
            for (int o = 0; o < kernel[0]; o++)
            {
                for (int p = 0; p < rows; p++)
                {
                    for (int q = 0; q < columns; q++) result.Add(At(n, o, p, q));
                }
            }
        }
        return [.. result];

        double At(int n, int o, int p, int q)
        {
            double sum = 0;
            for (int c = 0; c < kernel[1]; c++)
            {
                for (int i = 0; i < kernel[2]; i++)
                {
                    for (int j = 0; j < kernel[3]; j++)
                    {
                        int h = (p * stride.Height) + (i * dilation.Height) - padding.Height;
                        int w = (q * stride.Width) + (j * dilation.Width) - padding.Width;
                        if (h < 0 || w < 0 || h >= input[2] || w >= input[3]) continue;
                        int channel = (o / (kernel[0] / groups) * kernel[1]) + c;
                        sum += x[(((((n * input[1]) + channel) * input[2]) + h) * input[3]) + w]
                            * k[(((((o * kernel[1]) + c) * kernel[2]) + i) * kernel[3]) + j];
                    }
                }
            }
            return sum;
        }
    }
}
