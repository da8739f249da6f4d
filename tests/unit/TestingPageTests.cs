using Grad.Models;
using Grad.Numerics;
using Grad.Testing;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit;

/// <summary>The examples of docs/testing.md, which stand there word for word.</summary>
public class TestingPageTests
{
    private readonly double[,] inputs = { { 0.5, -1 }, { 1.5, 0.3 }, { -0.2, 2 } };
    private readonly double[,] targets = { { 1 }, { 0 }, { 1 } };

    [Fact]
    public void The_loss_of_my_model_has_the_right_gradient()
    {
        Variable x = Variable("X", ["n", 2]), t = Variable("t", ["n", 1]);
        var model = Sequential(Linear(2, 3), Tanh(), Linear(3, 1));
        var parameters = model.Declare();
        var z = model.Apply([.. parameters], x);
        var loss = Mean(Softplus(z) - t * z); // cross-entropy of a logit

        var start = Training.Initial(model, seed: 1);
        GradientCheck.Of(
            loss,
            x: [.. parameters],
            at: [(x, inputs), (t, targets), .. parameters.Zip(start)],
            order: 2).Require();
    }

    [Fact]
    public void My_own_penalty_keeps_every_law()
    {
        Variable x = Variable("X", ["n", 2]), w = Variable("w");
        var penalty = Mean(Log(1 + Square(x * w)));
        Laws.Require(penalty, (x, inputs), (w, 0.7));
    }

    [Fact]
    public void My_own_operator_keeps_the_laws_wherever_it_stands()
    {
        var cases = ExpressionGen.Using(ElementwiseOperator.OfUnary<Bump>());
        Laws.DerivativesAreSlopes.Sample(cases, count: 1000);
        Laws.SecondDerivativesAreSlopes.Sample(cases, count: 100);
    }

    private sealed class Bump(Expr x) : Unary<Bump>(x), IUnary<Bump>
    {
        public static string Name => "bump";
        public static double Scalar(double x) => 1 / (1 + x * x);
        public static Expr? Partial(Expr x, Expr y) => -2 * x * Square(y);
        public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.One / (V.One + x * x);
    }

    [Fact]
    public void The_page_shows_these_tests_and_this_report()
    {
        string page = RepositoryFile.Read("docs/testing.md"), tests = RepositoryFile.Read("tests/unit/TestingPageTests.cs");
        string[] blocks = [.. page.Split("```csharp\n").Skip(1).Select(b => b.Split("```")[0])];
        Assert.Equal(4, blocks.Length);
        foreach (string part in blocks.SelectMany(b => b.Split("\n\n")))
            Assert.Contains(Unindented(part), Unindented(tests), StringComparison.Ordinal);

        var w = Variable("w", [3]);
        var report = GradientCheck.Of(Sum(new Forgetful(w)), x: [w], at: [(w, new[] { 1.0, 2.0, 0.0 })]);
        Assert.Contains($"```text\n{report}\n```", page, StringComparison.Ordinal);
    }

    private sealed class Forgetful(Expr x) : Unary<Forgetful>(x), IUnary<Forgetful>
    {
        public static string Name => "cube";

        public static double Scalar(double x) => x * x * x;

        public static Expr? Partial(Expr x, Expr y) => Square(x); // the factor 3 is missing

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x * x * x;
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
