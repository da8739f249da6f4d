using Grad.Numerics;

namespace Grad;

/// <summary>The exponential eˣ.</summary>
/// <param name="x">The operand.</param>
public sealed class Exp(Expr x) : Unary<Exp>(x), IUnary<Exp>
{
    /// <inheritdoc/>
    public static string Name => "exp";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.Positive;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Exp(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => y;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Exp(x);
}

public static partial class Functions
{
    /// <summary>The exponential eˣ.</summary>
    public static Expr Exp(Expr x) => new Exp(x);
}
