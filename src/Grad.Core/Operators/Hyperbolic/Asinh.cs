using Grad.Numerics;

namespace Grad;

/// <summary>The inverse hyperbolic sine.</summary>
/// <param name="x">The operand.</param>
public sealed class Asinh(Expr x) : Unary<Asinh>(x), IUnary<Asinh>
{
    /// <inheritdoc/>
    public static string Name => "asinh";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 1.0 in double, 1.0 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Asinh(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Reciprocal(Hypot(x, 1));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Asinh(x);
}

public static partial class Functions
{
    /// <summary>The inverse hyperbolic sine.</summary>
    public static Expr Asinh(Expr x) => new Asinh(x);
}
