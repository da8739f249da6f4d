using Grad.Numerics;

namespace Grad;

/// <summary>The reciprocal square root 1/√x, for x &gt; 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Rsqrt(Expr x) : Unary<Rsqrt>(x), IUnary<Rsqrt>
{
    /// <inheritdoc/>
    public static string Name => "rsqrt";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Positive;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Positive;

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.7 in double, 0.8 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => -0.5 * (y / x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Rsqrt(x);
}

public static partial class Functions
{
    /// <summary>The reciprocal square root 1/√x, for x &gt; 0.</summary>
    public static Expr Rsqrt(Expr x) => new Rsqrt(x);
}
