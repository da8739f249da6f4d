using Grad.Numerics;

namespace Grad;

/// <summary>x without its fraction: rounded towards 0; its derivative is 0.</summary>
/// <param name="x">The operand.</param>
public sealed class Truncate(Expr x) : Unary<Truncate>(x), IUnary<Truncate>
{
    /// <inheritdoc/>
    public static string Name => "truncate";

    /// <inheritdoc/>
    public static Facts Facts =>
        Facts.Idempotent | Facts.Increasing | Facts.Odd | Facts.PreservesZero | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x - Math.Round(x));

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => Math.Truncate(x);

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.Truncate(x);
}

public static partial class Functions
{
    /// <summary>x without its fraction: rounded towards 0; its derivative is 0.</summary>
    public static Expr Truncate(Expr x) => new Truncate(x);
}
