using static Grad.Functions;

namespace Grad.Tests.Unit.Simplification;

/// <summary>
/// Rewrites of sums of exponentials, of determinants and of inverses, on numbers where what was written fails.
/// </summary>
public sealed class StableArrayRulesTests
{
    private static readonly Variable V = Variable("v", [3]), M = Variable("M", [2, 3]), X = Variable("x");
    private static readonly Variable A = Variable("A", [2, 2]), B = Variable("b", [2]);
    private static readonly double[] Large = [1000, 1001, 1002], Small = [-1000, -1001, -1002];
    private static readonly double[,] Rows = { { 1000, 1001, 1002 }, { -1000, -1001, -1002 } };

    [Fact]
    public void Log_of_a_sum_of_exponentials_is_shifted()
    {
        Becomes<LogSumExp>(Log(Sum(Exp(V))), LogSumExp(V), Large, Small);
        Becomes<Subtract>(Log(Mean(Exp(V))), LogSumExp(V) - Math.Log(3), Large, Small);
        Becomes<Add>(Log(Sum(2 * Exp(V))), LogSumExp(V) + Math.Log(2), Large, Small);
        OnRows<LogSumExp>(Log(Sum(Exp(M), 1)), LogSumExp(M, 1));
        OnRows<Reshape>(Log(Sum(Exp(M), 1, keepDims: true)), LogSumExp(M, 1, keepDims: true));
    }

    [Fact]
    public void Shares_of_exponentials_are_the_softmax()
    {
        Becomes<Softmax>(Exp(V) / Sum(Exp(V)), Softmax(V), Large, Small);
        OnRows<Softmax>(Exp(M) / Sum(Exp(M), 1, keepDims: true), Softmax(M));
        OnRows<LogSoftmax>(Log(Exp(M) / Sum(Exp(M), 1, keepDims: true)), LogSoftmax(M));
        Becomes<LogSoftmax>(Log(Softmax(V)), LogSoftmax(V), [0, 1000, 2000]);
        Becomes<LogSoftmax>(V - LogSumExp(V), LogSoftmax(V), [1e17, 1e17 + 16, 1e17 + 32]);
    }

    [Fact]
    public void The_gradient_of_what_was_written_is_the_softmax_too()
    {
        Becomes<Softmax>(Gradient(Log(Sum(Exp(V))), V), Softmax(V), Large, Small);
        Becomes<StrongMultiply>(Gradient(X * Log(Sum(Exp(V))), V), X * Softmax(V), Large, Small);
    }

