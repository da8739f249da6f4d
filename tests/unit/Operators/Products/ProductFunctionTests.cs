using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Products;

/// <summary>Products of vectors and matrices, in words and in Einstein's notation.</summary>
public class ProductFunctionTests
{
    private readonly Variable a = Variable("a", [2, 3]);
    private readonly Variable b = Variable("b", [3, 2]);

    private static readonly double[,] A = { { 1, 2, 3 }, { 4, 5, 6 } };
    private static readonly double[,] B = { { 1, -1 }, { 0, 2 }, { 3, 1 } };

    private double[] Of(Expr e) => e.EvaluateTensor((a, A), (b, B)).ToArray();

    [Theory]
    [InlineData("ij,jk->ik", "@")]
    [InlineData("ij,jk->ki", "transposed")]
    [InlineData("ij,ji->", "trace")]
    [InlineData("ij,kl->jk", "sums apart")]
    [InlineData("ij,jk->ijk", "no sum")]
    [InlineData(" ij , ji -> ij ", "elementwise")]
    public void Einstein_notation_says_what_the_operators_say(string notation, string what)
    {
        Expr expected = what switch
        {
            "@" => MatMul(a, b),
            "transposed" => Transpose(MatMul(a, b)),
            "trace" => Trace(MatMul(a, b)),
            "sums apart" => Outer(Sum(a, 0), Sum(b, 1)),
            "no sum" => ExpandDims(a, 2) * ExpandDims(b, 0),
            _ => a * Transpose(b),
        };
        var actual = Einsum(notation, a, b);
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(Of(expected), Of(actual));
    }

    [Fact]
    public void Einstein_notation_takes_one_array_and_many()
    {
        Assert.Equal(Of(Transpose(a)), Of(Einsum("ij->ji", a)));
        Assert.Equal(Of(Sum(a, 0)), Of(Einsum("ij->j", a)));
        var square = MatMul(a, b);
        Assert.Equal(Of(Trace(square)), Of(Einsum("ii->", square)));
        Assert.Equal(Of(Diagonal(square)), Of(Einsum("ii->i", square)));
        Assert.Equal(Of(MatMul(MatMul(a, b), a)), Of(Einsum("ij,jk,kl->il", a, b, a)));
        Assert.Equal(Of(MatMul(a, b)), Of(Einsum("ij,jk,->ik", a, b, 1)));
    }

    [Fact]
    public void They_obey_the_laws_of_operators()
    {
        OperatorLaw.Holds(e => Einsum("bij,bkj->bik", e, Sin(e)), [2, 2, 3]);
        OperatorLaw.Holds(e => Einsum("ij,kj,lj->ikl", e, Sin(e), e), [2, 3]);
        OperatorLaw.Holds(e => Kron(e, Sin(e)), [2, 3]);
        OperatorLaw.Holds(e => Cross(e, Sin(Flip(e, 0))), [2, 3]);
        OperatorLaw.Holds(e => Dot(e, Exp(e)) * Outer(e, e), [3]);
    }

    [Fact]
    public void Vectors_are_multiplied()
    {
        Variable x = Variable("x", [3]), y = Variable("y", [3]);
        double[] Vectors(Expr e) => e.EvaluateTensor((x, new double[] { 1, 2, 3 }), (y, new double[] { -2, 0, 5 })).ToArray();
        Assert.Equal([13], Vectors(Dot(x, y)));
        Assert.Equal([10, -11, 4], Vectors(Cross(x, y)));
        Assert.Equal([-2, 0, 5, -4, 0, 10, -6, 0, 15], Vectors(Outer(x, y)));
    }

    [Fact]
    public void Blocks_are_multiples()
    {
        Assert.Equal([1, 2, 2, 4, 3, 6, 4, 8], Of(Kron(Constant(new double[,] { { 1, 2 }, { 3, 4 } }), Constant(new double[,] { { 1, 2 } }))));
    }

    [Theory]
    [InlineData("ij,jk", "an arrow -> must stand between the arrays and the result")]
    [InlineData("ij->i", "the arrays that it names are 1, and those given 2")]
    [InlineData("ij,jkl->i", "array 2 has shape [3, 2] and 3 letters; each axis needs one")]
    [InlineData("ij,ij->i", "'i' has size 2 and size 3")]
    [InlineData("ij,jk->il", "no array has the result's 'l'")]
    [InlineData("ij,jk->ii", "the result has 'i' twice")]
    [InlineData("i.,jk->i", "'.' is not a letter")]
    public void Notation_that_does_not_fit_is_refused(string notation, string reason) => Assert.Equal(
        $"Einsum: \"{notation}\" does not fit: {reason}.",
        Assert.Throws<ArgumentException>(() => Einsum(notation, a, b)).Message);
}
