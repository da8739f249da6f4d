using Grad.Numerics;

namespace Grad;

/// <summary>The absolute value |x|; its derivative at 0 is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Abs(Expr x) : Unary<Abs>(x), IUnary<Abs>
{
    /// <inheritdoc/>
    public static string Name => "abs";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Around("|");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Idempotent | Facts.Even | Facts.PreservesZero | Facts.NonNegative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Sign(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Abs(x);
}

public static partial class Functions
{
    /// <summary>The absolute value |x|; its derivative at 0 is 0.</summary>
    public static Expr Abs(Expr x) => new Abs(x);
}
