using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>What a session's memory promises: what was written stays, outputs can be read, nothing else can.</summary>
public class SessionMemoryTests
{
    private readonly Variable x = new("x", [3, 3], Kind.Real, new("Program.cs", 1));
    private readonly double[,] data = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };

    [Fact]
    public void A_session_can_be_run_again_and_again()
    {
        var constant = Constant(data);
        Expr deep = x;
        for (int i = 0; i < 8; i++) deep = Tanh(MatMul(Sin(deep) * constant, Transpose(deep)));
        Expr[] outputs = [deep, Sum(deep, 0), x, Sum(deep) * Size("n")];
        Variable v = Variable("v", ["n"]);
        var session = Compile<double>([x, v], outputs).Bind((x, data), (v, new double[7]));
        session.Run();
        var first = outputs.Select(o => session.Read(o).ToArray()).ToArray();
        session.Repeat(3);
        Assert.Equal(first, outputs.Select(o => session.Read(o).ToArray()));
        Assert.Equal(deep.EvaluateTensor((x, data)).ToArray(), first[0], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(data.Cast<double>(), session.Read(x).ToArray());
    }

    [Fact]
    public void What_is_neither_an_output_nor_a_variable_cannot_be_read()
    {
        var y = MatMul(x, x);
        var session = Compile<double>([x], [Sum(Tanh(y))]).Bind((x, data));
        session.Run();
        Assert.Equal(
            "Session: x @ x [3, 3] is neither an output nor a variable of the program. Add it to the outputs of Compile.",
            Assert.Throws<ArgumentException>(() => session.Read(y)).Message);
    }

    [Fact]
    public void A_variable_that_is_an_output_is_written_as_a_variable()
    {
        var sum = Sum(x);
        var session = Compile<double>([x], [x, sum]).Bind((x, new double[3, 3]));
        session.Write(x, [.. data.Cast<double>()]);
        session.Run();
        Assert.Equal(45, session.Scalar(sum));
    }

    [Fact]
    public void An_exact_number_updates_a_variable_in_float()
    {
        // Exact scalars are kept in double: they can neither lie where the variable lies nor be copied byte for byte.
        Variable v = Variable("v"), count = Variable("count", ["n"]);
        var session = Compile<float>([count], [], [(v, Size("n") * 0.25)]).Bind((count, new double[10]), (v, 7));
        session.Run();
        Assert.Equal(2.5, session.Scalar(v));
    }

    [Fact]
    public void Explain_counts_arrays_buffers_and_bytes()
    {
        // x; the product, sin in its place, and the product of that; the sum where the first product was.
        var sum = Sum(Cos(MatMul(Sin(MatMul(x, x)), x)));
        Assert.Contains(
            "memory: 5 arrays in 4 buffers, 384 bytes; 576 without reuse", Compile<double>([x], [sum]).Explain(),
            StringComparison.Ordinal);
        Variable rows = Variable("rows", ["n"]);
        Assert.Contains(
            $"memory: 2 arrays in 2 buffers{Environment.NewLine}", Compile<double>([rows], [Sum(rows)]).Explain(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_over_nothing_is_zero_whatever_its_memory_held()
    {
        Variable a = Variable("a", [3, "k"]);
        var first = MatMul(x, x);
        var empty = MatMul(a, Transpose(a));
        var y = Sum(MatMul(MatMul(first, x), x)) + Sum(Sin(MatMul(empty, empty)) + 1);
        foreach (string backend in Grad.Products.ProductBackends.Installed.Select(b => b.Name))
        {
            var session = Compile<double>([x, a], [y], options: new() { ProductBackend = backend })
                .Bind((x, data), (a, new double[3, 0]));
            session.Repeat(2);
            Assert.Equal(y.Evaluate((x, data), (a, new double[3, 0])), session.Scalar(y), 1e-6);
        }
    }
}
