using Grad.Testing;
using static Grad.Functions;

namespace Grad.Tests.Unit.Testing.Generation;

/// <summary>A case that fails becomes as small as it can be while it still fails.</summary>
public class ShrinkingTests
{
    private readonly Variable x = Variable("x", [2]), y = Variable("y", ["n"]);
    private readonly (Variable, Value)[] at;

    public ShrinkingTests() => at = [(x, new[] { 0.123, 1.456 }), (y, new[] { 1.0, 2, 3 })];

    [Fact]
    public void One_operator_is_left_with_variables_for_what_it_was_computed_from()
    {
        Expr hidden = Cos(Sin(Exp(x) * Mean(y)) + 3);
        var smallest = Shrinking.Smallest(new([Sum(y), Square(hidden) * x], [.. at]),
            c => Graph.TopologicalOrder(c.Outputs.AsSpan()).Any(n => n is Cos));
        var cos = Assert.IsType<Cos>(Assert.Single(smallest.Outputs));
        Assert.IsType<Variable>(cos.Operand);
        Assert.Single(smallest.Bindings);
        double[] before = hidden.EvaluateTensor(at).ToArray();
        double[] after = cos.EvaluateTensor(smallest.Bindings.AsSpan()).ToArray();
        Assert.Equal(before, after, (a, b) => Math.Abs(a - b) < 0.1);
    }

    [Fact]
    public void Numbers_are_rounded_where_that_does_not_matter()
    {
        var smallest = Shrinking.Smallest(new([Sin(x)], [.. at]), c => c.Outputs[0] is Sin);
        Assert.Equal("[2] sin(x)\n  x [2] = [2] { 0.1, 1.5 }", smallest.ToString());
    }

    [Fact]
    public void What_cannot_be_made_smaller_stays()
    {
        var c = new Case([Sin(x)], [.. at]);
        Assert.Same(c, Shrinking.Smallest(c, s => ReferenceEquals(s, c)));
    }
}
