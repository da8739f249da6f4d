using Grad.Numerics;

namespace Grad;

/// <summary>The cube root ∛x, of negative numbers too; its derivative at 0 is ∞.</summary>
/// <param name="x">The operand.</param>
public sealed class Cbrt(Expr x) : Unary<Cbrt>(x), IUnary<Cbrt>
{
    /// <inheritdoc/>
    public static string Name => "cbrt";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.5 in double, 0.5 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Reciprocal(3 * Square(y));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Cbrt(x);
}

public static partial class Functions
{
    /// <summary>The cube root ∛x, of negative numbers too; its derivative at 0 is ∞.</summary>
    public static Expr Cbrt(Expr x) => new Cbrt(x);
}
