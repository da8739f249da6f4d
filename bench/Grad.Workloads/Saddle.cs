namespace Grad.Workloads;

/// <summary>
/// GradBench's saddle: x where the greatest value over y of |x|² − |y|² is least, and y where it is greatest there. Both are
/// found by descent, one inside the other.
/// </summary>
public sealed class Saddle
{
    public Saddle(Mode outer, Mode inner)
    {
        var x = Descent.ArgMin(p => Height(p, Descent.ArgMax(q => Height(p, q), Start, inner)), Start, outer);
        Result = Concat([x, Descent.ArgMax(q => Height(x, q), Start, outer)]);
    }

    /// <summary>Where each search begins.</summary>
    public Variable Start { get; } = Variable("start", [2]);

    /// <summary>x and y, one behind the other.</summary>
    public Expr Result { get; }

    private static Expr Height(Expr x, Expr y) => Sum(Square(x)) - Sum(Square(y));
}
