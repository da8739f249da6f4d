using Grad.Numerics;

namespace Grad;

/// <summary>
/// rₙ(t) = Qₙ(t)/Q₀(t), Q₀ the upper tail of the standard normal and Qₙ the integral of Qₙ₋₁ from t on: the derivatives
/// of its hazard rate h, since r₁ = h − t and rₙ′ = r₁·rₙ − (n + 1)·rₙ₊₁; h − t itself cancels for large t.
/// </summary>
/// <param name="x">The operand.</param>
/// <param name="order">The order n, at least 1.</param>
internal sealed class NormalTail(Expr x, int order) : Ordered<NormalTail>(x, order), IOrdered<NormalTail>
{
    /// <inheritdoc/>
    public static string Name => "normaltail";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Positive;

    /// <inheritdoc/>
    public static double Ulps => 8; // measured at orders 1, 2, 4 in double: 2.7, 3.3, 6.6; in float: 2.4, 3.2, 6.7

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y, int order) =>
        new NormalTail(x, 1) * y - (order + 1) * new NormalTail(x, order + 1);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, int order) where V : struct, ILanes<V> => LaneMath.NormalTail(x, order);
}
