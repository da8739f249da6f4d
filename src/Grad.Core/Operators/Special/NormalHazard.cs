using Grad.Numerics;

namespace Grad;

/// <summary>φ(t) / Φ(−t), the hazard rate of the standard normal and the slope of ln Φ.</summary>
/// <param name="x">The operand.</param>
internal sealed class NormalHazard(Expr x) : Unary<NormalHazard>(x), IUnary<NormalHazard>
{
    /// <inheritdoc/>
    public static string Name => "hazard";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.Positive | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Ulps => 3; // measured: 2.3 in double, 2.4 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => y * new NormalTail(x, 1);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.NormalHazard(x);
}
