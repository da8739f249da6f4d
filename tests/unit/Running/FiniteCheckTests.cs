using static Grad.Functions;

namespace Grad.Tests.Unit.Running;

/// <summary>A number that is not finite is traced to the operator that made it.</summary>
public class FiniteCheckTests
{
    private static readonly CompilationOptions Checking = new() { CheckFinite = true };

    private static string Message(Session<float> session) => Assert.Throws<ArithmeticException>(session.Run).Message;

    [Fact]
    public void The_first_operator_is_named_with_its_operands_and_their_place()
    {
        var x = new Variable("x", ["n", 2], Kind.Real, new("Program.cs", 12));
        var y = Sum(Sqrt(Log(x)) * 2);
        var session = Compile<float>([x], [y], options: Checking).Bind((x, new double[,] { { 1, 2 }, { 0, 4 } }));
        Assert.Equal(
            "Run: log gave −∞ at [1, 0] from 0. In: log(x); with 'x' [n, 2] (Program.cs:12).", Message(session));
    }

    [Fact]
    public void Two_operands_are_named()
    {
        var x = new Variable("x", ["n"], Kind.Real, new("Program.cs", 3));
        var session = Compile<float>([x], [x / (x - 1)], options: Checking).Bind((x, new double[] { 3, 1 }));
        Assert.Equal("Run: divide gave ∞ at [1] from 1 and 0. In: x/(x − 1); with 'x' [n] (Program.cs:3).", Message(session));
    }

    [Fact]
    public void An_overflow_in_a_gradient_is_found()
    {
        var w = new Variable("w", Shape.Scalar, Kind.Real, new("Program.cs", 3));
        var session = Compile<float>([], [], [(w, w - Gradient(Exp(Square(w)), w))], Checking).Bind((w, 20));
        Assert.StartsWith("Run: exp gave ∞ from 400. In: exp(w²); with 'w' [] (Program.cs:3).", Message(session), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_finite_are_named()
    {
        var x = new Variable("x", ["n"], Kind.Real, new("Program.cs", 3));
        var session = Compile<float>([x], [x * 0], options: Checking).Bind((x, new[] { 1, double.NaN }));
        Assert.Equal("Run: 'x' [n] (Program.cs:3) holds NaN at [1].", Message(session));
    }

    [Fact]
    public void Finite_numbers_pass()
    {
        var x = Variable("x", ["n"]);
        var y = Sum(Exp(x), 0);
        var session = Compile<float>([x], [y], options: Checking).Bind((x, new double[] { 1, 2 }));
        session.Run();
        Assert.Equal(Math.E + (Math.E * Math.E), session.Scalar(y), 1e-5);
    }
}
