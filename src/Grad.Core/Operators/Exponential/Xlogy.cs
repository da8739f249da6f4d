using Grad.Numerics;

namespace Grad;

/// <summary>x·ln y, for y &gt; 0; 0 at x = 0 whatever y is.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Xlogy(Expr x, Expr y) : Binary<Xlogy>(x, y), IBinary<Xlogy>
{
    /// <inheritdoc/>
    public static string Name => "xlogy";

    /// <inheritdoc/>
    public static Interval DomainRight => Interval.Positive;

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.4 in double, 1.3 in float

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) =>
        Where(Equal(x, 0) & (y <= 0), new Literal(0, x.Shape), Log(y));

    /// <inheritdoc/>
    public static Expr? PartialRight(Expr x, Expr y, Expr z) =>
        Where(Equal(x, 0) & Equal(y, 0), new Literal(0, x.Shape), x / y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> =>
        V.Select(V.Equal(x, V.Zero) & ~V.IsNaN(y), V.Zero, x * LaneMath.Log(y));
}

public static partial class Functions
{
    /// <summary>x·ln y, for y &gt; 0; 0 at x = 0 whatever y is.</summary>
    public static Expr Xlogy(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Xlogy), x, y, static (a, b) => new Xlogy(a, b));
}
