using Grad.Numerics;

namespace Grad;

/// <summary>The nearest whole number, of two the even one; its derivative is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Round(Expr x) : Unary<Round>(x), IUnary<Round>
{
    /// <inheritdoc/>
    public static string Name => "round";

    /// <inheritdoc/>
    public static Facts Facts =>
        Facts.Idempotent | Facts.Increasing | Facts.Odd | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => 0.5 - Math.Abs(x - Math.Round(x));

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Round(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Round(x);
}

public static partial class Functions
{
    /// <summary>The nearest whole number, of two the even one; its derivative is 0.</summary>
    public static Expr Round(Expr x) => new Round(x);
}
