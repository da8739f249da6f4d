using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class WhileTests
{
    private static readonly Variable A = Variable("a"), B = Variable("b"), W = Variable("w", [3, 3]), X = Variable("x", [3]);

    private static readonly (Variable, Value)[] At =
    [
        (W, Value.Of([0.5, -0.2, 0.1, 0.3, 0.4, -0.6, -0.1, 0.2, 0.7], 3, 3)),
        (X, Value.Of([0.1, -0.2, 0.3], 3)),
    ];

    // Collatz: how many steps from a number to 1.
    private static Expr Collatz(Expr start, Dimension? most = null) => While(
        [start, new Literal(0, Shape.Scalar)],
        c => c[0] > 1,
        c => [Where(Equal(Floor(c[0] / 2), c[0] / 2), c[0] / 2, 3 * c[0] + 1), c[1] + 1],
        most)[1];

    [Fact]
    public void A_loop_ends_by_its_condition()
    {
        Assert.Equal(111, Collatz(A).Evaluate((A, 27.0)));
        Assert.Equal(0, Collatz(A).Evaluate((A, 1.0)));
        Assert.Equal(10, Collatz(A, most: 10).Evaluate((A, 27.0)));
        Assert.Equal(0, Collatz(A, most: 0).Evaluate((A, 27.0)));
        Assert.Equal(7, Collatz(A, most: Dimension.Named("n")).Evaluate((A, 27.0), (Variable("rows", ["n"]), new double[7])));
        Expr[] outputs = [Collatz(A), Collatz(A, most: 10)];
        var session = Compile<float>([A], outputs).Bind((A, 27.0));
        session.Run();
        Assert.Equal((111, 10), (session.Scalar(outputs[0]), session.Scalar(outputs[1])));
        session.Write(A, [6f]);
        session.Run();
        Assert.Equal((8, 8), (session.Scalar(outputs[0]), session.Scalar(outputs[1])));
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    [Fact]
    public void Derivatives_of_any_order_go_forward_without_a_limit()
    {
        // a·b^k with the k that the condition gives.
        var power = While(A, c => c < 100, c => c * B);
        (Variable, Value)[] at = [(A, 3.0), (B, 2.0)];
        var slope = Jvp(power, (B, 1));
        Assert.Equal(192, power.Evaluate(at));
        Assert.Equal(3 * 6 * 32, slope.Evaluate(at), 1e-9);
        Assert.Equal(3 * 6 * 5 * 16, Jvp(slope, (B, 1)).Evaluate(at), 1e-9);
        Assert.Equal(6 * 32, Jvp(Jvp(power, (B, 1)), (A, 1)).Evaluate(at), 1e-9);
        var session = Compile<double>([A, B], [slope]).Bind(at);
        session.Run();
        Assert.Equal(3 * 6 * 32, session.Scalar(slope), 1e-9);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void Every_law_holds_of_a_loop_that_ends(int most) => ControlLaw.Hold(Sum(Exp(Settled(X, most))), At);

    [Fact]
    public void A_gradient_is_that_of_as_many_steps()
    {
        // The tenth step is the last that begins above the limit.
        var (ended, whole) = (Settled(X, 1000), Iterate(X, Steps(), Next));
        foreach (var x in new[] { X, W })
        {
            var (expected, actual) = (Gradient(Sum(Exp(whole)), x), Gradient(Sum(Exp(ended)), x));
            Same(expected, actual, At);
            Same(Gradient(Sum(Sin(expected)), W), Gradient(Sum(Sin(actual)), W), At);
        }
        int Steps()
        {
            double[] x = [0.1, -0.2, 0.3];
            var next = Next(X);
            int steps = 0;
            for (; x.Sum(v => v * v) < 4; steps++) x = [.. next.EvaluateTensor(At[0], (X, x))];
            return steps;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(200)]
    public void Examples_that_have_ended_keep_what_they_have(int? most)
    {
        double[] starts = [27, 1, 6, 97];
        var (steps, all) = Batch(Collatz(A, most is { } m ? m : (Dimension?)null), "n", A);
        Assert.Equal([111, 0, 8, 118], steps.EvaluateTensor((all, starts)).ToArray());
        var session = Compile<float>([all], [steps]).Bind((all, starts));
        session.Run();
        Assert.Equal([111f, 0, 8, 118], session.Read(steps).ToArray());
        Assert.Equal(0, Allocations.Of(session.Run));
    }

    [Fact]
    public void Gradients_and_batches_go_in_any_order()
    {
        var Xs = Variable("X", [4, 3]);
        var y = Sum(Exp(Settled(X, 40)));
        double[] rows = [0.1, -0.2, 0.3, 2, 2, 2, 0.7, 0.1, -0.4, 0.01, 0, 0];
        (Variable, Value)[] at = [At[0], (Xs, Value.Of(rows, 4, 3))];
        foreach (var x in new[] { X, W })
        {
            double[] one = [.. Enumerable.Range(0, 4).SelectMany(
                i => Gradient(y, x).EvaluateTensor(At[0], (X, rows[(3 * i)..(3 * i + 3)])).ToArray())];
            var each = Batch(Gradient(y, x), (X, Xs));
            Assert.Equal(one, each.EvaluateTensor(at).ToArray(), Near);
            var session = Compile<double>([W, Xs], [each]).Bind(at);
            session.Run();
            Assert.Equal(one, session.Read(each).ToArray(), Near);
        }
        var sum = Sum(Batch(y, (X, Xs)));
        Same(Batch(Gradient(y, X), (X, Xs)), Gradient(sum, Xs), at);
        Same(Sum(Batch(Gradient(y, W), (X, Xs)), 0), Gradient(sum, W), at);
        ControlLaw.Hold(sum, at);
        ControlLaw.Hold(Sum(Square(Batch(Gradient(y, X), (X, Xs)))) / 1000, at);

        // A batch of batches.
        var Xss = Variable("XX", [2, 4, 3]);
        (Variable, Value)[] twice = [At[0], (Xss, Value.Of([.. rows, .. rows.Reverse()], 2, 4, 3))];
        var flat = Batch(Gradient(y, X), (X, Reshape(Xss, [8, 3])));
        Same(Reshape(flat, [2, 4, 3]), Batch(Batch(Gradient(y, X), (X, Xs)), (Xs, Xss)), twice);
    }

    [Fact]
    public void What_an_ended_example_would_become_does_not_matter()
    {
        // An example that has passed 1 would become NaN, and its slope infinite at 1.
        var y = While(A, c => c < 1, c => c + B * Sqrt(1 - c), most: 20);
        var all = Variable("A", [3]);
        (Variable, Value)[] at = [(all, new double[] { 5, 0.9, 1 }), (B, 0.5)];
        foreach (var each in Batch([y, .. Gradients(y, A, B)], (A, all)))
            Assert.All(each.EvaluateTensor(at).ToArray(), d => Assert.True(double.IsFinite(d)));
        var sum = Sum(Batch(y, (A, all)));
        double[] slopes = Gradient(sum, all).EvaluateTensor(at).ToArray();
        Assert.Equal((1, 1), (slopes[0], slopes[2]));
        Assert.True(double.IsFinite(Gradient(sum, B).Evaluate(at)));
    }

    [Fact]
    public void A_gradient_in_a_session_allocates_nothing_and_takes_memory_for_the_limit()
    {
        var y = Sum(Exp(Settled(X, 100)));
        var session = Compile<float>([W, X], [y, Gradient(y, W)]).Bind(At);
        session.Run();
        Assert.Equal(0, Allocations.Of(session.Run));
        Assert.InRange(session.MemoryInBytes, 100 * 3 * 4, 20_000);
    }

    [Fact]
    public void Mistakes_are_sentences()
    {
        Says("While: the condition is Boolean [3]; it must be a single condition. Make one of several by Any or All. In: x < 1; with 'x' [3] (WhileTests.cs:7).",
            () => While(X, x => x < 1, x => x * 2));
        Says("While: the condition is Real []; it must be a single condition.", () => While(A, a => a, a => a - 1));
        Says("While: carried value 1 begins as Real [] and a step makes it Real [3]. " +
            "Every step gets and returns the same shape and kind; broadcast or convert the first value.",
            () => While(A, a => a > 1, a => a * X));
        Says("While: 1 value is carried into a step and 2 out of it. A step returns as many carried values as it gets.",
            () => While([A], c => c[0] > 1, c => [c[0], c[0]]));
        Says("While: the reverse pass needs the values before each step, and nothing says how many steps there can be. " +
            "Give the most steps that the loop may take, most: 1000, or go forward: Jvp, or Jacobian with JacobianMode.Forward.",
            () => Gradient(While(A, a => a > 1, a => a / B), A));

        static void Says(string sentence, Action wrong) =>
            Assert.Equal(sentence, Assert.Throws<ArgumentException>(wrong).Message[..sentence.Length]);
    }

    private static Expr Settled(Expr x, int most) => While(x, c => Sum(Square(c)) < 4, Next, most);

    private static Expr Next(Expr c) => c + Tanh(MatMul(W, c)) + 0.1 * Cos(c);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(a));

    private static void Same(Expr expected, Expr actual, (Variable, Value)[] at) =>
        Assert.Equal(expected.EvaluateTensor(at).ToArray(), actual.EvaluateTensor(at).ToArray(), Near);
}
