using Grad.Numerics;

namespace Grad;

/// <summary>The product x · y, elementwise.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Multiply(Expr x, Expr y) : Binary<Multiply>(x, y), IBinary<Multiply>
{
    /// <inheritdoc/>
    public static string Name => "multiply";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("·", Notation.Product);

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.PreservesZero | Facts.Multiplies;

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind is Kind.Real or Kind.Integer;

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x * y;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => y;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => x;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x * y;
}
