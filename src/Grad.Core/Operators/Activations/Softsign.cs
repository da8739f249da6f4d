using Grad.Numerics;

namespace Grad;

/// <summary>x / (1 + |x|).</summary>
/// <param name="x">The operand.</param>
public sealed class Softsign(Expr x) : Unary<Softsign>(x), IUnary<Softsign>
{
    /// <inheritdoc/>
    public static string Name => "softsign";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd | Facts.Increasing | Facts.PreservesZero | Facts.Bounded;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.5 in double, 1.5 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x));

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Square(Reciprocal(1 + Abs(x)));

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> =>
        V.Select(V.Equal(V.Abs(x), V.Constant(double.PositiveInfinity)), V.CopySign(V.One, x), x / (V.One + V.Abs(x)));
}

public static partial class Functions
{
    /// <summary>x / (1 + |x|).</summary>
    public static Expr Softsign(Expr x) => new Softsign(x);
}
