using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>Expressions in place of variables; values with their gradients.</summary>
public class SubstituteTests
{
    private readonly Variable x = Variable("x"), y = Variable("y");

    [Fact]
    public void Variables_are_replaced_all_at_once()
    {
        var swapped = Substitute(x - (2 * y), (x, y), (y, x));
        Assert.Equal(4 - (2 * 3.0), swapped.Evaluate((x, 3), (y, 4)));
    }

    [Fact]
    public void What_is_shared_stays_shared_and_what_does_not_change_is_not_copied()
    {
        var kept = Exp(y);
        var square = Square(x + 1);
        var result = Substitute(kept * square + square, (x, Sin(y)));
        Assert.Same(kept, Assert.Single(Graph.TopologicalOrder(result).OfType<Exp>()));
        Assert.Single(Graph.TopologicalOrder(result).OfType<Square>());
        Assert.Same(kept, Substitute(kept, (x, 1)));
    }

    [Fact]
    public void A_number_fits_every_shape()
    {
        var v = Variable("v", [3]);
        Assert.Equal(12, Substitute(Sum(Square(v)), (v, 2)).Evaluate());
    }

    [Fact]
    public void A_deep_graph_needs_no_stack()
    {
        Expr sum = x;
        for (int i = 0; i < 100_000; i++) sum += 1;
        Assert.Equal(100_002, Substitute(sum, (x, 2 * y)).Evaluate((y, 1)));
    }

    [Fact]
    public void A_value_comes_with_its_gradient()
    {
        var loss = Exp(x * y);
        var (value, slope) = ValueAndGradient(loss, x);
        Assert.Same(loss, value);
        Assert.Equal(2 * Math.Exp(2), slope.Evaluate((x, 1), (y, 2)), 1e-14);
        Assert.Equal(2, ValueAndGradients(loss, x, y).Gradients.Length);
    }

    [Fact]
    public void What_does_not_fit_is_a_sentence()
    {
        Assert.StartsWith(
            "Substitute: the expression has shape [] and its replacement [2]; they must be equal.",
            Assert.Throws<ArgumentException>(() => Substitute(x + y, (x, Variable("v", [2])))).Message);
        Assert.StartsWith(
            "Substitute: ",
            Assert.Throws<ArgumentException>(() => Substitute(x + y, (x, IntegerVariable("i", [])))).Message);
    }
}
