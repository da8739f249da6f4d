using Grad.Numerics;

namespace Grad;

/// <summary>The logarithm to base 10, for x &gt; 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Log10(Expr x) : Unary<Log10>(x), IUnary<Log10>
{
    /// <inheritdoc/>
    public static string Name => "log10";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Positive;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.3 in double, 1.4 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Log10(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 1 / Math.Log(10) / x;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log10(x);
}

public static partial class Functions
{
    /// <summary>The logarithm to base 10, for x &gt; 0.</summary>
    public static Expr Log10(Expr x) => new Log10(x);
}
