using Grad.Numerics;

namespace Grad;

/// <summary>The inverse hyperbolic tangent, for |x| &lt; 1.</summary>
/// <param name="x">The operand.</param>
public sealed class Atanh(Expr x) : Unary<Atanh>(x), IUnary<Atanh>
{
    /// <inheritdoc/>
    public static string Name => "atanh";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Open(-1, 1);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 1.0 in double, 1.1 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Atanh(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Reciprocal(new OneMinusSquare(x));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Atanh(x);
}

public static partial class Functions
{
    /// <summary>The inverse hyperbolic tangent, for |x| &lt; 1.</summary>
    public static Expr Atanh(Expr x) => new Atanh(x);
}
