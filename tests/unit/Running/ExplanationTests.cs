using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

public class ExplanationTests
{
    private static readonly CompilationOptions Managed = new() { ProductBackend = "managed" };

    [Fact]
    public void Each_step_has_its_operations_and_bytes_as_formulas_of_sizes_that_are_not_known()
    {
        Variable X = Variable("X", ["n", 3]), W = Variable("W", [3, 4]), b = Variable("b", [4]);
        var program = Compile<float>([X, W, b], [Sum(Relu(MatMul(X, W) + b))], options: Managed);
        Assert.Equal(
            """
            memory: 5 arrays in 5 buffers
            work: 36·n flops, 44·n + 68 bytes loaded and stored
                flops      bytes
                 24·n  28·n + 48  product [n, 3] · [3, 4], stored by columns
                 12·n  16·n + 20  loop [n, 4]: 2 loads, 0 stores, sum over [0, 1]
                                      add relu
            """,
            After(program.Explain(), 4));
    }

    [Fact]
    public void A_session_knows_the_sizes()
    {
        Variable X = Variable("X", ["n", 3]), W = Variable("W", [3, 4]), b = Variable("b", [4]);
        var program = Compile<float>([X, W, b], [Sum(Relu(MatMul(X, W) + b))], options: Managed);
        var session = program.Bind((X, new double[100, 3]), (W, new double[3, 4]), (b, new double[4]));
        Assert.Equal(
            """
            memory: 5 arrays in 5 buffers, 3,008 bytes; 3,008 without reuse
            work: 3,600 flops, 4,468 bytes loaded and stored, 0.81 flops per byte
                flops  bytes
                2,400  2,848  product [n, 3] · [3, 4], stored by columns
                1,200  1,620  loop [n, 4]: 2 loads, 0 stores, sum over [0, 1]
                                  add relu
            """,
            After(session.Explain(), 4));
        Assert.StartsWith($"2 steps in Single, n = 100{Environment.NewLine}", session.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broadcast_is_loaded_once_and_a_literal_never()
    {
        Variable x = Variable("x", [10, 8]), row = Variable("row", [8]);
        var text = Compile<double>([x, row], [(x * row) + 0.5]).Explain();
        Assert.Contains("160  1,344  loop [10, 8]: 3 loads, 1 stores", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_over_steps_does_what_its_step_does_each_time()
    {
        Variable start = Variable("start", [5]);
        string text = Compile<double>([start], [Iterate(start, 7, x => Sin(2 * x))]).Explain();
        Assert.Contains("70     80  call scan: [5]", text, StringComparison.Ordinal);
        Assert.Contains("10     80  loop [5]: 2 loads, 1 stores", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_convolution_multiplies_and_adds_for_each_number_of_the_kernel()
    {
        Variable x = Variable("x", [2, 3, 8, 8]), k = Variable("k", [5, 3, 3, 3]);
        string text = Compile<double>([x, k], [Conv(x, k)]).Explain();
        Assert.Contains($"{2 * 2 * 6 * 6 * 5 * 3 * 3 * 3:N0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_routine_that_does_not_say_what_it_does_is_left_out_of_the_total()
    {
        var a = Variable("A", [3, 3]);
        string text = Compile<double>([a], [Sum(Cholesky(a))]).Explain();
        Assert.Contains("flops, besides those of calls,", text, StringComparison.Ordinal);
        Assert.Contains("?    144  call cholesky: [3, 3]", text, StringComparison.Ordinal);
    }

    /// <summary>The text without its first lines, which name the machine.</summary>
    private static string After(string text, int lines) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Skip(lines));
}
