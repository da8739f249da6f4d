using Grad.Numerics;

namespace Grad;

/// <summary>The hyperbolic cosine.</summary>
/// <param name="x">The operand.</param>
public sealed class Cosh(Expr x) : Unary<Cosh>(x), IUnary<Cosh>
{
    /// <inheritdoc/>
    public static string Name => "cosh";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Even | Facts.Positive;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.6 in double, 1.6 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Cosh(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Sinh(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Cosh(x);
}

public static partial class Functions
{
    /// <summary>The hyperbolic cosine.</summary>
    public static Expr Cosh(Expr x) => new Cosh(x);
}
