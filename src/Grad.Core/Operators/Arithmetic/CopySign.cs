using Grad.Numerics;

namespace Grad;

/// <summary>|x| with the sign of y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class CopySign(Expr x, Expr y) : Binary<CopySign>(x, y), IBinary<CopySign>
{
    /// <inheritdoc/>
    public static string Name => "copysign";

    /// <inheritdoc/>
    public static Facts Facts => Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Math.Min(Math.Abs(x), Math.Abs(y));

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => double.IsNaN(y) ? y : Math.CopySign(x, y);

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => Sign(x) * CopySign(1, y);

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => V.Select(V.IsNaN(y), y, V.CopySign(x, y));
}

public static partial class Functions
{
    /// <summary>|x| with the sign of y.</summary>
    public static Expr CopySign(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(CopySign), x, y, static (a, b) => new CopySign(a, b));
}
