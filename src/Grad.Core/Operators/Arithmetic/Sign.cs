using Grad.Numerics;

namespace Grad;

/// <summary>The sign of x: −1, 0 or 1.</summary>
/// <param name="x">The operand.</param>
public sealed class Sign(Expr x) : Unary<Sign>(x), IUnary<Sign>
{
    /// <inheritdoc/>
    public static string Name => "sign";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Idempotent | Facts.Odd | Facts.PreservesZero | Facts.Increasing | Facts.Bounded;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null; // constant on each side of 0

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Select(V.Equal(x, V.Zero) | V.IsNaN(x), x, V.CopySign(V.One, x));
}

public static partial class Functions
{
    /// <summary>The sign of x: −1, 0 or 1.</summary>
    public static Expr Sign(Expr x) => new Sign(x);
}
