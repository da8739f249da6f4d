using Grad.Numerics;

namespace Grad;

/// <summary>The sum x + y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Add(Expr x, Expr y) : Binary<Add>(x, y), IBinary<Add>
{
    /// <inheritdoc/>
    public static string Name => "add";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("+", Notation.Sum);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind is Kind.Real or Kind.Integer;

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x + y;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => One(x);

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => One(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x + y;
}
