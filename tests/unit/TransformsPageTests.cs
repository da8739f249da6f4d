using System.Runtime.CompilerServices;
using static Grad.Functions;

namespace Grad.Tests.Unit;

/// <summary>The examples of docs/transforms.md, which stand there word for word.</summary>
public class TransformsPageTests
{
    private readonly double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };

    [Fact]
    public void A_model_for_one_example_serves_many()
    {
        Variable w = Variable("W", [2, 3]), x = Variable("x", [3]);
        var (y, all) = Batch(MatMul(w, x), "n", x);
        Assert.Equal(["n", 2], y.Shape);
        Assert.Equal([6, 15, 2, 5], y.EvaluateTensor((w, matrix), (all, new double[,] { { 1, 1, 1 }, { 0, 1, 0 } })).ToArray());
    }

    [Fact]
    public void Examples_with_keys_of_their_own_draw_independently()
    {
        var i = IntegerVariable("i", []);
        var noise = Batch(Normal(Split(RandomKey(42), i), [3]), (i, Arange("n")));
        Assert.Equal(["n", 3], noise.Shape);
    }

    [Fact]
    public void Each_example_has_a_gradient()
    {
        Variable w = Variable("w", [2]), x = Variable("x", [2]), X = Variable("X", ["n", 2]);
        var each = PerExampleGradients(Square(Dot(w, x)), [(x, X)], w)[0];
        Assert.Equal(
            [2, 4, 18, 0],
            each.EvaluateTensor((w, new double[] { 1, 0 }), (X, new double[,] { { 1, 2 }, { 3, 0 } })).ToArray());
    }

    [Fact]
    public void Gradients_are_clipped_before_they_are_added()
    {
        Variable w = Variable("w", [2]), x = Variable("x", [2]), X = Variable("X", ["n", 2]);
        var g = Gradient(Square(Dot(w, x)), w);
        var sum = Sum(Batch(g * Minimum(1, 1 / Norm(g)), (x, X)), 0);
        Assert.Equal([1.6, 0.8], sum.EvaluateTensor((w, new double[] { 1, 0 }), (X, new double[,] { { 3, 4 }, { 1, 0 } })).ToArray());
    }

    [Fact]
    public void All_derivatives_of_an_array_are_an_array()
    {
        Variable w = Variable("W", ["m", "n"]), x = Variable("x", ["n"]);
        Assert.Equal([1, 2, 3, 4, 5, 6], Jacobian(MatMul(w, x), x).EvaluateTensor((w, matrix), (x, new double[3])).ToArray());
        Assert.Equal([2, 0, 0, 2], Hessian(Sum(Square(x)), x).EvaluateTensor((x, new double[2])).ToArray());
    }

    [Fact]
    public void Curvature_along_a_direction_needs_no_Hessian()
    {
        Variable x = Variable("x", ["n"]), v = Variable("v", ["n"]);
        (Variable, Value)[] at = [(x, new double[] { 1, 2 }), (v, new double[] { 1, -1 })];
        Assert.Equal([6, -12], HessianVectorProduct(Sum(Cube(x)), x, v).EvaluateTensor(at).ToArray());
        Assert.Equal([4, -16], GaussNewtonProduct(Square(x), x, v).EvaluateTensor(at).ToArray());
        Assert.Equal(18, Laplacian(Sum(Cube(x)), x).Evaluate(at[0]));
        Assert.Equal(6, Divergence(Square(x), x).Evaluate(at[0]));
    }

    [Fact]
    public void A_band_of_three_needs_three_products()
    {
        var x = Variable("x", [1000]);
        var sparse = SparseJacobian(x[2..] - (2 * Square(x[1..^1])) + x[..^2], x);
        Assert.Equal(3, sparse.Products);
        var matrix = sparse.ToMatrix(sparse.Values.EvaluateTensor((x, new double[1000])).ToArray());
        Assert.Equal(1, matrix[0, 2]);
    }

    [Fact]
    public void The_page_shows_these_tests()
    {
        string page = Text("docs/transforms.md"), tests = Unindented(Text("tests/unit/TransformsPageTests.cs"));
        string[] blocks = [.. page.Split("```csharp\n").Skip(1).Select(b => b.Split("```")[0])];
        Assert.Equal(7, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Unindented(block), tests, StringComparison.Ordinal));
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Text(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path)).ReplaceLineEndings("\n");
}
