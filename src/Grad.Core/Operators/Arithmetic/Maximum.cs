using Grad.Numerics;

namespace Grad;

/// <summary>The larger of x and y. At a tie the derivative is shared, ½ each; a literal gets none.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Maximum(Expr x, Expr y) : Binary<Maximum>(x, y), IBinary<Maximum>
{
    /// <inheritdoc/>
    public static string Name => "max";

    /// <inheritdoc/>
    public static bool Takes(Kind kind) => kind is Kind.Real or Kind.Integer;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Math.Abs(x - y);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Commutative | Facts.Idempotent | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => Math.Max(x, y);

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => Ties.Share(y < x, x < y, y);

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => Ties.Share(x < y, y < x, x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => V.Maximum(x, y);
}

public static partial class Functions
{
    /// <summary>The larger of x and y. At a tie the derivative is shared, ½ each; a literal gets none.</summary>
    public static Expr Maximum(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Maximum), x, y, static (a, b) => new Maximum(a, b));
}
