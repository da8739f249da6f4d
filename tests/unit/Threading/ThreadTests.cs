using Grad.Products;
using static Grad.Functions;

namespace Grad.Tests.Unit.Threading;

/// <summary>Threads share loops, products and procedures; what is computed does not depend on how many there are.</summary>
public class ThreadTests
{
    private const int Rows = 700, Columns = 900;

    private static readonly Variable X = Variable("x", ["m", "n"]), W = Variable("w", ["n", 300]);
    private static readonly Variable Whole = IntegerVariable("whole", ["m", "n"]);
    private static readonly Variable Images = Variable("images", [24, 3, 20, 20]), Kernel = Variable("kernel", [8, 3, 3, 3]);

    public static TheoryData<string, Expr> Expressions => new()
    {
        { "elementwise", Tanh(X) * Exp(-Square(X)) },
        { "transposed", Exp(Transpose(Sin(X))) },
        { "sum of all", Sum(Sin(X) * Sigmoid(X)) },
        { "sum over rows", Sum(Sin(X) * Sigmoid(X), 0) },
        { "sum over columns", Sum(Sin(X) * Sigmoid(X), 1) },
        { "product over rows", Prod(1 + (Sin(X) / 1e3), 0) },
        { "largest and smallest", Max(Sin(X), 0) * Min(X, 0) },
        { "largest of all", Max(Sin(X) * Tanh(X)) },
        { "sums of whole numbers", Sum(Whole * Whole, 0) },
        { "softmax", Softmax(X * Tanh(X), 1) },
        { "gradient", Gradient(Mean(Square(LogSumExp(Sin(X), 1))), X) },
        { "product", MatMul(X, W) },
        { "gradient by a weight", Gradient(Sum(Square(Tanh(MatMul(X, W)))), W) },
        { "running sum", CumSum(X, 1) },
        { "convolution", Conv(Images, Kernel) },
        { "gradient by a kernel", Gradient(Sum(Square(MaxPool(Conv(Images, Kernel), 2))), Kernel) },
        { "gradient by images", Gradient(Sum(Square(MaxPool(Conv(Images, Kernel), 2))), Images) },
    };

    [Theory, MemberData(nameof(Expressions))]
    public void The_bits_are_the_same_for_any_number_of_threads(string name, Expr expression)
    {
        foreach (var backend in ProductBackends.Installed)
        {
            var one = Run<float>(expression, 1, backend.Name);
            foreach (int threads in new[] { 2, 3, 8 })
                Assert.True(one.AsSpan().SequenceEqual(Run<float>(expression, threads, backend.Name)), $"{name}: {backend.Name}, {threads}");
        }
    }

    [Theory, MemberData(nameof(Expressions))]
    public void Pieces_compute_what_the_whole_does(string name, Expr expression)
    {
        var whole = Run<double>(expression, 1, "managed", new(long.MaxValue / 4, long.MaxValue / 8, 1, long.MaxValue));
        var pieces = Run<double>(expression, 2, "managed", new(4096, 1024, 1, 4096));
        for (int i = 0; i < whole.Length; i++)
            Assert.True(Math.Abs(whole[i] - pieces[i]) <= 1e-9 * (1 + Math.Abs(whole[i])), $"{name}: element {i}");
    }

