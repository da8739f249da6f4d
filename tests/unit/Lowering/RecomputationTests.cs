using Grad.Tests.Unit.Differentiation;
using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

/// <summary>What is cheap is computed where it is needed, what is not is stored.</summary>
public class RecomputationTests
{
    private readonly Variable x = Variable("x", ["n", 4]);
    private readonly Variable w = Variable("w", [4, 4]);

    [Fact]
    public void A_term_of_the_state_is_computed_in_the_loop_of_its_update()
    {
        var m = Variable("m", [4, 4]);
        var gradient = Gradient(Sum(Square(MatMul(x, w))), w);
        var program = Compile<float>([x, w], [], [(m, (0.9 * m) + (0.1 * gradient))]);
        var update = Assert.Single(program.Steps.OfType<Loop>(), l => l.Loads.Any(r => r.View.Base == m));
        Assert.Equal(2, update.Body.Count(b => b is Multiply));
    }

    [Fact]
    public void The_mask_of_a_rectifier_is_that_of_its_result_and_is_not_stored()
    {
        var hidden = Relu(MatMul(x, w));
        var gradient = Gradient(Sum(Square(MatMul(hidden, w))), w);
        var program = Compile<float>([x, w], [gradient]);
        Assert.DoesNotContain(program.Steps.SelectMany(s => s.Writes), n => n.Kind == Kind.Boolean);
        var less = Assert.Single(program.Steps.OfType<Loop>().SelectMany(l => l.Body).OfType<Less>());
        Assert.IsType<Relu>(less.Right);
    }

    [Fact]
    public void A_node_that_a_product_reads_stays()
    {
        var early = Exp(w);
        var late = early * Sum(MatMul(x, early));
        var program = Compile<float>([x, w], [late]);
        var first = Assert.IsType<Loop>(program.Steps[0]);
        Assert.Contains(first.Body, b => b is Exp);
        Assert.Single(program.Steps.OfType<Loop>().SelectMany(l => l.Body).OfType<Exp>());
    }

    [Fact]
    public void Differences_from_the_mean_are_computed_from_the_data_each_time()
    {
        var loss = Sum(LayerNorm(x) * Variable("v", [4]));
        Assert.Equal(0, Stored<Subtract>(loss));
        Assert.Equal(1, Stored<Subtract>(loss, Optimizations.All & ~Optimizations.Recomputation));
        Assert.Equal(2, Computed<Subtract>(loss));
    }

    [Fact]
    public void An_exponential_is_stored()
    {
        Assert.Equal(1, Computed<Exp>(Softmax(x, 1)));
        Assert.Equal(1, Stored<Exp>(Softmax(x, 1)));
    }

    [Fact]
    public void A_quotient_is_stored()
    {
        var quotient = x / Exp(Variable("scale", [4]));
        var y = quotient * Sum(Square(quotient), 1, keepDims: true);
        Assert.Equal(1, Stored<Divide>(y));
        Assert.Equal(1, Computed<Divide>(y));
    }

    [Fact]
    public void A_sum_of_two_arrays_that_would_have_to_be_read_again_is_stored()
    {
        var sum = x + Variable("y", ["n", 4]);
        Assert.Equal(1, Stored<Add>(sum * Sum(Square(sum), 1, keepDims: true)));
        Assert.Equal(0, Stored<Add>(sum * x * Sum(Square(sum), 1, keepDims: true)));
    }

    [Fact]
    public void What_lies_between_a_node_and_stored_arrays_is_computed_too()
    {
        var y = Square(x - 1);
        var normal = y - Mean(y, 1, keepDims: true);
        Assert.Equal(2, Computed<Square>(normal));
        Assert.Equal(2, Computed<Subtract>(normal) - 1);
        Assert.Equal(0, Stored<Square>(normal));
    }

    [Fact]
    public void The_old_value_of_a_variable_is_not_read_after_its_update()
    {
        var positive = Relu(w);
        var late = positive * Sum(positive);
        var program = Compile<float>([], [late], [(w, w - 1)]);
        var loops = program.Steps.OfType<Loop>().ToList();
        Assert.Equal(loops.FindIndex(l => l.Writes.Contains(program.Roots[1])), loops.FindLastIndex(l => l.Reads.Contains(w)));
        Assert.Contains(Compile<float>([w], [late]).Steps.OfType<Loop>().Skip(1), l => l.Reads.Contains(w));
    }

