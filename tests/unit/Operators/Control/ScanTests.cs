using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class ScanTests
{
    private static readonly Variable Weights = Variable("w", [3, 3]), Start = Variable("h", [3]), Rows = Variable("x", ["n", 3]);

    private static readonly (Variable, Value)[] At =
    [
        (Weights, Value.Of([0.5, -0.2, 0.1, 0.3, 0.4, -0.6, -0.1, 0.2, 0.7], 3, 3)),
        (Start, Value.Of([0.1, -0.2, 0.3], 3)),
        (Rows, Value.Of([.. Enumerable.Range(0, 15).Select(i => Math.Sin(i))], 5, 3)),
    ];

    [Fact]
    public void A_loop_adds_up()
    {
        var x = Variable("x", ["n"]);
        var (sum, partial) = Scan(0, x, (c, each) => (c + each, c + each));
        var values = Value.Of([1.0, 2, 3, 4], 4);
        Assert.Equal(10, sum.Evaluate((x, values)));
        Assert.Equal([1, 3, 6, 10], partial.EvaluateTensor((x, values)).ToArray());
        var (_, backwards) = Scan(0, x, (c, each) => (c + each, c + each), reverse: true);
        Assert.Equal([10, 9, 7, 4], backwards.EvaluateTensor((x, values)).ToArray());
    }

    [Fact]
    public void A_loop_is_what_it_unrolls_to()
    {
        var (h, ys) = Recurrence(Rows);
        Expr state = Start;
        var unrolled = new List<Expr>();
        for (int t = 0; t < 5; t++)
        {
            state = Tanh(Times(Weights, state) + Functions.At(Rows, 0, t));
            unrolled.Add(Square(state));
        }
        Expr looped = Sum(Exp(h)) + Sum(Sin(ys)), flat = Sum(Exp(state)) + Sum(Sin(Stack(unrolled.ToArray())));
        Same(flat, looped);
        foreach (var variable in new[] { Weights, Start, Rows })
        {
            var (a, b) = (Gradient(flat, variable), Gradient(looped, variable));
            Same(a, b);
            Same(Gradient(Sum(Sin(a)), Weights), Gradient(Sum(Sin(b)), Weights));
        }
        Same(Jvp(flat, (Weights, Weights)), Jvp(looped, (Weights, Weights)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void Every_law_holds_of_a_loop(int? segment)
    {
        var (h, ys) = Recurrence(Rows, segment);
        var y = Sum(Exp(h)) + Sum(Sin(ys));
        ControlLaw.Hold(y, At);
    }

    [Fact]
    public void A_loop_may_have_no_steps()
    {
        var (h, ys) = Recurrence(Rows);
        (Variable, Value)[] none = [At[0], At[1], (Rows, Value.Of(Array.Empty<double>(), 0, 3))];
        Assert.Equal([0.1, -0.2, 0.3], h.EvaluateTensor(none).ToArray());
        Expr[] outputs = [Sum(ys), Gradient(Sum(h) + Sum(ys), Start)];
        var session = Compile<float>([Weights, Start, Rows], outputs).Bind(none);
        session.Run();
        Assert.Equal([0f], session.Read(outputs[0]).ToArray());
        Assert.Equal([1f, 1, 1], session.Read(outputs[1]).ToArray());
    }

    [Fact]
    public void Loops_and_branches_nest()
    {
        var (h, ys) = Scan(Start, Rows, (h, x) =>
        {
            var (inner, _) = Scan(x, Weights, (c, w) => (Sin(c + w * h), c));
            var next = Cond(Sum(x) > 0, () => Tanh(inner + h), () => inner - h);
            return (next, Checkpoint(next, e => Exp(e)));
        });
        ControlLaw.Hold(Sum(Exp(h)) + Sum(Sin(ys)), At);
    }

    [Fact]
    public void Counters_and_keys_are_carried_too()
    {
        var key = KeyVariable("key");
        var start = IntegerVariable("start", Shape.Scalar);
        var all = Scan(
            [start, key, new Literal(0, Shape.Scalar)],
            [],
            (c, _) => ([c[0] + 2, Split(c[1], 0), c[2] + Normal(c[1], Shape.Scalar)], [c[0], c[2]]),
            length: 4);
        Assert.Equal([Kind.Integer, Kind.Key, Kind.Real], all.Carried.Select(c => c.Kind));
        Expr k = key;
        Expr sum = 0;
        for (int i = 0; i < 4; i++) (sum, k) = (sum + Normal(k, Shape.Scalar), Split(k, 0));
        (Variable, Value)[] at = [(key, Value.Key(7)), (start, Value.Of([5]))];
        Assert.Equal(sum.Evaluate((key, Value.Key(7))), all.Carried[2].Evaluate(at));
        var session = Compile<float>([key, start], [.. all.Carried[..1], all.Carried[2], .. all.Outputs]).Bind(at);
        session.Run();
        Assert.Equal([13], session.ReadIntegers(all.Carried[0]).ToArray());
        Assert.Equal([5, 7, 9, 11], session.ReadIntegers(all.Outputs[0]).ToArray());
        Assert.Equal((float)sum.Evaluate((key, Value.Key(7))), session.Scalar(all.Carried[2]), 1e-6);
    }

    [Fact]
    public void A_session_with_loops_allocates_nothing()
    {
        var (h, ys) = Recurrence(Rows, 2);
        var y = Sum(Exp(h)) + Sum(Sin(ys));
        var session = Compile<float>([Weights, Start, Rows], [y, Gradient(y, Weights)]).Bind(At);
        session.Run();
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    [Fact]
    public void Segments_keep_the_memory_of_a_gradient_small()
    {
        long whole = Memory(null), segmented = Memory(100);
        Assert.True(segmented < whole / 20, $"{segmented} and {whole} bytes");

        static long Memory(int? segment)
        {
            var start = Variable("h", [16]);
            var end = Iterate(start, 10_000, h => Sin(h) + h, segment);
            return Compile<double>([start], [Gradient(Sum(end), start)])
                .Bind((start, Value.Of(new double[16], 16))).MemoryInBytes;
        }
    }

    [Fact]
    public void Mistakes_are_sentences()
    {
        Says("Scan: h is a scalar. A loop runs over the first axis; give an array, or a length where there is nothing to run over.",
            () => Scan(Start, Variable("h"), (c, x) => (c, x)));
        Says("Scan: carried value 1 begins as Real [3] and a step makes it Real []. " +
            "Every step gets and returns the same shape and kind; broadcast or convert the first value.",
            () => Scan(Start, Rows, (c, x) => (Sum(c), x)));
        Says("Iterate: x begins as Real [3] and f(x) is Real [6]. " +
            "Both must have the same shape and kind; broadcast or convert one of them. In: h; concat(h, h); with 'h' [3] (ScanTests.cs:7).",
            () => Iterate(Start, 10, h => Concat([h, Start])));
        Says("Scan: there is nothing to run over and no length. Give an array whose first axis is run over, or a length.",
            () => Scan([Start], [], (c, _) => (c, [])));
        Says("Scan: 1 value is carried into a step and 2 out of it. A step returns as many carried values as it gets.",
            () => Scan([Start], [Rows], (c, x) => ([c[0], x[0]], [])));
        Says("Scan: the arrays have shapes [n, 3] and [3, 3], the loop n steps. Their first axes must have the size of the loop.",
            () => Scan([Start], [Rows, Weights], (c, _) => (c, [])));
        Says("Scan: the segment is 0 steps long; it must be at least 1.", () => Scan(Start, Rows, (c, x) => (c, x), segment: 0));
        var free = Scan(Start, Rows, (c, x) => (c * Variable("loose"), x)).Carried;
        Assert.StartsWith("The variable 'loose' [] ", Assert.Throws<ArgumentException>(() => free.EvaluateTensor(At)).Message);

        static void Says(string sentence, Action wrong) =>
            Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(wrong).Message);
    }

    private static (Expr, Expr) Recurrence(Expr rows, int? segment = null) => Scan(Start, rows, (h, x) =>
    {
        var next = Tanh(Times(Weights, h) + x);
        return (next, Square(next));
    }, segment: segment);

    private static Expr Times(Expr matrix, Expr vector) => Reshape(MatMul(matrix, Reshape(vector, [3, 1])), [3]);

    private static void Same(Expr expected, Expr actual) => Assert.Equal(
        expected.EvaluateTensor(At).ToArray(), actual.EvaluateTensor(At).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
}
