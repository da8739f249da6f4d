using Grad.Numerics;

namespace Grad;

/// <summary>eˣ − 1, accurate near 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Expm1(Expr x) : Unary<Expm1>(x), IUnary<Expm1>
{
    /// <inheritdoc/>
    public static string Name => "expm1";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.PreservesZero;

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 0.8 in double, 1.1 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Exp(x); // y + 1 cancels below 0

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Expm1(x);
}

public static partial class Functions
{
    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static Expr Expm1(Expr x) => new Expm1(x);
}
