using System.Numerics;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Tests.Unit.Writing;

/// <summary>Loops, branches and searches, written as C#, give the bits of a session: values and gradients.</summary>
public class WrittenControlTests
{
    private static readonly double[] Five = [0.3, -1.2, 0.7, 2.1, -0.4];

    private readonly Variable x = Variable("x"), a = Variable("a");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_loop_over_rows(int count)
    {
        Variable rows = Variable("rows", ["n", "w"]), first = Variable("first", ["w"]), outside = Variable("outside", ["w"]);
        foreach (bool isReversed in new[] { false, true })
        {
            var (last, all) = Scan(first, rows, (c, row) => (Tanh(c * outside + row), Sin(row) * c), reverse: isReversed);
            Same<double>(
                [last, all, .. Gradients(Sum(all) + Sum(last), rows, first, outside)],
                (rows, Value.Of(Numbers.Normal(1, count * 3), count, 3)),
                (first, Value.Of([1, 2, 3], 3)),
                (outside, Value.Of([0.5, -1, 2], 3)));
        }
    }

    [Fact]
    public void A_loop_over_numbers_reads_like_one()
    {
        Variable rates = Variable("rates", ["n"]), balance = Variable("balance");
        var (last, interest) = Scan(balance, rates, (c, rate) => (c + c * rate, c * rate));
        string text = Same<float>([last, interest, Gradient(last, rates)], (rates, Value.Of(Five, 5)), (balance, 100.0));
        Assert.Contains(
            """
                        *scanTurn.balance = *balance;
                        for (int t = 0; t < n; t++)
                        {
                            balanceBefore[t] = *scanTurn.balance;
                            *scanTurn.x1 = rates[t];
                            scanTurn.Run();
                            result2[t] = *scanTurn.multiply;
                        }
                        *result1 = *scanTurn.balance;
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixed_sizes_and_symbolic_ones_in_one_loop()
    {
        Variable rows = Variable("rows", [5, 4, "w"]), weights = Variable("weights", ["w", "w"]);
        Variable numbers = Variable("numbers", [5, 4, 3]);
        var (last, all) = Scan(Zeros([4, 3]), numbers, (c, row) => (c + Sqrt(Square(row) + 1), c - row));
        Same<double>([last, all], (numbers, Value.Of(Numbers.Normal(5, 60), 5, 4, 3)));
        var (carried, products) = Scan(
            Exp(weights), rows, (c, row) => (c + Sum(row) / 8, MatMul(row, c)));
        Same<float>(
            [carried, products, .. Gradients(Sum(Tanh(products)), weights, rows)],
            (rows, Value.Of(Numbers.Normal(6, 60), 5, 4, 3)), (weights, Value.Of(Numbers.Normal(7, 9), 3, 3)));
    }

    [Fact]
    public void Whole_numbers_and_conditions_are_carried()
    {
        Variable numbers = IntegerVariable("numbers", ["n"]), real = Variable("real", [2]);
        var loop = Scan(
            [At(numbers, 0, 0), At(numbers, 0, 0) > 3, real], [numbers],
            (c, each) => (
                [c[0] + each[0], Where(c[1], each[0] > 2, each[0] > 4), c[2] * ToReal(each[0])], [c[0] * 2, c[1], ToReal(c[0])]));
        Same<float>(
            [.. loop.Carried, .. loop.Outputs],
            (numbers, Value.Of([5, 1, 4, 3], 4)), (real, Value.Of([1.5, -0.5], 2)));
    }

    [Fact]
    public void Segments_are_loops_in_a_loop()
    {
        Variable rows = Variable("rows", ["n", 3]), first = Variable("first", [3]);
        var (last, all) = Scan(first, rows, (c, row) => (Sin(c) + row * c, Tanh(c)), segment: 4);
        Same<double>(
            [last, all, .. Gradients(Sum(all) * Sum(last), rows, first)],
            (rows, Value.Of(Numbers.Normal(2, 33), 11, 3)), (first, Value.Of([1, -1, 0.5], 3)));
    }

    [Fact]
    public void The_gradient_of_a_loop_in_a_loop()
    {
        Variable outer = Variable("outer", ["n", "m"]), scale = Variable("scale");
        var (sum, all) = Scan(0.5, outer, (c, row) =>
        {
            var (inside, each) = Scan(c, row, (d, value) => (Tanh(d * scale + value), d * value));
            return (inside, Sum(each));
        });
        var loss = sum * sum + Sum(Square(all));
        var gradients = Gradients(loss, outer, scale);
        Same<double>(
            [loss, all, .. gradients, Gradient(Sum(Square(gradients[0])), scale)],
            (outer, Value.Of(Numbers.Normal(3, 12), 4, 3)), (scale, 0.7));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(90)]
    [InlineData(1000)]
    [InlineData(1e-9)]
    public void A_loop_that_ends_by_a_condition(double start)
    {
        var y = While(x, c => c < 100, c => c * a + 1, most: 20);
        Same<double>([y, .. Gradients(y, x, a)], (x, start), (a, 1.5));
    }

    /// <summary>What a longer run left behind in them is gone.</summary>
    [Fact]
    public void Rows_of_turns_that_are_not_taken_are_zero()
    {
        var loop = (Scan)While(x, c => c < 100, c => c * 2 + 1, most: 8);
        var function = Compile<double>([x], [loop.History(0), Gradient(loop, x)]);
        var program = WrittenProgram.Of(function.ToCSharp("Doubling", "Before", "Slope"));
        foreach (var (start, before, slope) in new[] { (10.0, new[] { 10.0, 21, 43, 87 }, 16.0), (60, [60], 2), (200, [], 1) })
        {
            program.Write("X", [start]);
            program.Run();
            Assert.Equal([.. before, .. new double[8 - before.Length]], program.Read("Before"));
            Assert.Equal([slope], program.Read("Slope"));
        }
    }

    [Fact]
    public void A_loop_without_a_limit()
    {
        var y = While([x, 0], c => c[0] < 100, c => [c[0] * a + 1, c[1] + 1]);
        string text = Same<float>([y[0], y[1]], (x, 3.0), (a, 1.5));
        Assert.Contains("while (*whileTurn.going != 0)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_end_one_after_the_other()
    {
        Variable many = Variable("many", ["n"]);
        Expr One(Expr v) => While(v, c => c < 100, c => c * a + 1, most: 12);
        var all = Batch(One(x), (x, many));
        Same<double>([all, .. Gradients(Sum(Square(all)), many, a)], (many, Value.Of([3, 1000, 90, -50, 0], 5)), (a, 1.5));
        Same<float>(
            [Batch(While(x, c => c < 100, c => c * a + 1), (x, many))], (many, Value.Of([3, 1000, 90], 3)), (a, 1.5));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public void Both_branches(double at)
    {
        Variable v = Variable("v", ["n"]);
        var both = Cond(x > 0, () => [Tanh(v) * a, Sum(v)], () => [a - v, x]);
        Same<float>(
            [both[0], both[1], .. Gradients(Sum(both[0]) * both[1], v, a, x)], (x, at), (a, 3.0), (v, Value.Of(Five, 5)));
    }

    [Fact]
    public void A_branch_in_a_loop_in_a_branch()
    {
        Variable v = Variable("v", ["n"]);
        var y = Cond(
            x > 0,
            () => Scan(a, v, (c, each) => (Cond(each > 0, () => c * Exp(-each), () => c - each * x), c)).Carried,
            () => While(a, c => c < x + 10, c => c + Cond(c > 3, () => c, () => Checkpoint(c, d => Square(Sin(d)) + 1)), most: 50));
        foreach (double at in new[] { 0.5, -0.5 })
            Same<double>([y, .. Gradients(y, v, a, x)], (x, at), (a, 0.8), (v, Value.Of(Five, 5)));
    }

    [Fact]
    public void What_is_computed_again_in_the_reverse_pass()
    {
        Variable v = Variable("v", ["n"]);
        var y = Checkpoint(v, each => Tanh(Sin(each) * each * a));
        Same<double>([y, .. Gradients(Sum(y), v, a)], (v, Value.Of(Five, 5)), (a, 1.25));
    }

    [Fact]
    public void Fixed_points_and_roots_with_their_slopes()
    {
        Variable v = Variable("v", ["n"]);
        var point = FixedPoint(Zeros(v.Shape), z => (Sin(z + v) + Tanh(z * a)) / 5);
        var cube = Root(1, r => r * r * r - a);
        var near = FixedPoint(1, z => (z + a / z) / 2, tolerance: 1e-3, most: 30);
        Expr[] outputs = [point, cube, near, .. Gradients(Sum(Square(point)) + cube * near, v, a)];
        Same<double>(outputs, (v, Value.Of(Five, 5)), (a, 2.5));
        Same<float>(outputs, (v, Value.Of(Five, 5)), (a, 2.5));
    }

    [Fact]
    public void A_search_that_finds_nothing_says_so_in_the_same_words()
    {
        foreach (var y in new[] { FixedPoint(1, z => 2 * z + a, most: 7), Root(1, z => z * z + Square(a) + 1, most: 9) })
        {
            var function = Compile<double>([a], [y]);
            var session = function.Bind((a, 3.0));
            var program = WrittenProgram.Of(function.ToCSharp("Search"));
            program.Write("A", [3]);
            string said = Assert.Throws<ArithmeticException>(session.Run).Message;
            Assert.Equal(said, Assert.Throws<ArithmeticException>(program.Run).Message);
        }
    }

    [Fact]
    public void A_training_step_of_a_loop()
    {
        var lstm = new Lstm(2, 7);
        var loss = lstm.Loss();
        var (weights, ends) = Gradients(loss, lstm.Weights, lstm.Ends);
        (Variable, Value)[] data =
        [
            (lstm.Weights, Value.Of(Numbers.Normal(1, 112), 4, 4, 7)), (lstm.Ends, Value.Of(Numbers.Normal(2, 21), 3, 7)),
            (lstm.State, Value.Of(Numbers.Normal(3, 28), 4, 7)),
            (lstm.Text, Value.Of([.. Numbers.Normal(4, 91).Select(v => v > 0 ? 1.0 : 0.0)], 13, 7)),
        ];
        (Variable, Expr)[] updates = [(lstm.Weights, lstm.Weights - 0.5 * weights), (lstm.Ends, lstm.Ends - 0.5 * ends)];
        WrittenComparison.Check(Compile<float>([lstm.State, lstm.Text], [loss], updates), data, runs: 20);
        WrittenComparison.Check(Compile<double>([lstm.State, lstm.Text], [loss], updates), data, runs: 20);
    }

    [Fact]
    public void Loops_one_element_at_a_time()
    {
        Variable rows = Variable("rows", ["n", 3]), first = Variable("first", [3]);
        var (last, all) = Scan(first, rows, (c, row) => (Tanh(c + row), Max(c) * row));
        Expr[] outputs = [last, all, .. Gradients(Sum(all), rows, first)];
        WrittenComparison.Check(
            Compile<float>([rows, first], outputs, options: new() { LaneWidth = LaneWidth.Scalar }),
            [(rows, Value.Of(Numbers.Normal(8, 12), 4, 3)), (first, Value.Of([1, 2, 3], 3))]);
    }

    [Fact]
    public void Nothing_optimised()
    {
        Variable rows = Variable("rows", ["n", 3]), first = Variable("first", [3]);
        var (last, all) = Scan(first, rows, (c, row) => (Cond(Sum(c) > 0, () => Tanh(c * row), () => c - row), c * 2));
        WrittenComparison.Check(
            Compile<double>(
                [rows, first], [last, .. Gradients(Sum(all) + Sum(last), rows, first)], options: new() { Optimizations = Optimizations.None }),
            [(rows, Value.Of(Numbers.Normal(9, 12), 4, 3)), (first, Value.Of([1, 2, 3], 3))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Keys_are_carried_and_chosen(double at)
    {
        Variable key = KeyVariable("key"), v = Variable("v", ["n"]);
        var chosen = Cond(x > 0, () => [key, x], () => [RandomKey(7), a]);
        var last = Scan([chosen[0], x], [v], (c, each) => ([c[0], c[1] * each[0]], [c[0]]));
        Same<double>(
            [.. last.Carried, .. last.Outputs], (x, at), (a, 2.0), (key, Value.Key(11)), (v, Value.Of(Five, 5)));
    }

    [Fact]
    public void What_several_programs_call_stands_in_the_file_once()
    {
        Variable v = Variable("v", ["n"]), w = Variable("w", [4, "n"]);
        var (last, all) = Scan(Tanh(v), w, (c, row) => (Tanh(c + row), Tanh(row)));
        string text = Compile<float>([v, w], [Tanh(last), all], options: new() { LaneWidth = LaneWidth.Scalar }).ToCSharp("Tanhs");
        Assert.Single(text.Split(" float Tanh(").Skip(1));
        Assert.Single(text.Split(" void Copy<T>(").Skip(1));
    }

    [Fact]
    public void One_result_under_two_names() => Same<double>([Tanh(x) * a, a * Tanh(x), 0 * x, 0 * a], (x, 0.5), (a, 2.0));

    [Fact]
    public void Names_of_nested_classes_do_not_clash_with_a_users()
    {
        Variable turn = Variable("scanTurn", ["n"]), t = Variable("t"), copy = Variable("copy");
        var (last, all) = Scan(t * copy, turn, (c, each) => (c + each, c * each));
        var function = Compile<double>([turn, t, copy], [last, all]);
        var program = WrittenProgram.Of(function.ToCSharp("ScanTurn2", "ScanTurn", "Copy"), 2);
        program.Write("ScanTurn", [1, 2]);
        program.Write("T", [3]);
        program.Write("Copy2", [2]);
        program.Run();
        Assert.Equal(9, program.Read("ScanTurn3")[0]);
    }

    private static string Same<T>(Expr[] outputs, params (Variable Variable, Value Value)[] data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WrittenComparison.Check(
            Compile<T>([.. data.Select(d => d.Variable)], outputs, options: new() { ProductBackend = "managed" }), data);
}
