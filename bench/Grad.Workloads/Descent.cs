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
        var last = Scan(first.AsSpan(), [], (s, _) => (Next(f, mode, s), []), length: most).Carried;
        return Where(IsMoving(last), double.NaN, last[0]);
    }

    /// <summary>Where f is greatest.</summary>
    public static Expr ArgMax(Func<Expr, Expr> f, Expr start, Mode mode) => ArgMin(x => -f(x), start, mode);

    /// <summary>Once x has been found its step is 0.</summary>
    private static Expr IsMoving(ImmutableArray<Expr> state) => state[3] > 0;

    private static ImmutableArray<Expr> Next(Func<Expr, Expr> f, Mode mode, ImmutableArray<Expr> state)
    {
        var (x, y, slope, step, lower) = (state[0], state[1], state[2], state[3], state[4]);
        var next = x - (step * slope);
        var found = (Norm(slope) <= Near) | ((Norm(x - next) <= Near) & (lower < 10));
        return Cond(
            !IsMoving(state) | found,
            () => [x, y, slope, 0, 0],
            () => Cond(lower < 10, () => Tried(), () => [x, y, slope, 2 * step, 0]));

        ImmutableArray<Expr> Tried()
        {
            var value = f(next);
            return Cond(
                value < y,
                () => [next, value, Slope(value, next, mode), step, lower + 1],
                () => [x, y, slope, step / 2, 0]);
        }
    }
}
