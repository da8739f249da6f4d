using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class CheckpointTests
{
    private static readonly Variable X = Variable("x", [4]), W = Variable("w", [4, 4]);

    private static readonly (Variable, Value)[] At =
    [
        (X, Value.Of([0.5, -1.5, 2, 0.1], 4)),
        (W, Value.Of([.. Enumerable.Range(0, 16).Select(i => Math.Sin(i) / 2)], 4, 4)),
    ];

    [Fact]
    public void A_checkpoint_changes_no_value_and_no_derivative()
    {
        Expr plain = Layer(Layer(X)), kept = Checkpoint(Checkpoint(X, Layer), Layer);
        foreach (var (expected, actual) in new[]
        {
            (plain, kept), (Gradient(Sum(plain), W), Gradient(Sum(kept), W)), (Gradient(Sum(plain), X), Gradient(Sum(kept), X)),
        })
        {
            Assert.Equal(
                expected.EvaluateTensor(At).ToArray(), actual.EvaluateTensor(At).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        }
        ControlLaw.Hold(Sum(kept), At);
    }

    [Fact]
    public void A_gradient_through_checkpoints_takes_less_memory()
    {
        long plain = Memory(x => Deep(x)), kept = Memory(x => Checkpoint(x, Deep));
        // 16 layers of 8 intermediate arrays each are kept without checkpoints, 16 layers and one's own 8 with them.
        Assert.True(kept < plain / 3, $"{kept} and {plain} bytes");

        static Expr Deep(Expr x)
        {
            for (int i = 0; i < 8; i++) x = Sin(CumSum(x, 0));
            return x;
        }

        static long Memory(Func<Expr, Expr> layer)
        {
            var x = Variable("x", [10_000]);
            Expr y = x;
            for (int i = 0; i < 16; i++) y = layer(y);
            return Compile<float>([x], [Gradient(Sum(y), x)])
                .Bind((x, Value.Of(new float[10_000], 10_000))).MemoryInBytes;
        }
    }

    [Fact]
    public void A_checkpoint_may_have_several_results()
    {
        var results = Checkpoint([X], x => [ArgMax(x[0], 0), Sum(x[0]), Exp(x[0])]);
        Assert.Equal([Kind.Integer, Kind.Real, Kind.Real], results.Select(r => r.Kind));
        Assert.Equal(2, results[0].Evaluate(At));
        ControlLaw.Hold(results[1] + Sum(Sin(results[2])), At);
    }

    private static Expr Layer(Expr x) => Tanh(Reshape(MatMul(W, Reshape(x, [4, 1])), [4]));
}
