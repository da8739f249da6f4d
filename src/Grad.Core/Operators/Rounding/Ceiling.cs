using Grad.Numerics;

namespace Grad;

/// <summary>The least whole number ⌈x⌉ that is not below x; its derivative is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Ceiling(Expr x) : Unary<Ceiling>(x), IUnary<Ceiling>
{
    /// <inheritdoc/>
    public static string Name => "ceiling";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Idempotent | Facts.Increasing | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x - Math.Round(x));

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Ceiling(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Ceiling(x);
}

public static partial class Functions
{
    /// <summary>The least whole number ⌈x⌉ that is not below x; its derivative is 0.</summary>
    public static Expr Ceiling(Expr x) => new Ceiling(x);
}