    [Fact]
    public void A_run_on_threads_allocates_nothing()
    {
        Expr[] outputs = [Sum(Sin(X) * Sigmoid(X), 0), Tanh(X), MatMul(X, W), Gradient(Sum(MaxPool(Conv(Images, Kernel), 2)), Kernel)];
        var session = Session<float>(outputs, new() { Threads = 2, ProductBackend = "managed" });
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    [Fact]
    public void Only_large_loops_are_cut()
    {
        Assert.Equal(1, Cut(Sum(Exp(X)), 100, 100).Pieces);
        Assert.True(Cut(Sum(Exp(X)), 1000, 1000).Pieces > 4);
    }

    [Fact]
    public void A_sum_over_rows_is_cut_along_rows_only_where_its_partial_results_are_few()
    {
        Assert.Equal(0, Cut(Sum(Exp(Transpose(X)) + 1, 1), 4000, 50).Axis);
        Assert.Equal(1, Cut(Sum(Exp(Transpose(X)) + 1, 1), 2, 500_000).Axis);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(5000)]
    public void A_number_of_threads_that_makes_no_sense_is_refused(int threads)
    {
        var error = Assert.Throws<ArgumentException>(() => Compile<double>([X], [Sum(X)], options: new() { Threads = threads }));
        Assert.Equal(
            $"The option Threads asks for {threads} threads. Give a whole number from 1 to 1024, or leave it out.", error.Message);
    }

    [Fact]
    public void The_environment_names_the_number_where_the_option_does_not()
    {
        Assert.Equal(3, ThreadCount.Of(3, "7"));
        Assert.Equal(7, ThreadCount.Of(null, "7"));
        Assert.Equal(Environment.ProcessorCount, ThreadCount.Of(null, " "));
        Assert.Equal(
            "The environment variable GRAD_THREADS asks for two threads. Give a whole number from 1 to 1024, or leave it out.",
            Assert.Throws<ArgumentException>(() => ThreadCount.Of(null, "two")).Message);
    }

    [Fact]
    public void An_error_in_a_piece_is_an_error_of_the_run()
    {
        Variable indices = IntegerVariable("indices", [100, 4000]), x = Variable("x", [100, 50]);
        var data = new int[100, 4000];
        data[99, 3999] = 50;
        var session = Compile<float>([x, indices], [Gather(x, 1, indices)], options: new() { Threads = 2 })
            .Bind((x, new double[100, 50]), (indices, data));
        Assert.ThrowsAny<ArgumentException>(session.Run);
    }

    [Fact]
    public void Whole_numbers_that_overflow_in_a_part_alone_add_up_to_the_sum_of_the_whole()
    {
        const int Half = 1 << 20;
        var w = IntegerVariable("w", ["n"]);
        var sum = Sum(w);
        int[] numbers = [.. Enumerable.Repeat(5000, Half), .. Enumerable.Repeat(-5000, Half)];
        var session = Compile<float>([w], [sum], options: new() { Threads = 2 }).Bind((w, numbers));
        session.Run();
        Assert.Equal(0, session.ReadIntegers(sum)[0]);
    }

    [Fact]
    public void Partial_sums_of_a_large_kernel_are_few()
    {
        var sizes = new ConvolutionSizes(1, 1, 1, 1, [16, 2048, 7, 7], [2048, 2048, 3, 3], [16, 2048, 7, 7]);
        Assert.Equal(1, ConvolutionPieces.Count(ConvolutionSide.Kernel, sizes));
        Assert.True(ConvolutionPieces.Count(ConvolutionSide.Output, sizes) > 8);
    }

    [Fact]
    public void Sessions_of_several_threads_run_at_once()
    {
        var expression = Gradient(Sum(Square(Tanh(MatMul(X, W)))), W);
        var expected = Run<float>(expression, 1, "managed");
        Parallel.For(0, 6, _ => Assert.Equal(expected, Run<float>(expression, 3, "managed")));
    }

    private static LoopCut Cut(Expr expression, int rows, int columns)
    {
        var program = Compile<float>([X], [expression], options: new() { Threads = 2 });
        var session = program.Bind((X, new double[rows, columns]));
        return LoopCut.Of(session.Bound.OfType<BoundLoop<float>>().First(l => l.Loop.Space.Rank == 2), Grain.Default);
    }

    private static T[] Run<T>(Expr expression, int threads, string backend, Grain? grain = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var session = Session<T>([expression], new() { Threads = threads, ProductBackend = backend, Grain = grain ?? Grain.Default });
        session.Run();
        return [.. session.Read(expression)];
    }

    private static Session<T> Session<T>(Expr[] outputs, CompilationOptions options)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var used = Graph.Variables(outputs);
        var random = new Random(5);
        double[] Normal(int length) => [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
        var whole = new int[Rows, Columns];
        for (int i = 0; i < whole.Length; i++) whole[i / Columns, i % Columns] = random.Next(-9, 9);
        (Variable, Value)[] values =
        [
            (X, Value.Of(Normal(Rows * Columns), Rows, Columns)), (W, Value.Of(Normal(Columns * 300), Columns, 300)), (Whole, whole),
            (Images, Value.Of(Normal(24 * 3 * 400), 24, 3, 20, 20)), (Kernel, Value.Of(Normal(8 * 27), 8, 3, 3, 3)),
        ];
        values = [.. values.Where(v => used.Contains(v.Item1))];
        return Compile<T>([.. values.Select(v => v.Item1)], outputs, options: options).Bind(values);
    }
}
