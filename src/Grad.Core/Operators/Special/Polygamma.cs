using Grad.Numerics;

namespace Grad;

/// <summary>ψ⁽ⁿ⁾(x), the derivative of order n of ψ = (ln Γ)′, n ≥ 2; poles at 0, −1, −2, …</summary>
/// <param name="x">The operand.</param>
/// <param name="order">The order n, at least 2; 0 and 1 are Digamma and Trigamma.</param>
public sealed class Polygamma(Expr x, int order) : Ordered<Polygamma>(x, order), IOrdered<Polygamma>
{
    /// <inheritdoc/>
    public static string Name => "polygamma";

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Lgamma.PoleDistance(x);

    /// <inheritdoc/>
    public static double Ulps => 2.5; // measured to order 5: 2.0 in double, 1.7 in float

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y, int order) => Polygamma(order + 1, x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, int order) where V : struct, ILanes<V> => LaneMath.Polygamma(x, order);
}

public static partial class Functions
{
    /// <summary>ψ⁽ⁿ⁾(x), the derivative of order n of ψ(x) = Γ′(x)/Γ(x), n ≥ 0.</summary>
    /// <remarks>Near a zero at negative x the absolute error, not the relative one, is a few ulps of 1.</remarks>
    /// <exception cref="ArgumentException">n is negative.</exception>
    public static Expr Polygamma(int n, Expr x) => n switch
    {
        < 0 => throw Errors.NegativeOrder("Polygamma", n, x),
        0 => Digamma(x),
        1 => Trigamma(x),
        _ => new Polygamma(x, n),
    };
}
