using Grad.Numerics;

namespace Grad;

/// <summary>The arc sine in [−π/2, π/2], for |x| ≤ 1; its derivative at ±1 is ∞.</summary>
/// <param name="x">The operand.</param>
public sealed class Asin(Expr x) : Unary<Asin>(x), IUnary<Asin>
{
    /// <inheritdoc/>
    public static string Name => "asin";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Closed(-1, 1);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero | Facts.Bounded;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => 1 - Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.8 in double, 1.9 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Asin(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Rsqrt(new OneMinusSquare(x));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Asin(x);
}

public static partial class Functions
{
    /// <summary>The arc sine in [−π/2, π/2], for |x| ≤ 1; its derivative at ±1 is ∞.</summary>
    public static Expr Asin(Expr x) => new Asin(x);
}
