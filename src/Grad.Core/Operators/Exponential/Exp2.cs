using Grad.Numerics;

namespace Grad;

/// <summary>The power 2ˣ.</summary>
/// <param name="x">The operand.</param>
public sealed class Exp2(Expr x) : Unary<Exp2>(x), IUnary<Exp2>
{
    /// <inheritdoc/>
    public static string Name => "exp2";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.Positive;

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.7 in double, 0.8 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Pow(2, x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Math.Log(2) * y;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Exp2(x);
}

public static partial class Functions
{
    /// <summary>The power 2ˣ.</summary>
    public static Expr Exp2(Expr x) => new Exp2(x);
}
