using Grad.Numerics;

namespace Grad;

/// <summary>The negative −x.</summary>
/// <param name="x">The operand.</param>
public sealed class Negate(Expr x) : Unary<Negate>(x), IUnary<Negate>
{
    /// <inheritdoc/>
    public static string Name => "negate";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Prefix("−");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Involution | Facts.Odd | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => -x;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => new Literal(-1, x.Shape);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => -x;
}
