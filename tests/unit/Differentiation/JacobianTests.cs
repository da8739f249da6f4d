using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>Jacobians, Hessians, and products with them.</summary>
public class JacobianTests
{
    private static readonly double[,] Matrix = { { 1, 2, 3 }, { 4, 5, 6 } };

    private readonly Variable x = Variable("x", [3]), v = Variable("v", [3]), w = Variable("W", [2, 3]);

    [Theory]
    [InlineData(JacobianMode.ByShape)]
    [InlineData(JacobianMode.Forward)]
    [InlineData(JacobianMode.Reverse)]
    public void The_Jacobian_of_a_linear_map_is_its_matrix(JacobianMode mode)
    {
        var jacobian = Jacobian(MatMul(w, x), x, mode);
        Assert.Equal([2, 3], jacobian.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], jacobian.EvaluateTensor((w, Matrix), (x, new double[3])).ToArray());
    }

    [Fact]
    public void Sizes_may_be_symbols()
    {
        Variable z = Variable("z", ["n"]), a = Variable("a", ["m", "n"]);
        foreach (var mode in Enum.GetValues<JacobianMode>())
        {
            var jacobian = Jacobian(MatMul(a, Square(z)), z, mode);
            Assert.Equal(["m", "n"], jacobian.Shape);
            Assert.Equal(
                [2, 4, 6, 8, 10, 12], jacobian.EvaluateTensor((a, Matrix), (z, new double[] { 1, 1, 1 })).ToArray());
        }
    }

    [Fact]
    public void It_is_computed_from_the_side_that_has_fewer_elements()
    {
        Variable few = Variable("few", [2]), many = Variable("many", ["n"]);
        Shape square = ["n", "n"];
        Assert.DoesNotContain(
            Graph.TopologicalOrder(Jacobian(Exp(many) * Sum(few), few)), node => node.Shape == square);
        Assert.DoesNotContain(
            Graph.TopologicalOrder(Jacobian(few * Sum(Exp(many)), many)), node => node.Shape == square);
    }

    [Fact]
    public void The_Hessian_has_blocks()
    {
        var y = Sum(Square(MatMul(w, x))) / 2;
        var blocks = Hessians(y, x, w);
        Assert.Equal([3, 3], blocks[0][0].Shape);
        Assert.Equal([3, 2, 3], blocks[0][1].Shape);
        Assert.Equal([2, 3, 2, 3], blocks[1][1].Shape);
        (Variable, Value)[] at = [(w, Matrix), (x, new double[] { 1, -1, 2 })];
        Assert.Equal([17, 22, 27, 22, 29, 36, 27, 36, 45], Hessian(y, x).EvaluateTensor(at).ToArray());
        Assert.Equal(
            Permute(blocks[1][0], [2, 0, 1]).EvaluateTensor(at).ToArray(), blocks[0][1].EvaluateTensor(at).ToArray());
    }

    [Fact]
    public void Products_do_what_their_matrices_do()
    {
        var r = Sin(MatMul(w, x));
        var loss = Sum(Exp(r));
        (Variable, Value)[] at = [(w, Matrix), (x, new double[] { 0.1, -0.2, 0.3 }), (v, new double[] { 1, 2, -1 })];
        var jacobian = Jacobian(r, x);
        Same(MatMul(Hessian(loss, x), v), HessianVectorProduct(loss, x, v), at);
        Same(MatMul(Transpose(jacobian), MatMul(jacobian, v)), GaussNewtonProduct(r, x, v), at);
        Same(
            MatMul(Transpose(jacobian), MatMul(Hessian(loss, r), MatMul(jacobian, v))),
            GaussNewtonProduct(loss, r, x, v), at);
        Same(Trace(Hessian(loss, x)), Laplacian(loss, x), at);
        Same(Trace(Jacobian(Exp(x) * Sum(x), x)), Divergence(Exp(x) * Sum(x), x), at);
    }

    [Fact]
    public void What_does_not_fit_is_a_sentence()
    {
        Variable large = Variable("large", [100_000]), open = Variable("open", ["n"]);
        Assert.StartsWith(
            "Jacobian: [100000] by [100000] is [100000, 100000], more elements than an array can have. " +
            "Use Jvp or Vjp, which never form it.",
            Assert.Throws<ArgumentException>(() => Jacobian(Square(large), large)).Message);
        Assert.StartsWith(
            "Hessian: [100000] by [100000] is [100000, 100000], more elements than an array can have. " +
            "Use HessianVectorProduct, which never forms it.",
            Assert.Throws<ArgumentException>(() => Hessian(Sum(Exp(large)), large)).Message);
        var later = Jacobian(Square(open), open);
        Assert.StartsWith(
            "An array of shape [100000, 100000] has more than 2147483647 elements, the most that one array holds.",
            Assert.Throws<ArgumentException>(
                () => Compile<double>([open], [later]).Bind((open, new double[100_000]))).Message);
        Assert.StartsWith(
            "Divergence: the field has shape [] and the place [3]; they must be equal.",
            Assert.Throws<ArgumentException>(() => Divergence(Sum(x), x)).Message);
    }

    private static void Same(Expr expected, Expr actual, (Variable, Value)[] at)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(
            expected.EvaluateTensor(at).ToArray().Zip(actual.EvaluateTensor(at).ToArray()),
            p => Assert.Equal(p.First, p.Second, 1e-12));
    }
}
