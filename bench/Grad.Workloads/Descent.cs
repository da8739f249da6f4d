using System.Collections.Immutable;
using static Grad.Workloads.Slopes;

namespace Grad.Workloads;

/// <summary>
/// Gradient descent as an expression, which can stand inside another one that is differentiated: the step is doubled after
/// ten points that were lower and halved after one that is not (Pearlmutter, Siskind, Using programming language theory to
/// make automatic differentiation sound and efficient, 2008).
/// </summary>
public static class Descent
{
    private const double Near = 1e-5;

    /// <summary>Where f is least; not a number if more steps than the most are needed.</summary>
    public static Expr ArgMin(Func<Expr, Expr> f, Expr start, Mode mode, int most = 1000)
    {
        // A node of its own: f may have been given the same start, and is not to be differentiated with respect to that.
        var x = StopGradient(start);
        var value = f(x);
        ImmutableArray<Expr> first = [x, value, Slope(value, x, mode), 1e-5, 0];
        var last = While(first.AsSpan(), s => !IsFound(s), s => Next(f, mode, s), most);
        return Where(IsFound(last), last[0], double.NaN);
    }

    /// <summary>Where f is greatest.</summary>
    public static Expr ArgMax(Func<Expr, Expr> f, Expr start, Mode mode) => ArgMin(x => -f(x), start, mode);

    private static Expr IsFound(ImmutableArray<Expr> state) =>
        IsNear(state[2]) | (IsNear(state[3] * state[2]) & (state[4] < 10));

    private static Expr IsNear(Expr difference) => Norm(difference) <= Near;

    private static ImmutableArray<Expr> Next(Func<Expr, Expr> f, Mode mode, ImmutableArray<Expr> state)
    {
        var (x, y, slope, step, lower) = (state[0], state[1], state[2], state[3], state[4]);
        return Cond(lower < 10, () => Tried(), () => [x, y, slope, 2 * step, 0]);

        ImmutableArray<Expr> Tried()
        {
            var next = x - (step * slope);
            var value = f(next);
            return Cond(
                value < y,
                () => [next, value, Slope(value, next, mode), step, lower + 1],
                () => [x, y, slope, step / 2, 0]);
        }
    }
}
