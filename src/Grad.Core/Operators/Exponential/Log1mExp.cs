using Grad.Numerics;

namespace Grad;

/// <summary>ln(1 − eˣ), for x &lt; 0: the logarithm of what a probability eˣ leaves.</summary>
/// <param name="x">The operand.</param>
public sealed class Log1mExp(Expr x) : Unary<Log1mExp>(x), IUnary<Log1mExp>
{
    /// <inheritdoc/>
    public static string Name => "log1mexp";

    /// <inheritdoc/>
    public static Interval Domain => Interval.Open(double.NegativeInfinity, 0);

    /// <inheritdoc/>
    public static double Ulps => 2; // measured: 1.6 in double, 1.1 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Exp(x) / Expm1(x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.Log1mExp(x);
}

public static partial class Functions
{
    /// <summary>ln(1 − eˣ), for x &lt; 0: the logarithm of what a probability eˣ leaves.</summary>
    public static Expr Log1mExp(Expr x) => new Log1mExp(x);
}
