using System.Collections.Immutable;

namespace Grad.Testing;

/// <content>Loops, branches, checkpoints, fixed points and rules of a user's own.</content>
internal static partial class NodeTable
{
    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Control =>
    [
        ("scan", d => d.Real(leastRank: 1) is { } x ? Looped(d, x).Carried : null),
        ("scan outputs", d => d.Real(leastRank: 1) is { } x ? Looped(d, x).Outputs : null),
        ("iterate", d => d.Real() is { } x && d.Like(x) is var y ? Iterate(x, d.Number(5), c => Sin(c + y) - c / 2) : null),
        ("while", d => d.Real() is { } x && d.Like(x) is var y ? Ending(d, x, y)[0] : null),
        ("cond", d => d.Real() is { } x && d.Like(x) is var y
            ? Cond(d.Integer() > 0, () => Tanh(x) * y, () => Sin(y) - x) : null),
        ("checkpoint", d => d.Real() is { } x && d.Like(x) is var y ? Checkpoint(x, v => Sin(v * y) + v) : null),
        ("fixed point", d => d.Real() is { } x && d.Like(x) is var y
            ? FixedPoint(d.Literal(x, 0.5), z => (Sin(z + x) + Tanh(z * Cos(y))) / 5) : null),
        ("custom vjp", d => d.Real() is { } x ? CustomVjp(x, v => Tanh(v), (_, y, bar) => bar * (1 - y * y)) : null),
        ("custom jvp", d => d.Real() is { } x
            ? CustomJvp([x, d.Like(x)], v => v[0] * v[1], (v, _, dot) => dot[0] * v[1] + v[0] * dot[1]) : null),
    ];

    /// <summary>A loop that ends when a number that halves in each step is small: earlier or later than its limit.</summary>
    private static ImmutableArray<Expr> Ending(Draft d, Expr x, Expr y)
    {
        double least = 1.0 / (2 + d.Number(20));
        return While(
            [x, Hypot(Sum(x), 1)],
            c => c[1] > least,
            c => [Sin(c[0] * y) - c[0] / 2, c[1] / 2 + Square(Tanh(Sum(c[0]))) / 16],
            most: 1 + d.Number(8));
    }

    /// <summary>A loop over the rows of an array, with a carried row and one from outside.</summary>
    private static (Expr Carried, Expr Outputs) Looped(Draft d, Expr x)
    {
        var row = d.Variable(x.Shape.Slice(1, x.Rank - 1));
        var outside = d.Like(row);
        return Scan(
            row,
            x,
            (c, each) => (Tanh(c * outside + each), Sin(each) * c),
            reverse: d.Coin,
            segment: d.Coin ? 1 + d.Number(3) : null);
    }
}
