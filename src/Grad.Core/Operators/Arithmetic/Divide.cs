using Grad.Numerics;

namespace Grad;

/// <summary>The quotient x / y; its partial in y reuses the quotient: −(x/y)/y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Divide(Expr x, Expr y) : Binary<Divide>(x, y), IBinary<Divide>
{
    /// <inheritdoc/>
    public static string Name => "divide";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("/", Notation.Product);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x / y;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => 1 / y;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => -(z / y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => x / y;
}
