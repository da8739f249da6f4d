using Grad.Numerics;

namespace Grad;

/// <summary>ln(1 + x), accurate near 0, for x &gt; −1.</summary>
/// <param name="x">The operand.</param>
public sealed class Log1p(Expr x) : Unary<Log1p>(x), IUnary<Log1p>
{
    /// <inheritdoc/>
    public static string Name => "log1p";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Open(-1, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.7 in double, 0.7 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Reciprocal(1 + x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log1p(x);
}

public static partial class Functions
{
    /// <summary>ln(1 + x), accurate near 0, for x &gt; −1.</summary>
    public static Expr Log1p(Expr x) => new Log1p(x);
}
