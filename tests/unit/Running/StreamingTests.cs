using System.Numerics;
using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>Arrays larger than the caches are written past them: the same numbers, only where no line is needed again.</summary>
public sealed class StreamingTests
{
    private const Optimizations Cached = Optimizations.All & ~Optimizations.Streaming;

    private static readonly Grain Small = Grain.Default with { Work = 8, Written = 64 };
    private static readonly Variable X = Variable("x", ["n"]), M = Variable("matrix", ["n", "k"]), Row = Variable("row", ["k"]);

    public static TheoryData<LaneWidth, CodeGeneration, int> Ways => new MatrixTheoryData<LaneWidth, CodeGeneration, int>(
        [LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512],
        [CodeGeneration.Dynamic, CodeGeneration.None],
        [1, 2]);

    /// <summary>Sizes below, at and above a vector; rows that begin with a line and rows that do not; folds beside stores.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void No_bit_changes(LaneWidth width, CodeGeneration generation, int threads)
    {
        CompilationOptions options = new() { LaneWidth = width, CodeGeneration = generation, Threads = threads, Grain = Small };
        foreach (var (n, k) in new[] { (1, 1), (15, 16), (16, 17), (33, 32), (1000, 48), (70, 1001) })
        {
            AssertSameBits<float>(options, n, k);
            AssertSameBits<double>(options, n, k);
        }
    }

    [Fact]
    public void An_array_that_is_only_written_goes_past_the_caches()
    {
        var sum = Sum(Square(X));
        var loop = Bound([sum, Gradient(sum, X)], [], (X, new float[1000]));
        int store = loop.Loop.Loads.Length;
        Assert.Equal([store], loop.Streamed(Small));
        Assert.Empty(loop.Streamed(Small with { Written = 4001 }));
        var streaming = loop.Made.Streaming!(loop.Streamed(Small));
        Assert.NotSame(loop.Made.Kernel, streaming);
        Assert.Same(streaming, loop.Made.Streaming(loop.Streamed(Small)));
    }

    [Fact]
    public void From_the_size_of_the_third_cache_on()
    {
        Assert.Empty(Bound([2 * X], [], (X, new float[(1 << 23) - 1])).Streamed(Grain.Default));
        Assert.Single(Bound([2 * X], [], (X, new float[1 << 23])).Streamed(Grain.Default));
        Assert.Equal(2, Bound([2 * X, X + 1], [], (X, new float[1 << 22])).Streamed(Grain.Default).Count);
    }

    [Fact]
    public void What_is_bound_by_arithmetic_is_stored_as_ever()
    {
        Assert.Single(Bound([1 + X * (2 + X * (3 + X * X))], [], (X, new float[1000])).Streamed(Small));
        Assert.Empty(Bound([Tanh(X)], [], (X, new float[1000])).Streamed(Small));
    }

    [Fact]
    public void What_the_loop_reads_too_stays_in_the_caches()
    {
        var loop = Bound([], [(X, X - (0.1 * Square(X)))], (X, new float[1000]));
        Assert.Contains(loop.Accesses[..^1], read => read.Address == loop.Accesses[^1].Address);
        Assert.Empty(loop.Streamed(Small));
    }

    [Fact]
    public void Rows_begin_with_a_line()
    {
        Assert.Single(Bound([M * Row], [], (M, new float[40, 32]), (Row, new float[32])).Streamed(Small));
        Assert.Empty(Bound([M * Row], [], (M, new float[40, 33]), (Row, new float[33])).Streamed(Small));
        // As one row they are one array.
        Assert.Single(Bound([M * M], [], (M, new float[40, 33])).Streamed(Small));
    }

    [Fact]
    public void Conditions_and_columns_are_stored_as_ever()
    {
        Assert.Empty(Bound([X > 0], [], (X, new float[1000])).Streamed(Small));
        Assert.Empty(Bound([Transpose(M)], [], (M, new float[4, 1000])).Streamed(Small));
    }

    [Fact]
    public void Neither_the_plan_runner_nor_single_elements_go_past_the_caches()
    {
        CompilationOptions[] ways = [new() { CodeGeneration = CodeGeneration.None }, new() { LaneWidth = LaneWidth.Scalar }];
        foreach (var options in ways)
        {
            var session = Compile<float>([X], [2 * X], options: options).Bind((X, new float[1000]));
            Assert.Empty(Assert.IsType<BoundLoop<float>>(session.Bound.Single()).Streamed(Small));
        }
    }

    [Fact]
    public void The_explanation_of_a_session_says_it()
    {
        var program = Compile<float>([X], [2 * X], options: new() { Grain = Small });
        Assert.Contains("1 stores past the caches", program.Bind((X, new float[1000])).Explain(), StringComparison.Ordinal);
        Assert.DoesNotContain("past the caches", program.Bind((X, new float[4])).Explain(), StringComparison.Ordinal);
        Assert.DoesNotContain("past the caches", program.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_run_together_keep_their_rows_in_the_caches()
    {
        var program = Compile<float>([M], [Softmax(M, 1)], options: new() { Grain = new(8, 64, 1, 64) });
        var session = program.Bind((M, new float[64, 16]));
        Assert.Contains(session.StepsTogether, run => run.Length > 1);
        Assert.DoesNotContain("past the caches", session.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_switched_off()
    {
        Assert.Equal(Grain.Default, Compile<float>([X], [2 * X]).Grain);
        Assert.Equal(long.MaxValue, Compile<float>([X], [2 * X], options: new() { Optimizations = Cached }).Grain.Written);
    }

    private static BoundLoop<float> Bound(
        Expr[] outputs, (Variable Variable, Expr Next)[] updates, params (Variable Variable, Value Value)[] at)
    {
        var session = Compile<float>([.. at.Select(a => a.Variable)], outputs, updates, new() { Threads = 1 }).Bind(at);
        return session.Bound.OfType<BoundLoop<float>>().Single(l => l.Sizes.Length > 0);
    }

    private static void AssertSameBits<T>(CompilationOptions options, int n, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Expr sum = Sum(Square(X)), scaled = M * Row + ExpandDims(X, 1);
        Expr[] outputs =
        [
            sum, Gradient(sum, X), 1 / (1 + Square(X)), scaled, Sum(M * scaled, 0), Sum(Abs(scaled), 1), X > 0, Flip(X),
            Transpose(scaled), Max(scaled),
        ];
        (Variable, Value)[] at =
        [
            (X, Value.Of(Numbers(n, 1.7), n)), (M, Value.Of(Numbers(n * k, 0.3), n, k)), (Row, Value.Of(Numbers(k, 0.9), k)),
        ];
        var (cached, _) = Run(options with { Optimizations = Cached });
        var (streamed, session) = Run(options);
        for (int i = 0; i < outputs.Length; i++) Assert.Equal(cached[i], streamed[i]);
        Assert.Equal(0, Allocations.Of(session.Run));

        (T[][] Numbers, Session<T> Session) Run(CompilationOptions options)
        {
            var session = Compile<T>([X, M, Row], outputs, [(X, X + (0.1 * Square(X)))], options).Bind(at);
            session.Repeat(2);
            return ([.. outputs.Append(X).Select(o => session.Read(o).ToArray())], session);
        }
    }

    private static double[] Numbers(int count, double frequency) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin(frequency * (i + 1)))];
}
