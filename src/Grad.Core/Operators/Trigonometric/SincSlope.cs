using Grad.Numerics;

namespace Grad;

/// <summary>
/// gₙ(x) = jₙ(x)/xⁿ, jₙ the spherical Bessel function: g₀ = sin x / x and gₙ′ = −x·gₙ₊₁, so that no derivative of sinc
/// cancels near 0 (Abramowitz and Stegun, Handbook of Mathematical Functions, 10.1.23).
/// </summary>
/// <param name="x">The operand.</param>
/// <param name="order">The order n, at least 1.</param>
internal sealed class SincSlope(Expr x, int order) : Ordered<SincSlope>(x, order), IOrdered<SincSlope>
{
    /// <inheritdoc/>
    public static string Name => "sincslope";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Even | Facts.Bounded;

    /// <inheritdoc/>
    public static double Ulps => 4; // measured to order 3, away from zeros: 3.6 in double, 3.0 in float

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y, int order) => -x * new SincSlope(x, order + 1);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, int order) where V : struct, ILanes<V> => LaneMath.SphericalBesselRatio(x, order);
}
