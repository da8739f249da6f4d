using Grad.Numerics;

namespace Grad;

/// <summary>
/// Aₙ(x) = Iₙ(x)/xⁿ with Aₙ′ = x·Aₙ₊₁: sums of positive terms, where I₁′ = I₀ − I₁/x would cancel near 0 (Abramowitz
/// and Stegun, Handbook of Mathematical Functions, 9.6.28).
/// </summary>
/// <param name="x">The operand.</param>
/// <param name="order">The order n, at least 1.</param>
internal sealed class BesselRatio(Expr x, int order) : Ordered<BesselRatio>(x, order), IOrdered<BesselRatio>
{
    /// <inheritdoc/>
    public static string Name => "besselratio";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Even | Facts.Positive;

    /// <inheritdoc/>
    public static double Ulps => 4; // measured at orders 1 and 2: 2.7 in double, 3.1 in float; at order 4: 4.0 and 3.2

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y, int order) => x * new BesselRatio(x, order + 1);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, int order) where V : struct, ILanes<V> => LaneMath.BesselRatio(x, order);
}
