using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>
/// The minima of the 35 functions of Moré, Garbow and Hillstrom from their standard starts; where there are several, the one
/// that least-squares programs are known to reach from there, or the published one.
/// </summary>
public class MghMinimaTests
{
    public static TheoryData<int> Numbers => MghReplayTests.Numbers;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Minimize_sees_the_squares_and_reaches_a_known_minimum(int number)
    {
        var (loss, start, minima) = Problem(number);
        var found = Minimize(loss, start, []);
        bool linear = number is 32 or 33 or 34;
        Assert.Equal(linear ? OptimizationMethod.LinearLeastSquares : OptimizationMethod.LevenbergMarquardt, found.Method);
        Assert.True(found.Converged, found.ToString());
        Assert.True(minima.Any(m => Math.Abs(found.Objective - m) <= 1e-5 * m + 1e-18), $"known {minima[0]}: {found}");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Quasi_Newton_steps_reach_a_known_minimum(int number)
    {
        var (loss, start, minima) = Problem(number);
        var found = Minimize(loss, start, [], new() { Method = OptimizationMethod.Bfgs });
        Assert.Equal(OptimizationMethod.Bfgs, found.Method);
        Assert.True(minima.Any(m => Math.Abs(found.Objective - m) <= 1e-5 * m + 1e-10), $"known {minima[0]}: {found}");
    }

    private static (Expr Loss, (Variable, Value)[] Start, double[] Minima) Problem(int number)
    {
        var problem = SharedData.Read("mgh/mgh.json").GetProperty("problems").EnumerateArray()
            .Single(p => p.GetProperty("number").GetInt32() == number);
        double[] start = SharedData.Numbers(problem.GetProperty("points")[0].GetProperty("x"));
        Variable[] x = [.. start.Select((_, i) => Variable($"x{i + 1}"))];
        var residuals = MghFunctions.Residuals(number, x, problem.GetProperty("m").GetInt32(), problem);
        var loss = residuals.Select(r => Square(r)).Aggregate((a, b) => a + b);
        double usual = problem.GetProperty("from_standard_start_least_squares").GetProperty("f").GetDouble();
        double[] others = number switch
        {
            18 => [5.65565e-3, 0],
            27 => [0, 1],
            26 => [0],
            2 => [0],
            _ => [],
        };
        return (loss, [.. x.Zip(start, (v, s) => (v, (Value)s))], [usual, .. others]);
    }
}
