using static Grad.Functions;

namespace Grad.Tests.Unit.Simplification;

/// <summary>Rewrites for accuracy, each on numbers where what was written loses every digit.</summary>
public sealed class StableRulesTests
{
    private static readonly Variable X = Variable("x"), Y = Variable("y");

    [Fact]
    public void Log_of_one_plus_x_keeps_small_x()
    {
        Becomes<Log1p>(Log(1 + X), 1e-20, 1e-20);
        Becomes<Log1p>(Log(X + 1), 1e-20, 1e-20);
        Becomes<Log1p>(Log(1 - X), 1e-20, -1e-20);
    }

    [Fact]
    public void Log_of_one_plus_exp_does_not_overflow()
    {
        Becomes<Softplus>(Log(1 + Exp(X)), 1000, 1000);
        Becomes<Softplus>(Log1p(Exp(X)), 1000, 1000);
    }

    [Fact]
    public void Exp_minus_one_keeps_small_x()
    {
        Becomes<Expm1>(Exp(X) - 1, 1e-20, 1e-20);
        Becomes<Expm1>(Exp(X) + -1, 1e-20, 1e-20);
        Becomes<Expm1>(-1 + Exp(X), 1e-20, 1e-20);
        Becomes<Negate>(1 - Exp(X), 1e-20, -1e-20);
    }

    [Fact]
    public void Log_of_one_minus_exp_keeps_both_ends()
    {
        Becomes<Log1mExp>(Log(1 - Exp(X)), -1e-20, Math.Log(1e-20));
        Becomes<Log1mExp>(Log(1 - Exp(X)), -100, -Math.Exp(-100));
        Becomes<Log1mExp>(Log1p(-Exp(X)), -1e-20, Math.Log(1e-20));
    }

    [Fact]
    public void Log_of_exp_minus_one_does_not_overflow() => Becomes<Add>(Log(Exp(X) - 1), 1000, 1000);

    [Fact]
    public void Log_of_a_sum_of_exponentials_does_not_overflow()
    {
        Becomes<LogAddExp>(Log(Exp(X) + Exp(Y)), 1000, 1000 + Math.Log(2), y: 1000);
        Becomes<LogAddExp>(Log(Exp(X) + Exp(Y)), -1000, -1000 + Math.Log(2), y: -1000);
    }

    [Fact]
    public void Log_of_a_difference_of_exponentials_does_not_overflow() =>
        Becomes<Add>(Log(Exp(X) - Exp(Y)), 1000, 1000 + Math.Log(1 - Math.Exp(-1)), y: 999);

    [Fact]
    public void Log_of_the_logistic_function_does_not_underflow()
    {
        Becomes<LogSigmoid>(Log(Sigmoid(X)), -1000, -1000);
        Becomes<LogSigmoid>(Log(1 - Sigmoid(X)), 1000, -1000);
    }

    [Fact]
    public void One_minus_the_logistic_function_keeps_its_digits() =>
        Becomes<Sigmoid>(1 - Sigmoid(X), 100, Math.Exp(-100));

    [Fact]
    public void Log_of_erfc_does_not_underflow() =>
        // −x² − ln(x·√π) to first order in 1/x².
        Becomes<Add>(Log(Erfc(X)), 1e4, -1e8 - Math.Log(1e4 * Math.Sqrt(Math.PI)));

    [Fact]
    public void Log_of_a_product_with_an_exponential_does_not_overflow()
    {
        Becomes<Add>(Log(Exp(X) * Y), 1000, 1000, y: 1);
        Becomes<Add>(Log(Y * Exp(X)), -1000, -1000, y: 1);
        Becomes<Subtract>(Log(Exp(X) / Y), 1000, 1000, y: 1);
        Becomes<Subtract>(Log(Y / Exp(X)), 1000, -1000, y: 1);
    }

    [Fact]
    public void The_logistic_function_written_out_does_not_overflow()
    {
        Becomes<Sigmoid>(Exp(X) / (1 + Exp(X)), 1000, 1);
        Becomes<Sigmoid>(Exp(X) / (Exp(X) + 1), 1000, 1);
        Assert.IsType<Sigmoid>(Simplify(1 / (1 + Exp(-X))));
        Assert.IsType<Sigmoid>(Simplify(1 / (Exp(-X) + 1)));
        Assert.IsType<Divide>(Simplify(1 / (2 + Exp(X))));
        Assert.IsType<Divide>(Simplify(Exp(X) / (1 + Exp(Y))));
    }

    [Fact]
    public void Inverse_pairs_leave_the_operand()
    {
        Assert.Same(X, Simplify(Log1p(Expm1(X))));
        Assert.Same(X, Simplify(Expm1(Log1p(X))));
    }

    [Fact]
    public void A_number_over_itself_is_one_only_where_it_cannot_be_zero()
    {
        Becomes<Literal>(Exp(X) * Reciprocal(Exp(X)), -1000, 1);
        Becomes<Literal>(Cosh(X) / Cosh(X), 1000, 1);
        Assert.IsType<Multiply>(Simplify(X * Reciprocal(X)));
        Assert.IsType<Divide>(Simplify(Sin(X) / Sin(X)));
    }

    /// <summary>What was written loses the value; its simplification has it, and is of the type given.</summary>
    private static void Becomes<T>(Expr written, double x, double expected, double y = 0)
    {
        double Error(Expr e) => Math.Abs(e.Evaluate((X, x), (Y, y)) - expected) / Math.Abs(expected);
        Assert.False(Error(written) < 1e-3, $"{written} is exact enough as it is.");
        var simplified = Simplify(written);
        Assert.IsType<T>(simplified);
        Assert.True(Error(simplified) < 1e-15, $"{simplified} is {simplified.Evaluate((X, x), (Y, y)):R}.");
    }
}
