using Grad.Numerics;

namespace Grad;

/// <summary>The square root √x, for x ≥ 0; its derivative at 0 is ∞.</summary>
/// <param name="x">The operand.</param>
public sealed class Sqrt(Expr x) : Unary<Sqrt>(x), IUnary<Sqrt>
{
    /// <inheritdoc/>
    public static string Name => "sqrt";

    /// <inheritdoc/>
    public static Interval Domain => Interval.NonNegative;

    /// <inheritdoc/>
    public static Notation Notation => Notation.Prefix("√");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.PreservesZero | Facts.NonNegative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Sqrt(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 0.5 / y;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Sqrt(x);
}

public static partial class Functions
{
    /// <summary>The square root √x, for x ≥ 0; its derivative at 0 is ∞.</summary>
    public static Expr Sqrt(Expr x) => new Sqrt(x);
}
