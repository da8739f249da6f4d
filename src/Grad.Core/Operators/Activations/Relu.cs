using Grad.Numerics;

namespace Grad;

/// <summary>The rectifier max(x, 0); its derivative at 0 is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Relu(Expr x) : Unary<Relu>(x), IUnary<Relu>
{
    /// <inheritdoc/>
    public static string Name => "relu";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Idempotent | Facts.Increasing | Facts.PreservesZero | Facts.NonNegative | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Max(x, 0);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Where(x > 0, One(x), new Literal(0, x.Shape));

    /// <inheritdoc/>
    // The processor's maximum keeps NaN and −0, which the sum makes 0: two instructions, where Maximum takes five.
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.GreaterOrSecond(V.Zero, x) + V.Zero;
}

public static partial class Functions
{
    /// <summary>The rectifier max(x, 0); its derivative at 0 is 0.</summary>
    public static Expr Relu(Expr x) => new Relu(x);
}
