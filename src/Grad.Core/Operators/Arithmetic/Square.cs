using Grad.Numerics;

namespace Grad;

/// <summary>The square x².</summary>
/// <param name="x">The operand.</param>
public sealed class Square(Expr x) : Unary<Square>(x), IUnary<Square>
{
    /// <inheritdoc/>
    public static string Name => "square";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Postfix("²");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Even | Facts.PreservesZero | Facts.NonNegative | Facts.Multiplies;

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => x * x;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => 2 * x;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => x * x;
}

public static partial class Functions
{
    /// <summary>The square x².</summary>
    public static Expr Square(Expr x) => new Square(x);
}
