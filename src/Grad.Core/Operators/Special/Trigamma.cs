using Grad.Numerics;

namespace Grad;

/// <summary>ψ′(x), the derivative of ψ; ∞ at 0, −1, −2, …</summary>
/// <param name="x">The operand.</param>
public sealed class Trigamma(Expr x) : Unary<Trigamma>(x), IUnary<Trigamma>
{
    /// <inheritdoc/>
    public static string Name => "trigamma";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Positive;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Lgamma.PoleDistance(x);

    /// <inheritdoc/>
    public static double Ulps => 4; // measured: 3.1 in double, 3.3 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Polygamma(2, x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Trigamma(x);
}

public static partial class Functions
{
    /// <summary>ψ′(x), the derivative of ψ; ∞ at 0, −1, −2, …</summary>
    public static Expr Trigamma(Expr x) => new Trigamma(x);
}
