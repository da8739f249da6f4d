using Grad.Numerics;

namespace Grad;

/// <summary>The arc tangent in [−π/2, π/2].</summary>
/// <param name="x">The operand.</param>
public sealed class Atan(Expr x) : Unary<Atan>(x), IUnary<Atan>
{
    /// <inheritdoc/>
    public static string Name => "atan";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero | Facts.Bounded;

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 0.9 in double, 1.2 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Atan(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Reciprocal(1 + Square(x));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Atan(x);
}

public static partial class Functions
{
    /// <summary>The arc tangent in [−π/2, π/2].</summary>
    public static Expr Atan(Expr x) => new Atan(x);
}
