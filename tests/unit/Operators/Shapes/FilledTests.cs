using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Shapes;

public class FilledTests
{
    [Fact]
    public void Every_place_has_the_number()
    {
        var x = Variable("x", ["n"]);
        (Variable, Value) at = (x, new double[] { 1, 2 });
        Assert.Equal([0, 0, 0, 1, 2], Concat([Zeros([3]), Zeros(["n"]) + x]).EvaluateTensor(at).ToArray());
        Assert.Equal([2, 3], (x + Ones(["n"])).EvaluateTensor(at).ToArray());
        Assert.Equal(2, Sum(Ones(["n"])).Evaluate(at));
    }
}