    [Fact]
    public void A_mask_of_bytes_is_stored_where_the_array_would_be_kept_for_it()
    {
        Variable images = Variable("images", ["n", 1, 8, 8]), kernel = Variable("kernel", [2, 1, 3, 3]);
        var hidden = MaxPool(Relu(Conv(images, kernel)), 2);
        var program = Compile<float>([images, kernel], [Gradient(Sum(Square(hidden)), kernel)]);
        Assert.Single(program.Steps.SelectMany(s => s.Writes), n => n.Kind == Kind.Boolean);
    }

    [Fact]
    public void A_deep_graph_that_is_needed_twice_takes_no_stack() => SmallStack.Run(() =>
    {
        Expr y = x;
        for (int i = 0; i < 20_000; i++) y = Sin(y) + 1;
        Assert.NotEmpty(Compile<double>([x], [y / Sum(y)]).Steps);
    });

    [Fact]
    public void Looking_for_what_is_cheap_takes_memory_in_proportion_to_the_graph()
    {
        BytesOf(100);
        Assert.InRange(BytesOf(8_000), 0, 2.5 * BytesOf(4_000));

        // Each u is needed twice, and is made of all before it.
        long BytesOf(int count)
        {
            Expr c = x;
            var results = new List<Expr>();
            for (int i = 0; i < count; i++)
            {
                c = Sin(c);
                var u = Exp(c);
                results.Add(Sum(u / Sum(u)));
            }
            long before = GC.GetAllocatedBytesForCurrentThread();
            Compile<double>([x], [.. results], options: new() { CodeGeneration = CodeGeneration.None, Optimizations = Optimizations.Fusion });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void In_a_loop_that_is_cut_the_first_part_stores_what_the_others_read()
    {
        var d = x - Mean(x, 1, keepDims: true);
        var scale = Exp(Sum(Square(d), 1, keepDims: true));
        Expr sum = 0;
        for (int i = 0; i < 120; i++) sum += Tanh(d * scale * (i + 1)) * d;
        (Variable, Value)[] at = [(x, Value.Of([.. Enumerable.Range(0, 20).Select(i => Math.Sin(i * i))], 5, 4))];
        var session = Compile<double>([x], [sum], options: new() { Checking = Checking.On }).Bind(at);
        session.Run();
        double[] expected = [.. sum.EvaluateTensor(at)], found = [.. session.Read(sum)];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-10 * (1 + Math.Abs(expected[i])));
    }

    [Theory]
    [InlineData(Optimizations.All)]
    [InlineData(Optimizations.All & ~Optimizations.Recomputation)]
    [InlineData(Optimizations.Fusion)]
    [InlineData(Optimizations.Fusion | Optimizations.Recomputation)]
    public void Gradients_of_normalisations_are_those_of_the_interpreter(Optimizations optimizations)
    {
        var loss = Sum(Square(MatMul(LayerNorm(MatMul(Gelu(LayerNorm(x)), w)), w)));
        Expr[] wanted = [loss, .. Gradients(loss, x, w)];
        (Variable, Value)[] at =
        [
            (x, Value.Of([.. Enumerable.Range(0, 20).Select(i => Math.Sin(i * i))], 5, 4)),
            (w, Value.Of([.. Enumerable.Range(0, 16).Select(i => Math.Cos(i * i))], 4, 4)),
        ];
        var session = Compile<double>([x, w], wanted, options: new() { Optimizations = optimizations }).Bind(at);
        session.Run();
        foreach (var expression in wanted)
        {
            double[] expected = [.. expression.EvaluateTensor(at)], found = [.. session.Read(expression)];
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-10);
        }
    }

    private static int Stored<T>(Expr expression, Optimizations optimizations = Optimizations.All) =>
        Loops(expression, optimizations).Sum(l => l.Stores.Count(s => s.Base is T && s.Base != expression));

    private static int Computed<T>(Expr expression) => Loops(expression, Optimizations.All).Sum(l => l.Body.Count(b => b is T));

    private static IEnumerable<Loop> Loops(Expr expression, Optimizations optimizations) => Compile<float>(
        [.. Graph.Variables([expression])], [expression], options: new() { Optimizations = optimizations }).Steps.OfType<Loop>();
}
