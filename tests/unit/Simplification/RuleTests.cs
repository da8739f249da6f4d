using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using static Grad.Functions;

namespace Grad.Tests.Unit.Simplification;

public sealed partial class RuleTests
{
    private static readonly Variable X = Variable("x"), Y = Variable("y");
    private static readonly Variable V = Variable("v", ["n"]), U = Variable("u", ["n"]), M = Variable("M", ["n", 3]);
    private static readonly Variable K = IntegerVariable("k", Shape.Scalar);
    private static readonly Variable A = Variable("A", [2, 2]), B = Variable("B", [2, 2]);
    private static readonly Expr Copies = BroadcastTo(X, ["n"]), E = Exp(V), Total = BroadcastTo(Sum(E), V.Shape);

    /// <summary>For each rule at least one expression in which it fires.</summary>
    private static readonly Expr[] Examples =
    [
        // arithmetic
        Sin(2), X + 0, 0 + X, X + -Y, -X + Y, X + X, 2 * X + 3 * X, 2 * X + X, X + 2 * X, X - 0, 0 - X, X - -Y, X - X,
        X * 0, 0 * X, X * 1, 1 * X, X * -1, -1 * X, X * 2, 2 * X - 3 * X, 2 * X - X, X - 2 * X, -X * -Y, 2 * -X, -X * Y, X * -Y, 2 * (3 * X), 2 * X * Y,
        X * (2 * Y), X * V * U, X * (Y * V), V * (X * U), V * X, 2 * (3 / X), X * X,
        X * Where(X < Y, 1, 0), Where(X < Y, 1, 0) * X, X / 1, 2 * X / 4, -X / Y, -(-X), -(X - Y), -(2 * X),
        new StrongMultiply(0, X, false), new StrongMultiply(2, X, false), new StrongMultiply(X, 2, false),
        // functions
        Square(-X), Square(Sqrt(X)), Sqrt(Square(X)), Square(Abs(X)), new PowInteger(X, 1), new PowInteger(X, 2),
        Log(Exp(X)), Exp(Log(X)), Where(X < Y, X, X), Where((Expr)1 < 2, X, Y), !!(X < Y),
        And((Expr)1 < 2, X < Y), And(X < Y, (Expr)1 < 2), Or((Expr)1 < 2, X < Y), Or(X < Y, (Expr)1 < 2),
        // accuracy
        Log(1 + Exp(X)), Log(Exp(X) + 1), Log1p(Exp(X)), Log(1 + X), Log(X + 1), Log(1 - Square(X)), Log(-Expm1(-X)),
        Log1p(-Exp(-X)), Log(Expm1(X)), Log(Exp(X) + Exp(Y)), Log(Exp(Y) - Exp(X)), Log(Sigmoid(X)), Log(Erfc(X)),
        Exp(X) - 1, 1 - Exp(X), 1 - Sigmoid(X), Log1p(Expm1(X)), Expm1(Log1p(X)),
        Log(Exp(X) * Y), Log(Y * Exp(X)), Log(Exp(X) / Y), Log(Y / Exp(X)), 1 / (1 + Exp(X)), 1 / (Exp(X) + 1),
        Exp(X) / (1 + Exp(X)), Exp(X) / (Exp(X) + 1),
        Exp(X) * Reciprocal(Exp(X)), Reciprocal(Exp(X)) * Exp(X), Exp(X) / Exp(X), Sin(Copies),
        // matrices
        Log(Determinant(A)), Log(Abs(Determinant(A))), Gradient(Log(Determinant(A)), A),
        MatMul(Inverse(A), B), MatMul(Transpose(Inverse(A)), B), MatMul(B, Inverse(A)), MatMul(B, Transpose(Inverse(A))),
        // sums of exponentials
        Log(Sum(E)), Log(Sum(Exp(M), 0, keepDims: true)), Log(Mean(E)), Log(X * Sum(E)), Log(Softmax(V)), Exp(LogSoftmax(V)),
        V - BroadcastTo(LogSumExp(V), V.Shape), E / Total, Gradient(X * Log(Sum(E)), V), 1 / Total * E, E * (1 / Total),
        Softmax(V - Copies), X + LogSumExp(V - Copies), LogSumExp(V - Copies) + X,
        // reductions
        Sum(0 * V), Sum(new Literal(2, [3])), Sum(Sum(M, 0), 0), Sum(-V), Sum(2 * V), Sum(X * V), Sum(V * X),
        Sum(V / X), Sum(Copies), Max(Copies), Sum(MatMul(M, Transpose(M)), 0), Sum(MatMul(A, B), 0),
        // moves
        new Broadcast(new Literal(2), ["n"], Axes.Of([0])), Reshape(Reshape(V, ["n", 1]), [1, "n"]),
        new Reshape(V, ["n"]), Transpose(Transpose(M)),
        BroadcastTo(BroadcastTo(X, [3]), ["n", 3]), new Broadcast(new Reshape(X, [1]), ["n", 1], Axes.Of([0])),
    ];

