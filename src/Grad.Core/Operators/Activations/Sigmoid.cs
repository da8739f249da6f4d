using Grad.Numerics;

namespace Grad;

/// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
/// <param name="x">The operand.</param>
public sealed class Sigmoid(Expr x) : Unary<Sigmoid>(x), IUnary<Sigmoid>
{
    /// <inheritdoc/>
    public static string Name => "σ";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.Positive | Facts.Bounded;

    /// <inheritdoc/>
    public static double Scalar(double x) => 1 / (1 + Math.Exp(-x));

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Sigmoid(x) * Sigmoid(-x); // σ′ = σ(x)·σ(−x): no cancellation

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Sigmoid(x);
}

public static partial class Functions
{
    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    public static Expr Sigmoid(Expr x) => new Sigmoid(x);
}
