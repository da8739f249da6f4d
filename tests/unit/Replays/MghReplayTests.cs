using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>Values, gradients and Hessians of the Moré–Garbow–Hillstrom functions, from quadruple precision.</summary>
public class MghReplayTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 35)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Value_gradient_and_Hessian_agree_to_twelve_digits(int number)
    {
        var problem = SharedData.Read("mgh/mgh.json").GetProperty("problems").EnumerateArray()
            .Single(p => p.GetProperty("number").GetInt32() == number);
        Variable[] x = [.. Enumerable.Range(1, problem.GetProperty("n").GetInt32()).Select(i => Variable($"x{i}"))];
        var residuals = MghFunctions.Residuals(number, x, problem.GetProperty("m").GetInt32(), problem);
        var f = residuals.Select(r => Square(r)).Aggregate((a, b) => a + b);
        var gradient = Gradients(f, x);
        Expr[] hessian = [.. gradient.SelectMany(g => Gradients(g, x))];

        foreach (var point in problem.GetProperty("points").EnumerateArray())
        {
            var at = x.Zip(SharedData.Numbers(point.GetProperty("x")), (v, value) => (v, (Value)value)).ToArray();
            var results = Interpreter.Evaluate([f, .. gradient, .. hessian], new Bindings(at));
            double[] found = [.. results.Select(r => r.Numbers[0])];
            Agree([point.GetProperty("f").GetDouble()], found[..1]);
            Agree(SharedData.Numbers(point.GetProperty("gradient")), found[1..(x.Length + 1)]);
            Agree(SharedData.Numbers(point.GetProperty("hessian_rowmajor")), found[(x.Length + 1)..]);
        }
    }

    /// <summary>To 1e-12 of the largest entry.</summary>
    private static void Agree(double[] expected, double[] found)
    {
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) <= 1e-12 * largest);
    }
}
