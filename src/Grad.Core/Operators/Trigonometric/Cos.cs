using Grad.Numerics;

namespace Grad;

/// <summary>The cosine, x in radians.</summary>
/// <param name="x">The operand.</param>
public sealed class Cos(Expr x) : Unary<Cos>(x), IUnary<Cos>
{
    /// <inheritdoc/>
    public static string Name => "cos";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Even | Facts.Bounded;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Cos(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => -Sin(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Cos(x);
}

public static partial class Functions
{
    /// <summary>The cosine, x in radians.</summary>
    public static Expr Cos(Expr x) => new Cos(x);
}