    /// <summary>Beside a rule's pattern, or with the other truth value: what a rule that fired too often would change.</summary>
    private static readonly Expr[] NearMisses =
    [
        And((Expr)1 < 2, Y < X), And(Y < X, (Expr)1 < 2), Or((Expr)1 < 2, Y < X), Or(Y < X, (Expr)1 < 2),
        And((Expr)2 < 1, X < Y), And(X < Y, (Expr)2 < 1), Or((Expr)2 < 1, Y < X), Or(Y < X, (Expr)2 < 1),
        Where(X < Y, 2, 0) * X, X * Where(X < Y, 2, 0), Where(Y < X, 1, 3) * X, X * Where(Y < X, 1, 3),
        Log(2 + Exp(X)), Log(Exp(X) + 2), Log(2 + X), Log(X + 2), Log(2 - X), Exp(X) - 2, Exp(X) + -2, 2 - Exp(X),
        2 - Sigmoid(X), X + 1, 1 + X, X - 1, 1 - X, X * 3, 3 * X, X / 2, new PowInteger(X, 3), new PowInteger(X, 0),
        new StrongMultiply(1, X, false), new StrongMultiply(Y - 2 * X, double.PositiveInfinity, false),
        Sum(MatMul(A, B), 1), Sum(MatMul(A, B)), Sum(MatMul(A, Transpose(M)[..2]), 0),
        ToReal(-1 * K), ToReal(K * -1), ToReal(0 - K), (X + 1) * ToReal(K + 1),
    ];

    [Fact]
    public void Every_rule_fires_in_an_example_and_no_two_have_the_same_law()
    {
        string[] laws = [.. Law().Matches(Source()).Select(match => match.Groups[1].Value)];
        Assert.Equal(laws.Distinct(), laws);
        var fired = Examples.SelectMany(example => SimplificationTrace.Of(example).Steps).Select(step => step.Law);
        Assert.Equal(laws.Order(StringComparer.Ordinal), fired.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_and_near_miss_keeps_its_value()
    {
        (Variable, Value)[] values =
        [
            (X, 0.75), (Y, 1.5), (V, new[] { 0.5, -2 }), (U, new[] { 3.0, 4 }),
            (M, new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }),
            (A, new double[,] { { 3, 1 }, { -1, 2 } }), (B, new double[,] { { 1, -2 }, { 0.5, 4 } }), (K, 5),
        ];
        Assert.All(Examples.Concat(NearMisses), example =>
        {
            var result = SimplificationTrace.Of(example).Result;
            Assert.Equal(example.Shape, result.Shape);
            double[] expected = [.. example.EvaluateTensor(values)], actual = [.. result.EvaluateTensor(values)];
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
        });
    }

    private static string Source([CallerFilePath] string here = "")
    {
        string rules = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Grad.Core", "Simplification");
        return string.Concat(Directory.EnumerateFiles(rules, "Rules*.cs").Select(File.ReadAllText));
    }

    [GeneratedRegex("\\(\"([^\"]+)\",")]
    private static partial Regex Law();
}
