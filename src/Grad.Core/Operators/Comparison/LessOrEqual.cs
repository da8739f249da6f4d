using Grad.Numerics;

namespace Grad;

/// <summary>Whether x ≤ y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class LessOrEqual(Expr x, Expr y) : Binary<LessOrEqual>(x, y), IBinary<LessOrEqual>
{
    /// <inheritdoc/>
    public static string Name => "less or equal";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("≤", Notation.Comparison);

    /// <inheritdoc/>
    public static Kind ResultKind(Kind operands) => Kind.Boolean;

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind is Kind.Real or Kind.Integer;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Bounded;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Math.Abs(x - y);

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x <= y ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => V.LessThanOrEqual(x, y);
}
