using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

/// <summary>Jacobians and Hessians by their elements that can differ from zero.</summary>
public class SparseDerivativeTests
{
    private const int Size = 50;

    private readonly Variable x = Variable("x", [Size]);
    private readonly double[] at = [.. Enumerable.Range(0, Size).Select(i => Math.Sin(i))];

    [Fact]
    public void A_band_needs_as_many_products_as_it_is_wide()
    {
        var y = x[2..] - (2 * Square(x[1..^1])) + x[..^2];
        var sparse = SparseJacobian(y, x);
        Assert.Equal(3, sparse.Products);
        Assert.Equal(3 * (Size - 2), sparse.Rows.Length);
        Same(Jacobian(y, x), sparse);
    }

    [Fact]
    public void A_full_row_is_computed_by_a_product_from_the_left()
    {
        var y = Concat([Square(x), Reshape(Sum(Exp(x)), [1])]);
        var sparse = SparseJacobian(y, x);
        Assert.Equal(2, sparse.Products);
        Assert.Equal(2 * Size, sparse.Rows.Length);
        Same(Jacobian(y, x), sparse);
    }

    [Fact]
    public void Indices_tell_what_is_read()
    {
        var places = IntegerVariable("i", [3]);
        var y = Square(Take(x, places));
        var known = SparseJacobian(y, x, (places, new[] { 4, 2, 4 }));
        Assert.Equal([4, 2, 4], known.Columns);
        Assert.Equal(1, known.Products);
        Assert.Equal(3 * Size, SparseJacobian(y, x).Rows.Length);
    }

    [Fact]
    public void The_Hessian_of_a_chain_needs_few_products()
    {
        var y = Sum(Square(x[1..] - Square(x[..^1])) + Square(1 - x[..^1]));
        var sparse = SparseHessian(y, x);
        Assert.InRange(sparse.Products, 2, 4);
        Assert.Equal((3 * Size) - 2, sparse.Rows.Length);
        Same(Hessian(y, x), sparse);
    }

    [Fact]
    public void The_Hessian_of_an_arrow_needs_two_products()
    {
        var y = Sum(Exp(x)) * At(x, 0, 0);
        var arrow = Sum(Square(x)) + (At(x, 0, 0) * Sum(Sin(x)));
        Same(Hessian(arrow, x), SparseHessian(arrow, x));
        Assert.Equal(2, SparseHessian(arrow, x).Products);
        Same(Hessian(y, x), SparseHessian(y, x));
    }

    [Fact]
    public void What_does_not_fit_is_a_sentence()
    {
        var open = Variable("open", ["n"]);
        Assert.StartsWith(
            "SparseJacobian: the shape is [n], and which elements are zero can be found only where all sizes are known. " +
            "Declare the variables with numbers as sizes.",
            Assert.Throws<ArgumentException>(() => SparseJacobian(Square(open), open)).Message);
        Assert.Equal(
            "ToMatrix: the matrix has 50 elements that can differ from zero, and 1 value is given.",
            Assert.Throws<ArgumentException>(() => SparseJacobian(Square(x), x).ToMatrix([1])).Message);
    }

    private void Same(Expr dense, SparseDerivative sparse)
    {
        double[] expected = dense.EvaluateTensor((x, at)).ToArray();
        var matrix = sparse.ToMatrix(sparse.Values.EvaluateTensor((x, at)).ToArray());
        for (int i = 0; i < sparse.RowCount; i++)
            for (int j = 0; j < Size; j++) Assert.Equal(expected[(i * Size) + j], matrix[i, j], 1e-12);
    }
}
