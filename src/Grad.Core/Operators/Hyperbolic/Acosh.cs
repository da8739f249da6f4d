using Grad.Numerics;

namespace Grad;

/// <summary>The inverse hyperbolic cosine, for x ≥ 1; its derivative at 1 is ∞.</summary>
/// <param name="x">The operand.</param>
public sealed class Acosh(Expr x) : Unary<Acosh>(x), IUnary<Acosh>
{
    /// <inheritdoc/>
    public static string Name => "acosh";

    /// <inheritdoc/>
    public static Interval Domain => new(1, double.PositiveInfinity, true, false);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.NonNegative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => x - 1;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.1 in double, 1.1 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Acosh(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Rsqrt(x - 1) * Rsqrt(x + 1); // no overflow, no cancellation

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Acosh(x);
}

public static partial class Functions
{
    /// <summary>The inverse hyperbolic cosine, for x ≥ 1; its derivative at 1 is ∞.</summary>
    public static Expr Acosh(Expr x) => new Acosh(x);
}
