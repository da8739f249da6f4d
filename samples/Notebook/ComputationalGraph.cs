using Grad;
using Grad.Plots;
using static Grad.Functions;

namespace Notebook;

internal static class ComputationalGraph
{
    public static void Run(NotebookPage page)
    {
        page.Cell(
            "An expression is a graph of operators, whose leaves are variables and numbers. Its gradient is another " +
            "graph: point at an operator to see which of its terms that operator made. Below, walk through the rules " +
            "that make the gradient simple.", OneVariable);
        page.Cell("Two variables: one reverse pass gives both derivatives.", TwoVariables);
    }

    private static void OneVariable(NotebookPage page)
    {
        var x = Variable("x");
        var a = x + 1;
        var b = a * 2;
        var c = Square(b);
        page.Result("c", $"{c.Evaluate((x, 2))}");
        page.Output(Tree.Of(c));
        page.Formula("dc/dx", Gradient(c, x));
        page.Graph("graph", Figure.GradientGraph(c, [x], (x, 2))
            .WithTitle("c = (2·(x + 1))² and dc/dx at x = 2"));
    }

    private static void TwoVariables(NotebookPage page)
    {
        Variable x = Variable("x"), y = Variable("y");
        var z = x * y + Square(y);
        var (dx, dy) = Gradients(z, x, y);
        page.Formula("∂z/∂x", dx);
        page.Formula("∂z/∂y", dy);
        page.Result("at (1, 2)", $"{dx.Evaluate((x, 1), (y, 2))}, {dy.Evaluate((x, 1), (y, 2))}");
        page.Graph("graph_of_two_variables", Figure.GradientGraph(z, [x, y], (x, 1), (y, 2))
            .WithTitle("z = x·y + y² and its gradient at (1, 2)"));
    }
}