    [Fact]
    public void A_shift_by_hand_is_left_to_the_operator()
    {
        var shifted = V - Max(V);
        Assert.Equal("softmax(v)", Simplify(Exp(shifted) / Sum(Exp(shifted))).ToString());
        Assert.Equal("logsumexp(v)", Simplify(Max(V) + Log(Sum(Exp(shifted)))).ToString().Replace("Σ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_looks_like_it_stays()
    {
        Assert.Equal([0], Assert.IsType<Softmax>(Simplify(Exp(M) / Sum(Exp(M), 0))).Axes);
        Assert.IsNotType<Softmax>(Simplify(Exp(V) / Sum(Exp(2 * V))));
        var square = Variable("S", [3, 3]);
        Assert.IsNotType<Softmax>(Simplify(Exp(square) / Sum(Exp(square), 1)));
        Assert.IsNotType<LogSoftmax>(Simplify(square - LogSumExp(square, 1)));
        Assert.Equal("softmax(M − v)", Simplify(Softmax(M - V)).ToString());
    }

    [Fact]
    public void Log_of_a_determinant_does_not_overflow()
    {
        double[,] large = { { 1e200, 0 }, { 0, 1e200 } }, turned = { { 0, 1e200 }, { 1e200, 0 } };
        double expected = 2 * Math.Log(1e200);
        Assert.Equal(double.PositiveInfinity, Log(Determinant(A)).Evaluate((A, large)));
        Assert.Equal(expected, Simplify(Log(Determinant(A))).Evaluate((A, large)), 1e-12);
        Assert.Equal(expected, Simplify(Log(Abs(Determinant(A)))).Evaluate((A, turned)), 1e-12);
    }

    [Fact]
    public void Its_gradient_is_the_transposed_inverse()
    {
        double[,] large = { { 1e200, 0 }, { 0, 5e199 } };
        var slope = Gradient(X * Log(Determinant(A)), A);
        Assert.All(slope.EvaluateTensor((A, large), (X, 1)).ToArray(), e => Assert.Equal(0, e));
        double[] found = [.. Simplify(slope).EvaluateTensor((A, large), (X, 1))];
        Assert.Equal(1, found[0] * 1e200, 1e-14);
        Assert.Equal(1, found[3] * 5e199, 1e-14);
    }

    [Fact]
    public void A_batch_of_determinants_keeps_its_shape()
    {
        var batch = Variable("A", ["n", 2, 2]);
        var matrices = Value.Of([2, 1, 0, 3, 1, 0, 5, 4.0], 2, 2, 2);
        foreach (var e in new[] { Log(Determinant(batch)), Gradient(Sum(Log(Determinant(batch))), batch) })
        {
            var simplified = Simplify(e);
            Assert.DoesNotContain(Graph.TopologicalOrder(simplified), n => n is Determinant or Cofactors);
            Assert.Equal(
                e.EvaluateTensor((batch, matrices)).ToArray(), simplified.EvaluateTensor((batch, matrices)).ToArray(),
                (a, b) => Math.Abs(a - b) < 1e-14);
        }
    }

    [Fact]
    public void A_system_is_solved_without_an_inverse()
    {
        // Nearly singular: elimination leaves a small residual, a product with the inverse does not.
        double[,] near = { { 0.3, 0.7 }, { 0.3 / 7, 0.1 + 1e-9 } };
        double[] sides = [1, 2];
        foreach (var (matrix, system) in new (Expr, Expr)[]
        {
            (A, MatMul(Inverse(A), B)), (A, MatMul(B, Transpose(Inverse(A)))),
            (Transpose(A), MatMul(B, Inverse(A))), (Transpose(A), MatMul(Transpose(Inverse(A)), B)),
        })
        {
            var solved = Simplify(system);
            Assert.DoesNotContain(Graph.TopologicalOrder(solved), n => n is Inverse);
            double Residual(Expr x) => Norm(MatMul(matrix, x) - B).Evaluate((A, near), (B, sides));
            Assert.True(Residual(solved) < Residual(system) / 4, $"{Residual(solved)}, {Residual(system)}");
        }
    }

    [Fact]
    public void A_product_that_leaves_out_zeros_is_not_solved()
    {
        var product = new MatMul(Inverse(A), Reshape(B, [2, 1]), StrongSides.Right);
        Assert.Same(product, Simplify(product));
    }

    private static void OnRows<T>(Expr written, Expr expected) => Becomes<T>(written, expected, M, Rows);

    private static void Becomes<T>(Expr written, Expr expected, params double[][] rows)
    {
        foreach (var row in rows) Becomes<T>(written, expected, V, row);
    }

    /// <summary>What was written loses the value; its simplification has it, and compiled code too.</summary>
    private static void Becomes<T>(Expr written, Expr expected, Variable variable, Value at)
    {
        (Variable, Value)[] values = [(variable, at), (X, 1)];
        bool Right(double[] found) => expected.EvaluateTensor(values).ToArray().Zip(found)
            .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-14 * Math.Abs(pair.First));
        Assert.False(Right(written.EvaluateTensor(values).ToArray()), $"{written} is exact enough as it is.");
        var simplified = Simplify(written);
        Assert.IsType<T>(simplified);
        Assert.True(Right(simplified.EvaluateTensor(values).ToArray()), $"{simplified} is wrong.");
        var session = Compile<double>([variable, X], [written]).Bind(values);
        session.Run();
        Assert.True(Right(session.Read(written).ToArray()), $"{simplified} is wrong when compiled.");
    }
}
