using Grad.Numerics;

namespace Grad;

/// <summary>ln(eˣ + eʸ), without overflow; infinite operands included.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class LogAddExp(Expr x, Expr y) : Binary<LogAddExp>(x, y), IBinary<LogAddExp>
{
    /// <inheritdoc/>
    public static string Name => "logaddexp";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured where |z| > 1/16: 1.7 in double, 1.8 in float; near 0 the terms cancel

    /// <inheritdoc/>
    public static double Scalar(double x, double y) =>
        LaneMath.LogAddExp(new Lanes1<double>(x), new Lanes1<double>(y)).Value;

    /// <inheritdoc/>
    // Of two −∞, as of a row of them, the derivative is 0
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) =>
        Where(Equal(z, double.NegativeInfinity), new Literal(0, x.Shape), Sigmoid(x - y));

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) =>
        Where(Equal(z, double.NegativeInfinity), new Literal(0, x.Shape), Sigmoid(y - x));

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.LogAddExp(x, y);
}

public static partial class Functions
{
    /// <summary>ln(eˣ + eʸ), without overflow; infinite operands included.</summary>
    public static Expr LogAddExp(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(LogAddExp), x, y, static (a, b) => new LogAddExp(a, b));
}
