using Grad.Numerics;

namespace Grad;

/// <summary>The logarithm to base 2, for x &gt; 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Log2(Expr x) : Unary<Log2>(x), IUnary<Log2>
{
    /// <inheritdoc/>
    public static string Name => "log2";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Positive;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.2 in double, 1.4 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Log2(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 1 / Math.Log(2) / x;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log2(x);
}

public static partial class Functions
{
    /// <summary>The logarithm to base 2, for x &gt; 0.</summary>
    public static Expr Log2(Expr x) => new Log2(x);
}
