using static Grad.Functions;

namespace Grad.Tests.Unit.Lowering;

public sealed class SigmoidPairsTests
{
    private static readonly Variable X = Variable("x", [9]);

    [Fact]
    public void A_slope_takes_one_exponential()
    {
        foreach (var y in new[] { Sigmoid(X), Tanh(X) })
        {
            var program = Compile<double>([X], [Sum(y), Gradient(Sum(y), X)]);
            Assert.Single(program.Steps.OfType<Loop>().SelectMany(l => l.Body), n => n is Sigmoid or Tanh or TanhTail);
        }
    }

    /// <summary>Both factors of the slope keep their digits at both ends.</summary>
    [Fact]
    public void Both_keep_their_relative_accuracy()
    {
        double[] points = [-700, -40, -3, -1e-9, 0, 1e-9, 3, 40, 700];
        Expr[] outputs = [Sigmoid(X), Sigmoid(-X), Sigmoid(2 * X), Sigmoid(-2 * X)];
        var session = Compile<double>([X], outputs).Bind((X, Value.Of(points, 9)));
        session.Run();
        foreach (var output in outputs)
        {
            Assert.Equal(
                output.EvaluateTensor((X, Value.Of(points, 9))).ToArray(),
                session.Read(output).ToArray(),
                (a, b) => Math.Abs(a - b) <= 1e-15 * a || Math.Abs(a - b) < double.Epsilon * 8);
        }
    }

    [Fact]
    public void A_tangent_and_its_slope_take_one_exponential()
    {
        Expr y = Tanh(X), slope = Gradient(Sum(y), X);
        double[] points = [-30, -3, -0.55, -1e-9, 0, 1e-300, 0.3, 0.56, 40];
        var program = Compile<double>([X], [y, slope]);
        var body = program.Steps.OfType<Loop>().SelectMany(l => l.Body).ToArray();
        Assert.Single(body.OfType<TanhTail>());
        Assert.DoesNotContain(body, n => n is Tanh or Sigmoid);
        (Variable, Value) at = (X, Value.Of(points, 9));
        var session = program.Bind(at);
        session.Run();
        foreach (var output in program.Outputs)
        {
            Assert.Equal(
                output.EvaluateTensor(at).ToArray(), session.Read(output).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-15 * Math.Abs(a));
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_none()
    {
        var sums = Compile<float>([X], [Sigmoid(X) + Sigmoid(-X)]);
        var pair = sums.Bind((X, Value.Of([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0, 0, 0, 0], 9)));
        pair.Run();
        Assert.Equal([float.NaN, 1, 1, 1, 1, 1, 1, 1, 1], pair.Read(sums.Outputs[0]).ToArray());
    }
}
