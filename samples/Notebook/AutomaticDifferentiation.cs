using Grad;
using static Grad.Functions;

namespace Notebook;

internal static class AutomaticDifferentiation
{
    public static void Run(NotebookPage page) => page.Cell(
        "A derivative is an expression like any other: it can be read, evaluated, and differentiated again.",
        Sine);

    private static void Sine(NotebookPage page)
    {
        var x = Variable("x");
        var slope = Gradient(Sin(x), x);
        page.Formula("d sin(x)/dx", slope);
        page.Formula("d² sin(x)/dx²", Gradient(slope, x));
        page.Result("cos(π)", $"{slope.Evaluate((x, Math.PI))}");
    }
}
