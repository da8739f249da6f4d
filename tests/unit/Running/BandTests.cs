using System.Collections.Immutable;
using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>Steps over the same rows of large arrays run some rows at a time: fewer passes through memory, the same numbers.</summary>
public class BandTests
{
    private const Optimizations Apart = Optimizations.All & ~Optimizations.Bands;

    private static readonly Variable X = Variable("x", ["m", "n"]), Narrow = Variable("narrow", ["m", 24]);
    private static readonly Expr Normalised = (X - Means(X)) / Sqrt(Means(Square(X - Means(X))) + 1e-5);

    public static TheoryData<string, Expr> Expressions => new()
    {
        { "softmax", Softmax(X, 1) },
        { "layer normalisation", Normalised },
        { "cross-entropy", Gradient(Mean(LogSumExp(X, 1) - Sum(X * X, 1)), X) },
        { "gradient of layer normalisation", Gradient(Sum(Square(Normalised)), X) },
        { "sums over rows and what follows", X - Sum(Softmax(X, 1), 0) },
        { "rows backwards", Softmax(Flip(X, 0), 1) * X },
        { "rows and columns", Softmax(X, 1) + Softmax(X, 0) },
        { "small products", MatMul(Tanh(MatMul(Narrow, Constant(Weights))), Transpose(Constant(Weights))) },
    };

    private static double[,] Weights
    {
        get
        {
            var weights = new double[24, 20];
            for (int i = 0; i < weights.Length; i++) weights[i / 20, i % 20] = Math.Sin(i);
            return weights;
        }
    }

