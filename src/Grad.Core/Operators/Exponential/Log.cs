using Grad.Numerics;

namespace Grad;

/// <summary>The natural logarithm ln x, for x &gt; 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Log(Expr x) : Unary<Log>(x), IUnary<Log>
{
    /// <inheritdoc/>
    public static string Name => "log";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Positive;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Log(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 1 / x;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log(x);
}

public static partial class Functions
{
    /// <summary>The natural logarithm ln x, for x &gt; 0.</summary>
    public static Expr Log(Expr x) => new Log(x);
}
