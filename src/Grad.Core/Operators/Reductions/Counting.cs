namespace Grad;

public static partial class Functions
{
    /// <summary>How many conditions hold along the axes given, or in all: a whole number.</summary>
    /// <param name="condition">The conditions.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">An axis is out of range, or the operand is not boolean.</exception>
    public static Expr Count(Expr condition, Axes? axes = null, bool keepDims = false)
    {
        if (condition.Kind != Kind.Boolean) throw Errors.WrongKind(nameof(Count), condition, Kind.Boolean);
        Literal Number(double n) => new(n, condition.Shape, Kind.Integer);
        return Sum(Where(condition, Number(1), Number(0)), axes, keepDims);
    }

    /// <summary>Whether some condition holds along the axes given, or in all; false for none.</summary>
    /// <param name="condition">The conditions.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">An axis is out of range, or the operand is not boolean.</exception>
    public static Expr Any(Expr condition, Axes? axes = null, bool keepDims = false) => Count(condition, axes, keepDims) > 0;

    /// <summary>Whether every condition holds along the axes given, or in all; true for none.</summary>
    /// <param name="condition">The conditions.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">An axis is out of range, or the operand is not boolean.</exception>
    public static Expr All(Expr condition, Axes? axes = null, bool keepDims = false) =>
        Equal(Count(Not(condition), axes, keepDims), 0);
}