    [Theory, MemberData(nameof(Expressions))]
    public void Bands_compute_what_steps_one_after_the_other_do(string name, Expr expression)
    {
        foreach (var (rows, columns) in new[] { (30_000, 24), (24_000, 24), (70_000, 24) })
        {
            var (expected, _) = Run(expression, rows, columns, Apart, 1);
            var (one, runs) = Run(expression, rows, columns, Optimizations.All, 1);
            Assert.Contains(runs, run => run.Length > 1);
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - one[i]) <= 2e-4 * (1 + Math.Abs(expected[i])), $"{name}, {rows} rows: element {i}");
            Assert.True(one.AsSpan().SequenceEqual(Run(expression, rows, columns, Optimizations.All, 3).Numbers), $"{name}: 3 threads");
        }
    }

    [Fact]
    public void Softmax_goes_through_memory_once() =>
        Assert.Single(Run(Softmax(X, 1), 3000, 1000, Optimizations.All, 1).Runs);

    [Fact]
    public void What_fits_into_the_cache_runs_one_step_after_the_other() =>
        Assert.All(Run(Softmax(X, 1), 100, 100, Optimizations.All, 1).Runs, run => Assert.Single(run));

    [Fact]
    public void Whoever_reads_a_sum_over_rows_runs_after_the_band()
    {
        var (_, runs) = Run(X - Sum(Softmax(X, 1), 0), 30_000, 24, Optimizations.All, 1);
        Assert.Equal(runs.Sum(r => r.Length) - 1, runs[0].Length);
        Assert.Equal(2, runs.Length);
    }

    [Fact]
    public void A_network_learns_a_large_batch_in_one_band_and_the_updates_after_it()
    {
        Variable x = Variable("x", ["m", 1]), t = Variable("t", ["m", 1]);
        Variable v = Variable("v", [1, 20]), b = Variable("b", [20]), w = Variable("w", [20, 20]), u = Variable("u", [20, 1]);
        var loss = Mean(Square(MatMul(Relu(MatMul(Relu(MatMul(x, v) + b), w)), u) - t));
        var (dv, db, dw, du) = Gradients(loss, v, b, w, u);
        (Variable, Expr)[] updates = [(v, v - (0.1 * dv)), (b, b - (0.1 * db)), (w, w - (0.1 * dw)), (u, u - (0.1 * du))];
        const int Rows = 40_000;
        float[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(i => (float)(scale * Math.Sin(i)))];
        (Variable, Value)[] values =
        [
            (x, Value.Of(Numbers(Rows, 1), Rows, 1)), (t, Value.Of(Numbers(Rows, 2), Rows, 1)), (v, Value.Of(Numbers(20, 1), 1, 20)),
            (b, Numbers(20, 0.1)), (w, Value.Of(Numbers(400, 0.3), 20, 20)), (u, Value.Of(Numbers(20, 0.3), 20, 1)),
        ];
        double Learn(Optimizations optimizations, out ImmutableArray<ImmutableArray<int>> runs)
        {
            CompilationOptions options = new() { Optimizations = optimizations, ProductBackend = "managed" };
            var session = Compile<float>([x, t], [loss], updates, options).Bind(values);
            runs = session.StepsTogether;
            session.Repeat(20);
            return session.Scalar(loss);
        }

        double expected = Learn(Apart, out _), learned = Learn(Optimizations.All, out var runs);
        Assert.Equal(expected, learned, 1e-4 * expected);
        int products = runs.Max(run => run.Length);
        Assert.True(products >= 7, $"{products} steps in the longest band");
        Assert.Single(runs, run => run.Length > 1);
    }

    [Fact]
    public void Zeros_stay_strong_in_a_product_that_sums_over_rows_in_a_band()
    {
        // Rows that are not taken have an infinite slope, which a strong zero keeps out of the gradient.
        Variable x = Variable("x", ["m", 4]), w = Variable("w", [4, 20]);
        var y = MatMul(x, w);
        var taken = Where(y > 0, Sqrt(y), Exp(y));
        var gradient = Gradient(Sum(Where(y > 0, taken, new Literal(0, y.Shape))), w);
        var data = new double[40_000, 4];
        for (int i = 0; i < data.Length; i++) data[i / 4, i % 4] = i / 4 % 7 == 0 ? 0 : Math.Sin(i);
        var weights = new double[4, 20];
        for (int i = 0; i < 80; i++) weights[i / 20, i % 20] = Math.Cos(i);
        double[] Numbers(Optimizations optimizations, int threads)
        {
            CompilationOptions options = new() { Optimizations = optimizations, Threads = threads, ProductBackend = "managed" };
            var session = Compile<double>([x, w], [gradient], options: options).Bind((x, data), (w, weights));
            session.Run();
            return [.. session.Read(gradient)];
        }

        double[] apart = Numbers(Apart, 1), together = Numbers(Optimizations.All, 2);
        Assert.All(together, number => Assert.True(double.IsFinite(number)));
        for (int i = 0; i < apart.Length; i++) Assert.Equal(apart[i], together[i], 1e-9 * (1 + Math.Abs(apart[i])));
    }

    // Seed 6eF3COfwV730 of the law that compiled equals interpreted: the check of memory refused it.
    [Fact]
    public void An_update_may_end_what_other_steps_of_its_band_have_read()
    {
        Variable v = Variable("v", ["m", 5]);
        var options = new CompilationOptions { Grain = new(8, 16, 1, 64), Checking = Checking.On };
        var data = new double[9, 5];
        for (int i = 0; i < data.Length; i++) data[i / 5, i % 5] = Math.Sin(i);
        var session = Compile<double>([], [], [(v, Softmax(v, 1))], options).Bind((v, data));
        Assert.Contains(session.StepsTogether, run => run.Length > 1);
        session.Run();
        var expected = Softmax(v, 1).EvaluateTensor((v, data));
        Assert.Equal(expected.ToArray(), session.Read(v).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Bands_form_inside_a_loop_over_what_it_captures()
    {
        Variable x = Variable("x", ["m", "n"]), s = Variable("s", []);
        var last = Iterate(0.5 * s, 3, h => Mean(Softmax(x * h, 1) * x) + h);
        var data = new double[20_000, 30];
        for (int i = 0; i < data.Length; i++) data[i / 30, i % 30] = Math.Sin(i * 0.3);
        double Number(Optimizations optimizations, int threads)
        {
            var session = Compile<double>([x, s], [last], options: new() { Optimizations = optimizations, Threads = threads })
                .Bind((x, data), (s, 0.7));
            session.Run();
            return session.Scalar(last);
        }

        double expected = Number(Apart, 1);
        Assert.Equal(expected, Number(Optimizations.All, 1), 1e-12);
        Assert.Equal(Number(Optimizations.All, 1), Number(Optimizations.All, 3));
    }

    [Fact]
    public void A_band_needs_at_most_twice_the_memory()
    {
        var gradient = Gradient(Sum(Square(Normalised)), X);
        long Memory(Optimizations optimizations) => Compile<float>([X], [gradient], options: new() { Optimizations = optimizations })
            .Bind((X, new float[5000, 200])).MemoryInBytes;
        Assert.InRange(Memory(Optimizations.All), Memory(Apart), 2 * Memory(Apart));
    }

    [Fact]
    public void A_run_of_bands_allocates_nothing()
    {
        var session = Compile<float>([X], [Softmax(X, 1), Sum(Softmax(X, 1), 0)], options: new() { Threads = 2 })
            .Bind((X, new float[5000, 200]));
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    // Seed 1BoXkcwsepj0 of the law that compiled gradients equal interpreted ones.
    [Fact]
    public void A_loop_over_nothing_stays_in_its_place()
    {
        Variable t = Variable("t", ["k", 2]);
        var nothing = Sum(Slice(Square(Tanh(t)), 0, 2, ^0), 0) + Sum(Tanh(t), 0);
        var options = new CompilationOptions { Grain = new(8, 16, 1, 64), Checking = Checking.On, Optimizations = Optimizations.Bands };
        var session = Compile<double>([t], [nothing], options: options).Bind((t, new double[,] { { 1, 1 }, { 0.5, 0.5 } }));
        session.Run();
        Assert.Equal(Math.Tanh(1) + Math.Tanh(0.5), session.Read(nothing)[0], 1e-12);
    }

    private static Expr Means(Expr x) => Mean(x, 1, keepDims: true);

    private static (float[] Numbers, ImmutableArray<ImmutableArray<int>> Runs) Run(
        Expr expression, int rows, int columns, Optimizations optimizations, int threads)
    {
        var data = new float[rows, columns];
        for (int i = 0; i < data.Length; i++) data[i / columns, i % columns] = (float)Math.Sin(i * 0.7);
        var options = new CompilationOptions { Optimizations = optimizations, Threads = threads, ProductBackend = "managed" };
        var x = Graph.Variables(expression).Single();
        var session = Compile<float>([x], [expression], options: options).Bind((x, data));
        session.Repeat(2);
        return ([.. session.Read(expression)], session.StepsTogether);
    }
}
