using Grad.Numerics;

namespace Grad;

/// <summary>The modified Bessel function I₁(x) of the first kind.</summary>
/// <param name="x">The operand.</param>
public sealed class BesselI1(Expr x) : Unary<BesselI1>(x), IUnary<BesselI1>
{
    /// <inheritdoc/>
    public static string Name => "i1";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double Ulps => 3; // measured: 2.7 in double, 2.7 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => new BesselRatio(x, 1) + Square(x) * new BesselRatio(x, 2);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.BesselI1(x);
}

public static partial class Functions
{
    /// <summary>The modified Bessel function I₁(x) of the first kind.</summary>
    public static Expr BesselI1(Expr x) => new BesselI1(x);
}
