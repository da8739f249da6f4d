using MathNet.Numerics.LinearAlgebra;
using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>Math.NET's matrices and vectors go in as data and come out as results.</summary>
public class MathNetTests
{
    private readonly Variable a = Variable("a", ["m", "n"]);
    private readonly Variable v = Variable("v", ["n"]);

    [Fact]
    public void A_product_agrees_with_that_of_the_library()
    {
        var (matrix, vector) = (Matrix<double>.Build.Random(4, 3, 1), Vector<double>.Build.Random(3, 2));
        Assert.True(((matrix * vector) - MatMul(a, v).EvaluateTensor((a, matrix), (v, vector)).ToVector()).L2Norm() < 1e-14);
        Assert.Equal(matrix.Transpose(), Transpose(a).EvaluateTensor((a, matrix)).ToMatrix());
    }

    [Fact]
    public void Float_goes_both_ways()
    {
        var matrix = Matrix<float>.Build.Random(4, 3, 1);
        var doubled = 2 * a;
        var session = Compile<float>([a], [doubled]).Bind((a, matrix));
        session.Run();
        Assert.Equal(matrix * 2, session.Read(doubled).ToMatrix());
    }

    [Fact]
    public void A_tensor_of_another_rank_is_refused()
    {
        var tensor = v.EvaluateTensor((v, new double[3]));
        Assert.Equal(
            "ToMatrix: the tensor has shape [3], and 2 axes are needed. Reshape the expression first.",
            Assert.Throws<ArgumentException>(() => tensor.ToMatrix()).Message);
    }
}
