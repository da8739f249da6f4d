using Grad;
using Grad.Plots;
using static Grad.Functions;

namespace Notebook;

internal static class ComputationalGraph
{
    public static void Run(NotebookPage page)
    {
        page.Text("An expression is a graph of operators. Its leaves are variables and numbers.");
        var x = Variable("x");
        var a = x + 1;
        var b = a * 2;
        var c = Square(b);
        page.Result("c", $"{c.Evaluate((x, 2))}");
        page.Print(Tree.Of(c));
        page.Formula("dc/dx", Gradient(c, x));
        page.Graph("graph", Figure.GradientGraph(c, [x], (x, 2)).WithTitle("c = (2·(x + 1))² and its gradient at x = 2"));

        page.Text("Two variables, one reverse pass.");
        var y = Variable("y");
        var z = (x * y) + Square(y);
        var (dx, dy) = Gradients(z, x, y);
        page.Formula("∂z/∂x", dx);
        page.Formula("∂z/∂y", dy);
        page.Result("at (1, 2)", $"{dx.Evaluate((x, 1), (y, 2))} {dy.Evaluate((x, 1), (y, 2))}");
        page.Graph("gradient_graph", Figure.GradientGraph(z, [x, y], (x, 1), (y, 2)).WithTitle("z = x·y + y² and its gradients at (1, 2)"));
    }
}
