using Grad.Numerics;

namespace Grad;

/// <summary>The x with erf x = y, for |y| &lt; 1.</summary>
/// <param name="x">The operand.</param>
public sealed class ErfInv(Expr x) : Unary<ErfInv>(x), IUnary<ErfInv>
{
    /// <inheritdoc/>
    public static string Name => "erfinv";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Open(-1, 1);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.7 in double, 1.7 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Math.Sqrt(Math.PI) / 2 * Exp(Square(y));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.ErfInv(x);
}

public static partial class Functions
{
    /// <summary>The x with erf x = y, for |y| &lt; 1.</summary>
    public static Expr ErfInv(Expr x) => new ErfInv(x);
}
