using Grad.Testing;
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
        Laws.DerivativesAreSlopes.Require(y, At);
        Laws.SecondDerivativesAreSlopes.Require(y, At);
        Laws.HessianIsSymmetric.Require(y, At);
        foreach (var way in Compilation.All) way.Law.OnGradients.Require(y, At);
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

    private static (Expr, Expr) Recurrence(Expr rows, int? segment = null) => Scan(Start, rows, (h, x) =>
    {
        var next = Tanh(Times(Weights, h) + x);
        return (next, Square(next));
    }, segment: segment);

    private static Expr Times(Expr matrix, Expr vector) => Reshape(MatMul(matrix, Reshape(vector, [3, 1])), [3]);

    private static void Same(Expr expected, Expr actual) => Assert.Equal(
        expected.EvaluateTensor(At).ToArray(), actual.EvaluateTensor(At).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
}
