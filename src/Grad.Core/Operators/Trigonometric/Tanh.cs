using Grad.Numerics;

namespace Grad;

/// <summary>The hyperbolic tangent.</summary>
/// <param name="x">The operand.</param>
public sealed class Tanh(Expr x) : Unary<Tanh>(x), IUnary<Tanh>
{
    /// <inheritdoc/>
    public static string Name => "tanh";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.PreservesZero | Facts.Increasing | Facts.Bounded;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Tanh(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 4 * (Sigmoid(2 * x) * Sigmoid(-2 * x)); // 1 − y² cancels; this does not

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Tanh(x);
}

public static partial class Functions
{
    /// <summary>The hyperbolic tangent.</summary>
    public static Expr Tanh(Expr x) => new Tanh(x);
}
