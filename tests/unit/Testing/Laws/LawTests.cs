using Grad.Numerics;
using Grad.Testing;
using static Grad.Functions;
using static Grad.Testing.Laws;

namespace Grad.Tests.Unit.Testing.Laws;

/// <summary>A law is one call on a user's expression, and a sentence where it is broken.</summary>
public class LawTests
{
    private readonly Variable w = Variable("w", [2]), x = Variable("X", ["n", 2]), b = Variable("b");
    private readonly (Variable, Value)[] at;

    public LawTests() => at =
    [
        (w, new[] { 0.5, -1.25 }), (x, new double[,] { { 1, 2 }, { 0.5, -1 }, { 0.3, 4 } }), (b, 0.75),
    ];

    [Fact]
    public void Every_law_holds_of_a_model() =>
        Require(Mean(Square(Tanh(MatMul(x, w) + b) - Sigmoid(b))) + Max(w), at);

    [Fact]
    public void A_broken_law_says_what_differs_and_where()
    {
        var failure = Assert.Throws<LawException>(() =>
            HessianIsSymmetric.Require(Sum(new NoGradient(w, b * w)), at));
        Assert.Equal(Outcome.Broken, failure.Verdict.Outcome);
        Assert.Equal(
            "the Hessian is symmetric: broken, element 0: vᵀ(Hu) gives -0.6528637008379312, " +
            "uᵀ(Hv) gives 0.2418981508654623: 8.9e-01 apart, 3.3e-14 allowed.\n" +
            """
            [] Σ f(w, b·w)
              w [2] = [2] { 0.5, -1.25 }
              X [n, 2] = [3×2] { 1, 2, 0.5, -1, 0.3, 4 }
              b [] = 0.75
            """, failure.Message);
    }

    [Fact]
    public void A_law_that_cannot_be_decided_at_a_point_says_why()
    {
        var failure = Assert.Throws<LawException>(() => DerivativesAreSlopes.Require(Abs(b), (b, 0.0)));
        Assert.Equal(
            """
            derivatives are slopes: cannot be decided here, abs has a kink within the step
            [] |b|
              b [] = 0
            """, failure.Message);
    }

    [Fact]
    public void What_is_wrong_with_the_bindings_is_the_callers() => Assert.StartsWith(
        "The variable 'b' [] (LawTests.cs:",
        Assert.Throws<ArgumentException>(
            () => DerivativesAreSlopes.Require(b * w, (w, new[] { 1.0, 2 }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_exception_on_the_way_breaks_a_law()
    {
        var law = new Law("never thrown", _ => throw new InvalidOperationException("Thrown."));
        Assert.Equal(Verdict.Broken("InvalidOperationException: Thrown."), law.Check(Case.Of(b, at)));
    }

    [Fact]
    public void A_matrix_without_factors_decides_nothing_and_a_whole_number_that_overflows_breaks_a_law()
    {
        var singular = new Law("no factors", _ => throw new ArithmeticException("Singular."));
        Assert.Equal(Verdict.Undecided("Singular."), singular.Check(Case.Of(b, at)));
        var overflow = new Law("no overflow", _ => throw new OverflowException("Too large."));
        Assert.Equal(Verdict.Broken("OverflowException: Too large."), overflow.Check(Case.Of(b, at)));
    }

    [Fact]
    public void All_ways_to_compile_are_tried_in_float_and_double()
    {
        Assert.Equal(Compilation.All.Count, Compilation.All.Distinct().Count());
        foreach (var precision in new[] { Precision.Float, Precision.Double })
        {
            var options = Compilation.All.Where(w => w.Precision == precision).Select(w => w.Options).ToArray();
            Assert.Contains(options, o => o is { Optimizations: Optimizations.None, LaneWidth: LaneWidth.Scalar });
            Assert.Contains(options, o => o is { Optimizations: Optimizations.All, ProductBackend: "managed" });
        }
    }

    private sealed class NoGradient(Expr x, Expr y) : Binary<NoGradient>(x, y), IBinary<NoGradient>
    {
        public static string Name => "f";

        public static double Scalar(double x, double y) => x * y;

        public static Expr? PartialLeft(Expr x, Expr y, Expr z) => y;

        public static Expr? PartialRight(Expr x, Expr y, Expr z) => y * Square(x); // wrong on purpose

        public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x * y;
    }
}
