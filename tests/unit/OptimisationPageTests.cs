using System.Runtime.CompilerServices;
using static Grad.Functions;

namespace Grad.Tests.Unit;

/// <summary>The examples of docs/optimisation.md, which stand there word for word.</summary>
public class OptimisationPageTests
{
    private readonly double[] hours = [0, 1, 2, 3, 4], counts = [2.1, 3.2, 5.4, 9.1, 14.6];

    [Fact]
    public void A_lambda_is_differentiated()
    {
        var slope = Differentiate(x => Math.Sin(x) * x);
        Assert.Equal("x => x * Math.Cos(x) + Math.Sin(x)", slope.ToCSharp());
        Assert.Equal(1.3817732906760363, slope.Compile()(1), 1e-15);
    }

    [Fact]
    public void By_each_argument()
    {
        double rate = 0.5;
        var partials = PartialDerivatives((double x, double y) => y * Math.Exp(-rate * x));
        Assert.Equal("(x, y) => -0.5 * (y * Math.Exp(-0.5 * x))", partials[0].ToCSharp());
        Assert.Equal("(x, y) => Math.Exp(-0.5 * x)", partials[1].ToCSharp());
    }

    [Fact]
    public void There_and_back()
    {
        Variable t = Variable("t", ["n"]), u = Variable("u");
        Expr bell = Read(z => Math.Exp(-z * z), t);
        Func<double, double> f = Erf(u * u).ToLambda<Func<double, double>>(u).Compile();
        Assert.Equal(1, bell.EvaluateTensor((t, new[] { 0.0 }))[[0]]);
        Assert.Equal(0.8427007929497149, f(-1), 1e-15);
    }

    [Fact]
    public void A_curve_is_fitted()
    {
        Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]), a = Variable("a"), b = Variable("b");
        var fit = LeastSquares(y - a * Exp(b * x), [(a, 1), (b, 0)], [(x, hours), (y, counts)]);
        Console.WriteLine($"{fit.Scalar(a):F3} ± {fit.StandardError(a):F3}");
        Assert.True(fit.Converged, fit.ToString());
    }

    [Fact]
    public void Squares_are_seen()
    {
        var (p, q) = (Variable("p"), Variable("q"));
        var squares = Minimize(Square(1 - p) + 100 * Square(q - Square(p)), (p, -1.2), (q, 1));
        Assert.Equal(OptimizationMethod.LevenbergMarquardt, squares.Method);

        var likelihood = Minimize(Softplus(-p) + Softplus(2 * p + q) + Log(Cosh(q)), (p, 0), (q, 0));
        Assert.Equal(OptimizationMethod.Bfgs, likelihood.Method);
        Assert.True(likelihood.Converged, likelihood.ToString());
    }

    [Fact]
    public void The_page_shows_these_tests()
    {
        string page = Text("docs/optimisation.md"), tests = Unindented(Text("tests/unit/OptimisationPageTests.cs"));
        string[] blocks = [.. page.Split("```csharp\n").Skip(1).Select(b => b.Split("```")[0])];
        Assert.Equal(5, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Unindented(block), tests, StringComparison.Ordinal));
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Text(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path)).ReplaceLineEndings("\n");
}
