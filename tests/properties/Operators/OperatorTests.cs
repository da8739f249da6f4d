using CsCheck;
using Grad.Numerics;
using Grad.Testing;

namespace Grad.Tests.Properties.Operators;

public sealed class OperatorTests
{
    public static TheoryData<string> Names => [.. OperatorCase.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Three_derivatives_are_slopes_and_forward_equals_reverse(string name) =>
        SlopeLaw.Check(OperatorCase.All.Single(o => o.Name == name), orders: 3, points: 200);

    [Fact]
    public void Every_elementwise_operator_is_covered()
    {
        var known = OperatorCase.All.Select(o => o.Type).ToHashSet();
        var missing = typeof(Expr).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Elementwise)) && t.IsPublic && !t.IsAbstract && !known.Contains(t));
        Assert.Empty(missing);
        Assert.True(known.Count > 25, $"Only {known.Count} operators were found.");
    }

    [Fact]
    public void A_wrong_rule_is_caught()
    {
        var failure = Assert.Throws<CsCheckException>(
            () => SlopeLaw.Check(OperatorCase.Of(ElementwiseOperator.OfUnary<WrongSine>()), orders: 1, points: 200));
        Assert.Contains("wrong sine: derivative 1", failure.ToString());
    }

    private sealed class WrongSine(Expr x) : Unary<WrongSine>(x), IUnary<WrongSine>
    {
        public static string Name => "wrong sine";

        public static double Scalar(double x) => Math.Sin(x);

        public static Expr? Partial(Expr x, Expr y) => Sin(x); // wrong on purpose

        public static V Lanes<V>(V x) where V : struct, ILanes<V> => x;
    }
}
