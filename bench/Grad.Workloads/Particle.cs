using System.Collections.Immutable;
using static Grad.Workloads.Slopes;

namespace Grad.Workloads;

/// <summary>
/// GradBench's particle, which two charges deflect: where the second must stand for the particle to come down at the origin.
/// The force is the slope of a potential, and the place is found by descent along a slope of the whole path.
/// </summary>
public sealed class Particle
{
    private const double Tick = 0.1;

    // The path that takes longest has 354.
    private const int Ticks = 400;

    public Particle(Mode search, Mode force)
    {
        Result = At(Descent.ArgMin(w => Miss(At(w, 0, 0), force), ExpandDims(W, 0), search), 0, 0);
    }

    /// <summary>Where the search for w begins.</summary>
    public Variable W { get; } = Variable("w");

    /// <summary>The w found.</summary>
    public Expr Result { get; }

    /// <summary>The square of the place where the particle comes down; not a number if it flies for too long.</summary>
    private static Expr Miss(Expr w, Mode force)
    {
        var charges = Constant(new double[,] { { 10, 10 }, { 10, 0 } })
            - (w * Constant(new double[,] { { 0, 1 }, { 0, 0 } }));
        Expr Potential(Expr x) => Sum(1 / Sqrt(Sum(Square(charges - x), 1)));

        Expr[] first = [Constant(new double[] { 0, 8 }), Constant(new double[] { 0.75, 0 })];
        var path = While(
            first,
            s => IsAbove(Next(s)),
            s => [Next(s), s[1] - (Tick * Slope(Potential(s[0]), s[0], force))],
            most: Ticks);

        var (last, speed) = (path[0], path[1]);
        var rest = -At(last, 0, 1) / At(speed, 0, 1);
        return Where(IsAbove(Next(path)), double.NaN, Square(At(last, 0, 0) + (rest * At(speed, 0, 0))));

        static Expr Next(ImmutableArray<Expr> s) => s[0] + (Tick * s[1]);

        static Expr IsAbove(Expr x) => At(x, 0, 1) > 0;
    }
}
