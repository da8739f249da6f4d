using static Grad.Functions;

namespace Grad.Tests.Unit.Generation;

/// <summary>The plan runner gives the bits of generated code: sizes about a block's, strides, every storage, every fold.</summary>
public sealed class LoopRunnerTests
{
    /// <summary>Sizes below, at and above a vector, a block and several blocks of it.</summary>
    public static TheoryData<LaneWidth, int> Sizes => new MatrixTheoryData<LaneWidth, int>(
        [LaneWidth.Scalar, LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512],
        [0, 1, 15, 16, 17, 1023, 1024, 1025, 5000]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_have_the_same_bits(LaneWidth width, int n)
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]), s = Variable("s");
        Expr chain = Tanh(s * x + y) * Exp(-Square(y)), more = chain > 0.1, twice = x * y;
        Expr[] outputs =
        [
            chain, Exp(twice + 1) / (2 + twice * twice), Where(more, chain, s), Sum(chain), Sum(x), Prod(1 + chain / n),
            Sum(Where(more, 1, 0)), s * Square(s) + 1,
            .. n == 0 ? Array.Empty<Expr>() : [Max(chain), Min(chain), Mean(x), Max(x)], Flip(x), more,
        ];
        AssertSameBits(width, outputs, (x, Numbers(n, 1.7)), (y, Numbers(n, 0.3)), (s, 0.7));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Matrices_have_the_same_bits(LaneWidth width, int n)
    {
        Variable a = Variable("a", ["n", 3]), b = Variable("b", [3, "n"]);
        Variable row = Variable("row", [3]), column = Variable("column", ["n", 1]);
        var whole = IntegerVariable("whole", ["n"]);
        Expr sum = a + Transpose(b), scaled = Sigmoid(sum * row - column), even = Equal(whole, 2);
        Expr[] outputs =
        [
            sum, Transpose(scaled), Sum(scaled, 0), Sum(scaled, 1), Sum(scaled), Sum(a, 0), Sum(b, 1), Prod(a, 1), Max(scaled, 1),
            Sum(Where(ExpandDims(even, 1), scaled, 0), 0), whole + whole, Sum(whole), even, ToReal(whole) * Reshape(column, ["n"]),
        ];
        AssertSameBits(
            width, outputs,
            (a, Value.Of(Numbers(3 * n, 2.1), n, 3)), (b, Value.Of(Numbers(3 * n, 0.9), 3, n)), (row, Numbers(3, 1.1)),
            (column, Value.Of(Numbers(n, 0.6), n, 1)), (whole, Enumerable.Range(0, n).Select(i => i % 5).ToArray()));
    }

    /// <summary>Updates take the memory of what they are computed from, also where a sum reads it in the same loop.</summary>
    [Theory]
    [InlineData(LaneWidth.Scalar)]
    [InlineData(LaneWidth.Widest)]
    public void Updates_in_place_have_the_same_bits(LaneWidth width)
    {
        Variable w = Variable("w", ["n", 7]), m = Variable("m", ["n", 7]);
        Expr next = 0.9 * m + 0.1 * Square(w);
        Expr[] outputs = [Sum(w), Sum(m, 0), Sum(w, 1), Max(w)];
        AssertSameBits(
            width, outputs, [(w, w - next / (1 + Sqrt(next))), (m, next)],
            (w, Value.Of(Numbers(7 * 333, 1.3), 333, 7)), (m, Value.Of(Numbers(7 * 333, 0.8).Select(Math.Abs).ToArray(), 333, 7)));
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        Variable X = Variable("X", ["n", 3]), w = Variable("w", [4, 3]);
        var hidden = Relu(MatMul(X, Transpose(w)));
        var loss = Mean(Square(hidden)) + Sum(Where(hidden > 1, hidden, 0));
        var session = Compile<float>(
            [X], [loss, Sum(hidden, 0)], [(w, w - (0.1 * Gradient(loss, w)))], new() { CodeGeneration = CodeGeneration.None })
            .Bind((X, Value.Of(Numbers(3000, 1), 1000, 3)), (w, Value.Of(Numbers(12, 2), 4, 3)));
        Assert.Equal(0, Allocations.Of(() =>
        {
            session.Repeat(100);
            _ = session.Scalar(loss);
        }));
    }

    [Fact]
    public void Loops_and_branches_run_what_is_inside_them_without_generated_code_too()
    {
        Variable x = Variable("x", [16]);
        Expr y = Iterate(x, 50, v => Where(v > 0, Sin(v), v * 0.5) + 0.01);
        AssertSameBits(LaneWidth.Widest, [y, Gradient(Sum(y), x)], (x, Numbers(16, 1)));
        string inside = Compile<double>([x], [y], options: new() { CodeGeneration = CodeGeneration.None }).Explain();
        Assert.DoesNotContain("generated code,", inside, StringComparison.Ordinal);
        Assert.Equal(3, inside.Split("plan runner").Length);
    }

    [Fact]
    public void The_explanation_says_what_runs_the_loops()
    {
        Variable x = Variable("x", ["n"]);
        string Explained(CodeGeneration generation) => Compile<double>(
            [x], [Exp(x)], options: new() { CodeGeneration = generation, LaneWidth = LaneWidth.Bits128 }).Explain();
        Assert.Contains("loops: generated code, vectors of 128 bits\n", Explained(CodeGeneration.Dynamic).ReplaceLineEndings("\n"));
        Assert.Contains(
            "loops: plan runner, vectors of 128 bits. The options ask for no generated code.", Explained(CodeGeneration.None));
    }

    private static double[] Numbers(int count, double frequency) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin(frequency * (i + 1)))];

    private static void AssertSameBits(LaneWidth width, Expr[] outputs, params (Variable, Value)[] at) =>
        AssertSameBits(width, outputs, [], at);

    private static void AssertSameBits(
        LaneWidth width, Expr[] outputs, (Variable, Expr)[] updates, params (Variable, Value)[] at)
    {
        foreach (var optimizations in new[] { Optimizations.All, Optimizations.Fusion, Optimizations.None })
        {
            var options = new CompilationOptions { LaneWidth = width, Optimizations = optimizations };
            Assert.Equal(Bits<float>(options), Bits<float>(options with { CodeGeneration = CodeGeneration.None }));
            Assert.Equal(Bits<double>(options), Bits<double>(options with { CodeGeneration = CodeGeneration.None }));
        }

        long[][] Bits<T>(CompilationOptions options) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var session = Compile<T>([.. at.Select(b => b.Item1)], outputs, updates, options).Bind(at);
            session.Repeat(updates.Length == 0 ? 1 : 3);
            return [.. outputs.Concat(updates.Select(u => u.Item1)).Select(o =>
                session.Read(o).Select(x => BitConverter.DoubleToInt64Bits(double.CreateTruncating(x))).ToArray())];
        }
    }
}
