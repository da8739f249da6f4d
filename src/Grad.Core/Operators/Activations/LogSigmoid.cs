using Grad.Numerics;

namespace Grad;

/// <summary>ln σ(x) = −ln(1 + e⁻ˣ).</summary>
/// <param name="x">The operand.</param>
public sealed class LogSigmoid(Expr x) : Unary<LogSigmoid>(x), IUnary<LogSigmoid>
{
    /// <inheritdoc/>
    public static string Name => "logsigmoid";

    /// <inheritdoc/>
    public static Facts Facts => Facts.Increasing | Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double Ulps => 1.5; // measured: 1.3 in double, 1.2 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => Lanes(new Lanes1<double>(x)).Value;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => Sigmoid(-x);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => LaneMath.LogSigmoid(x);
}

public static partial class Functions
{
    /// <summary>ln σ(x) = −ln(1 + e⁻ˣ).</summary>
    public static Expr LogSigmoid(Expr x) => new LogSigmoid(x);
}
