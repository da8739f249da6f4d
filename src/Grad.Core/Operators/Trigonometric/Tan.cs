using Grad.Numerics;

namespace Grad;

/// <summary>The tangent, x in radians.</summary>
/// <param name="x">The operand.</param>
public sealed class Tan(Expr x) : Unary<Tan>(x), IUnary<Tan>
{
    /// <inheritdoc/>
    public static string Name => "tan";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(Math.IEEERemainder(x - Math.PI / 2, Math.PI));

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 0.9 in double, 0.9 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Tan(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 1 + Square(y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Tan(x);
}

public static partial class Functions
{
    /// <summary>The tangent, x in radians.</summary>
    public static Expr Tan(Expr x) => new Tan(x);
}
