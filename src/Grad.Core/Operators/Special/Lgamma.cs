using Grad.Numerics;

namespace Grad;

/// <summary>ln |Γ(x)|; ∞ at 0, −1, −2, …</summary>
/// <param name="x">The operand.</param>
public sealed class Lgamma(Expr x) : Unary<Lgamma>(x), IUnary<Lgamma>
{
    /// <inheritdoc/>
    public static string Name => "lgamma";

    /// <inheritdoc/>
    public static double KinkDistance(double x) => PoleDistance(x);

    /// <inheritdoc/>
    public static double Ulps => 3; // measured: 2.5 in double, 2.6 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Digamma(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Lgamma(x);

    /// <summary>How far x is from the nearest of 0, −1, −2, …</summary>
    internal static double PoleDistance(double x) => x > 0 ? x : Math.Abs(x - Math.Round(x));
}

public static partial class Functions
{
    /// <summary>ln |Γ(x)|; ∞ at 0, −1, −2, …</summary>
    /// <remarks>Near a zero at negative x the absolute error, not the relative one, is a few ulps of 1.</remarks>
    public static Expr Lgamma(Expr x) => new Lgamma(x);
}
