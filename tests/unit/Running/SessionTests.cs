using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>Sessions compute what the interpreter computes, in place, without allocating.</summary>
public class SessionTests
{
    [Fact]
    public void A_run_allocates_nothing()
    {
        Variable X = Variable("X", ["n", 3]), w = Variable("w", [4, 3]);
        var loss = Mean(Square(Relu(MatMul(X, Transpose(w)))));
        var session = Compile<float>([X], [loss], [(w, w - (0.1 * Gradient(loss, w)))])
            .Bind((X, new double[5, 3]), (w, new double[4, 3]));
        Assert.Equal(0, Allocations.Of(() =>
        {
            session.Repeat(100);
            _ = session.Scalar(loss);
        }));
    }

    [Fact]
    public void Updates_are_computed_from_the_old_values()
    {
        Variable a = Variable("a"), b = Variable("b");
        var session = Compile<double>([], [], [(a, b + 0), (b, a + b)]).Bind((a, 0), (b, 1));
        session.Repeat(10);
        Assert.Equal(55, session.Scalar(a));
        Assert.Equal(89, session.Scalar(b));
    }

    [Fact]
    public void One_expression_may_update_two_variables_and_be_an_output()
    {
        Variable a = Variable("a"), b = Variable("b");
        var sum = a + b;
        var session = Compile<double>([], [sum], [(a, sum), (b, sum)]).Bind((a, 1), (b, 2));
        session.Repeat(2);
        Assert.Equal([6, 6, 6], new[] { session.Scalar(sum), session.Scalar(a), session.Scalar(b) });
    }

    [Fact]
    public void One_program_serves_every_batch_size()
    {
        Variable x = Variable("x", ["n", 3]);
        var y = Sum(Sin(x) * x, 1);
        var function = Compile<double>([x], [y]);
        foreach (int n in new[] { 0, 1, 2, 7, 33 })
        {
            var data = new double[n, 3];
            for (int i = 0; i < n * 3; i++) data[i / 3, i % 3] = 0.1 * i;
            var session = function.Bind((x, data));
            session.Run();
            var expected = y.EvaluateTensor((x, data)).ToArray();
            Assert.Equal(expected, session.Read(y).ToArray(), (a, b) => Math.Abs(a - b) < 1e-13);
        }
    }

    [Theory]
    [InlineData(LaneWidth.Scalar)]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits512)]
    public void Every_lane_width_computes_the_same(LaneWidth width)
    {
        Variable x = Variable("x", ["n", "m"]);
        var outputs = new[]
        {
            Exp(x), Tanh(x), Sum(x * x, 0), Sum(Sigmoid(x), 1), Max(x, 1), Sum(Softplus(x)), Transpose(x) * 2, Where(x > 0, x, 1),
        };
        var data = new double[9, 5];
        for (int i = 0; i < 45; i++) data[i / 5, i % 5] = Math.Sin(i * 1.7) * 3;
        var function = Compile<double>([x], outputs, options: new() { LaneWidth = width });
        var session = function.Bind((x, data));
        session.Run();
        foreach (var output in outputs)
        {
            var expected = output.EvaluateTensor((x, data)).ToArray();
            Assert.Equal(expected, session.Read(output).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12 * (1 + Math.Abs(a)));
        }
    }

    [Fact]
    public void Loops_that_differ_in_an_outer_stride_alone_do_not_share_a_kernel()
    {
        // Found by the law "compiled = interpreted": the kernel of the first program was taken for the second.
        Variable x = Variable("x", ["n", 3]), row = Variable("row", [3]), full = Variable("full", ["n", 3]);
        var data = new double[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        foreach (var factor in new Expr[] { row, full, Sum(row) })
        {
            var y = Sum(x * factor, 1);
            var session = Compile<double>([x, row, full], [y]).Bind((x, data), (row, new double[] { 1, 10, 100 }), (full, data));
            session.Run();
            var expected = y.EvaluateTensor((x, data), (row, new double[] { 1, 10, 100 }), (full, data)).ToArray();
            Assert.Equal(expected, session.Read(y).ToArray());
        }
    }

    [Fact]
    public void Loops_that_differ_in_which_operand_is_a_literal_do_not_share_a_kernel()
    {
        // Found by the law "compiled = interpreted": a kernel that had the literal elsewhere read an address that was not set.
        var (x, options) = (Variable("x", ["n"]), new CompilationOptions { Optimizations = Optimizations.None });
        foreach (var y in new[] { new Literal(3, x.Shape) - x, x - new Literal(3, x.Shape) })
        {
            var session = Compile<double>([x], [y], options: options).Bind((x, new double[] { 5 }));
            session.Run();
            Assert.Equal(y.EvaluateTensor((x, new double[] { 5 })).ToArray(), session.Read(y).ToArray());
        }
    }

    [Theory]
    [InlineData(LaneWidth.Scalar)]
    [InlineData(LaneWidth.Widest)]
    public void Comparisons_are_read_as_zeros_and_ones(LaneWidth width)
    {
        Variable x = Variable("x", ["n"]), step = IntegerVariable("step", []);
        Expr[] outputs = [x > 0, !(x > 0), Sum(x) > 1, step < 5];
        var session = Compile<float>([x, step], outputs, options: new() { LaneWidth = width })
            .Bind((x, new double[] { -1, 2, 0 }), (step, 7));
        session.Run();
        Assert.Equal([0, 1, 0], session.Read(outputs[0]).ToArray());
        Assert.Equal([1, 0, 1], session.Read(outputs[1]).ToArray());
        Assert.Equal(0, session.Scalar(outputs[2]));
        Assert.Equal(0, session.Scalar(outputs[3]));
    }

    [Fact]
    public void Products_read_matrices_of_repeated_rows_and_columns()
    {
        // Found by the law "compiled = interpreted" on gradients: a stride of 0 was given to the library as a row's length.
        Variable b = Variable("b", [3, 2]), v = Variable("v", [2]);
        var rows = BroadcastTo(v, [2, 2]);
        var (columns, turned) = (Transpose(rows), Transpose(b));
        Expr[] outputs = [MatMul(b, rows), MatMul(b, columns), MatMul(rows, turned), MatMul(columns, turned)];
        (Variable, Value)[] values = [(b, new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }), (v, new double[] { 7, 8 })];
        var session = Compile<double>([b, v], outputs).Bind(values);
        session.Run();
        foreach (var output in outputs)
        {
            Assert.Equal(output.EvaluateTensor(values).ToArray(), session.Read(output).ToArray());
        }
    }

    [Fact]
    public void One_function_runs_in_several_threads_at_once()
    {
        Variable x = Variable("x", ["n"]);
        var y = Sum(Square(x));
        var function = Compile<double>([x], [y]);
        Parallel.For(0, 16, i =>
        {
            var session = function.Bind((x, Enumerable.Repeat((double)i, 100).ToArray()));
            session.Repeat(100);
            Assert.Equal(100.0 * i * i, session.Scalar(y));
        });
    }
}
