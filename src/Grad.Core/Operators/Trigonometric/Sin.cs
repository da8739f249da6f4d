using Grad.Numerics;

namespace Grad;

/// <summary>The sine, x in radians.</summary>
/// <param name="x">The operand.</param>
public sealed class Sin(Expr x) : Unary<Sin>(x), IUnary<Sin>
{
    /// <inheritdoc/>
    public static string Name => "sin";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.PreservesZero | Facts.Bounded;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Sin(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Cos(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sin(x);
}

public static partial class Functions
{
    /// <summary>The sine, x in radians.</summary>
    public static Expr Sin(Expr x) => new Sin(x);
}
