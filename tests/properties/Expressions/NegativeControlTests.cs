using CsCheck;
using Grad.Numerics;
using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

/// <summary>Operators that are wrong on purpose: the laws find each among the right ones, and make it small.</summary>
public sealed class NegativeControlTests
{
    [Fact]
    public void A_wrong_slope_is_found_and_shrunk_to_the_operator()
    {
        var failure = Broken(Laws.DerivativesAreSlopes, ElementwiseOperator.OfUnary<WrongSlope>());
        Assert.Equal(1, failure.Case.Size);
        Assert.StartsWith(
            "derivatives are slopes: broken, reverse and forward disagree", failure.Message, StringComparison.Ordinal);
        Assert.Contains("wrong slope(", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_of_a_failure_brings_it_back()
    {
        var cases = ExpressionGen.Using(ElementwiseOperator.OfUnary<WrongSlope>());
        var first = Assert.Throws<CsCheckException>(() => Laws.DerivativesAreSlopes.Sample(cases, 400));
        string seed = first.Message.Split('"')[1];
        var again = Assert.Throws<CsCheckException>(() => Laws.DerivativesAreSlopes.Sample(cases, 1, seed));
        Assert.Equal(first.InnerException!.Message, again.InnerException!.Message);
    }

    [Fact]
    public void A_wrong_vector_body_is_found()
    {
        var way = Compilation.All.First(w => w.Options.LaneWidth != LaneWidth.Scalar);
        var failure = Broken(way.Law, ElementwiseOperator.OfUnary<WrongLanes>());
        Assert.Equal(1, failure.Case.Size);
        Assert.Contains("wrong lanes(", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partials_that_are_no_gradient_have_no_symmetric_Hessian()
    {
        var failure = Broken(Laws.HessianIsSymmetric, ElementwiseOperator.OfBinary<NoGradient>());
        Assert.Equal(1, failure.Case.Size);
        Assert.Contains("no gradient(", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_slope_of_a_slope_is_found()
    {
        var failure = Broken(Laws.SecondDerivativesAreSlopes, ElementwiseOperator.OfUnary<WrongCurvature>());
        Assert.Contains("wrong curvature(", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generator_that_rejects_more_than_a_fifth_fails()
    {
        int turn = 0;
        Law Rejecting(int every) =>
            new("decided now and then", _ => turn++ % every == 0 ? Verdict.Undecided("of a kink") : Verdict.Holds);
        Assert.Equal(20, Rejecting(5).Sample(ExpressionGen.Cases, 100).Rejected);
        var failure = Assert.Throws<InvalidOperationException>(() => Rejecting(4).Sample(ExpressionGen.Cases, 100));
        Assert.Equal("decided now and then: 25 of 100 cases could not be decided\n  25 × of a kink", failure.Message);
    }

    private static LawException Broken(Law law, ElementwiseOperator wrong)
    {
        var failure = Assert.Throws<CsCheckException>(() => law.Sample(ExpressionGen.Using(wrong), 400));
        Assert.Contains("Set seed", failure.Message, StringComparison.Ordinal);
        return Assert.IsType<LawException>(failure.InnerException);
    }

    private sealed class WrongSlope(Expr x) : Unary<WrongSlope>(x), IUnary<WrongSlope>
    {
        public static string Name => "wrong slope";

        public static double Scalar(double x) => Math.Sin(x);

        public static Expr? Partial(Expr x, Expr y) => Cos(1.001 * x);

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sin(x);
    }

    private sealed class WrongLanes(Expr x) : Unary<WrongLanes>(x), IUnary<WrongLanes>
    {
        public static string Name => "wrong lanes";

        public static double Scalar(double x) => Math.Sin(x);

        public static Expr? Partial(Expr x, Expr y) => Cos(x);

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sin(x) + V.Constant(1e-5);
    }

    /// <summary>x·y, whose second partial is stated as y·x² instead of x.</summary>
    private sealed class NoGradient(Expr x, Expr y) : Binary<NoGradient>(x, y), IBinary<NoGradient>
    {
        public static string Name => "no gradient";

        public static double Scalar(double x, double y) => x * y;

        public static Expr? PartialLeft(Expr x, Expr y, Expr z) => y;

        public static Expr? PartialRight(Expr x, Expr y, Expr z) => y * Square(x);

        public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x * y;
    }

    /// <summary>x², with a derivative that is right and cannot be differentiated again.</summary>
    private sealed class WrongCurvature(Expr x) : Unary<WrongCurvature>(x), IUnary<WrongCurvature>
    {
        public static string Name => "wrong curvature";

        public static double Scalar(double x) => x * x;

        public static Expr? Partial(Expr x, Expr y) => new Doubled(x);

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x * x;
    }

    private sealed class Doubled(Expr x) : Unary<Doubled>(x), IUnary<Doubled>
    {
        public static string Name => "doubled";

        public static double Scalar(double x) => 2 * x;

        public static Expr? Partial(Expr x, Expr y) => null;

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x + x;
    }
}
