using Grad.Numerics;

namespace Grad;

/// <summary>The length √(x² + y²), without overflow or underflow between; its derivative at (0, 0) is 0.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Hypot(Expr x, Expr y) : Binary<Hypot>(x, y), IBinary<Hypot>
{
    /// <inheritdoc/>
    public static string Name => "hypot";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.PreservesZero | Facts.NonNegative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Scalar(x, y);

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.8 in double, 0.8 in float

    /// <inheritdoc/>
    public static double Scalar(double x, double y) =>
        double.IsNaN(x) || double.IsNaN(y) ? double.NaN : double.Hypot(x, y);

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => new Direction(x, y);

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => new Direction(y, x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.Hypot(x, y);
}

public static partial class Functions
{
    /// <summary>The length √(x² + y²), without overflow or underflow between; its derivative at (0, 0) is 0.</summary>
    public static Expr Hypot(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Hypot), x, y, static (a, b) => new Hypot(a, b));
}
