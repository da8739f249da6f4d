using Grad.Numerics;

namespace Grad;

/// <summary>Whether x = y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Equal(Expr x, Expr y) : Binary<Equal>(x, y), IBinary<Equal>
{
    /// <inheritdoc/>
    public static string Name => "equal";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Infix("=", Notation.Comparison);

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
    public static double Scalar(double x, double y) => x == y ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => V.Equal(x, y);
}

public static partial class Functions
{
    /// <summary>Whether x = y.</summary>
    public static Expr Equal(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Equal), x, y, static (a, b) => new Equal(a, b));
}
