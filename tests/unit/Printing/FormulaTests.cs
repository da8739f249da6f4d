using static Grad.Functions;

namespace Grad.Tests.Unit.Printing;

/// <summary>Gradients read as mathematics.</summary>
public class FormulaTests
{
    private readonly Variable x = Variable("x");
    private readonly Variable y = Variable("y");

    [Fact]
    public void The_derivative_of_sin_is_cos() => Assert.Equal("cos(x)", Simplify(Gradient(Sin(x), x)).ToString());

    [Fact]
    public void Two_partials_read_as_in_the_notebook()
    {
        var (dx, dy) = Gradients((x * y) + Square(y), x, y);
        Assert.Equal("y", Simplify(dx).ToString());
        Assert.Equal("x + 2·y", Simplify(dy).ToString());
    }

    [Fact]
    public void The_gradient_of_linear_regression_reads_as_a_formula()
    {
        Variable X = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]), w = Variable("w"), b = Variable("b");
        var loss = Mean(Square((w * X) + b - t));
        Assert.Equal("2/n·Σ ((w·X + b − t)·X)", Simplify(Gradient(loss, w)).ToString());
        Assert.Equal("2/n·Σ (w·X + b − t)", Simplify(Gradient(loss, b)).ToString());
    }

    [Fact]
    public void The_tree_names_each_operator_and_leaf() => Assert.Equal(
        "square\n  multiply\n    add\n      x\n      1\n    2\n", Tree.Of(Square((x + 1) * 2)).ReplaceLineEndings("\n"));
}
