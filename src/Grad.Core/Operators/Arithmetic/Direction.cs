using Grad.Numerics;

namespace Grad;

/// <summary>x / √(x² + y²), 0 at (0, 0): the derivative of Hypot, with one of its own that does not cancel.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
internal sealed class Direction(Expr x, Expr y) : Binary<Direction>(x, y), IBinary<Direction>
{
    /// <inheritdoc/>
    public static string Name => "direction";

    /// <inheritdoc/>
    public static Facts Facts => Facts.PreservesZero | Facts.Bounded;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Hypot.Scalar(x, y);

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.7 in double, 1.6 in float

    /// <inheritdoc/>
    public static double Scalar(double x, double y) =>
        LaneMath.Direction(new Lanes1<double>(x), new Lanes1<double>(y)).Value;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => Square(new Direction(y, x)) / Hypot(x, y);

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => -(z * new Direction(y, x)) / Hypot(x, y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.Direction(x, y);
}
