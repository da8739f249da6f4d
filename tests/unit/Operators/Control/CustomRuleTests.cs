using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

public sealed class CustomRuleTests
{
    private static readonly Variable X = Variable("x", [3]), Y = Variable("y", [3]);

    private static readonly (Variable, Value)[] At = [(X, Value.Of([0.5, -1.5, 2], 3)), (Y, Value.Of([1.5, 0.5, -2], 3))];

    [Fact]
    public void Every_law_holds_where_the_rule_is_right()
    {
        ControlLaw.Hold(Sum(Sin(CustomVjp(X, x => Exp(x), (_, y, bar) => bar * y))), At);
        ControlLaw.Hold(Sum(Sin(CustomJvp(X, x => Exp(x), (_, y, dot) => dot * y))), At);
        ControlLaw.Hold(Sum(Cos(CustomVjp([X, Y], a => a[0] * a[1], (a, _, bar) => [bar * a[1], bar * a[0]]))), At);
        ControlLaw.Hold(Sum(Cos(CustomJvp([X, Y], a => a[0] * a[1], (a, _, dot) => dot[0] * a[1] + a[0] * dot[1]))), At);
    }

    [Fact]
    public void The_rule_is_what_counts()
    {
        // Cotangents are clipped on their way back; the value is x.
        var clipped = CustomVjp(X, x => x, (_, _, bar) => Clamp(bar, -1, 1));
        Assert.Equal([1.0, -1, 0.5], Gradient(Sum(clipped * Constant(Value.Of([5.0, -3, 0.5], 3))), X).EvaluateTensor(At).ToArray());
        var straight = CustomJvp(X, x => Round(x), (_, _, dot) => dot);
        Assert.Equal([1.0, 1, 1], Gradient(Sum(straight), X).EvaluateTensor(At).ToArray());
    }

    [Fact]
    public void A_rule_that_cannot_be_meant_is_a_sentence()
    {
        Assert.Equal(
            "Custom: the rule is not linear in the tangents or cotangents that it gets, so it cannot be transposed. " +
            "A derivative is linear in its direction.",
            Assert.Throws<ArgumentException>(() => Gradient(Sum(CustomJvp(X, x => Exp(x), (_, _, dot) => dot * dot)), X)).Message);
        Assert.StartsWith(
            "Custom: the vjp gives shape [] where [3] belongs: a derivative has the shape of what it is of.",
            Assert.Throws<ArgumentException>(() => Gradient(Sum(CustomVjp(X, x => Exp(x), (_, _, bar) => Sum(bar))), X)).Message);
        Assert.Equal(
            "Custom: the function has 2 arguments and the vjp gives 1 cotangent. Give one for each, 0 where there is none.",
            Assert.Throws<ArgumentException>(
                () => Gradient(Sum(CustomVjp([X, Y], a => a[0] * a[1], (_, _, bar) => [bar])), X)).Message);
        var captures = Assert.Throws<ArgumentException>(() => CustomVjp(X, x => x * Y, (_, _, bar) => bar));
        Assert.Equal(
            $"Custom: the value depends on {Y.Description}, which is not an argument, so the rule cannot say its derivative. " +
            "Pass it as a further argument.", captures.Message);
        Assert.StartsWith(
            "Custom: the value is Boolean; only real values have a derivative.",
            Assert.Throws<ArgumentException>(() => CustomVjp(X, x => x > 0, (_, _, bar) => bar)).Message);
    }
}
