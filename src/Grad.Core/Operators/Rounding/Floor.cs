using Grad.Numerics;

namespace Grad;

/// <summary>The greatest whole number ⌊x⌋ that is not above x; its derivative is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Floor(Expr x) : Unary<Floor>(x), IUnary<Floor>
{
    /// <inheritdoc/>
    public static string Name => "floor";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Idempotent | Facts.Increasing | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x - Math.Round(x));

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Floor(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Floor(x);
}

public static partial class Functions
{
    /// <summary>The greatest whole number ⌊x⌋ that is not above x; its derivative is 0.</summary>
    public static Expr Floor(Expr x) => new Floor(x);
}
