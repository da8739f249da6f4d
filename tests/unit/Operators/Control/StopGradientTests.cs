using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.Control;

/// <summary>What is behind a stop keeps its value and has no derivative.</summary>
public class StopGradientTests
{
    [Fact]
    public void The_value_passes_and_the_derivative_does_not()
    {
        var x = Variable("x");
        var y = x * StopGradient(Square(x));
        Assert.Equal(27, y.Evaluate((x, 3)));
        Assert.Equal(9, Gradient(y, x).Evaluate((x, 3)));
        Assert.Equal(9, Jvp(y, (x, 1)).Evaluate((x, 3)));
        Assert.Equal(9, Gradient(Simplify(y), x).Evaluate((x, 3)));
        Assert.Equal("x·stopgradient(x²)", y.ToString());
        var session = Compile<float>([x], [y, Gradient(y, x)]).Bind((x, 3));
        session.Run();
        Assert.Equal(27, session.Scalar(y));
    }
}
