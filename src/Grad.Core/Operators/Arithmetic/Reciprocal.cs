using Grad.Numerics;

namespace Grad;

/// <summary>The reciprocal 1/x.</summary>
/// <param name="x">The operand.</param>
public sealed class Reciprocal(Expr x) : Unary<Reciprocal>(x), IUnary<Reciprocal>
{
    /// <inheritdoc/>
    public static string Name => "reciprocal";

    /// <inheritdoc/>
    public static Notation Notation => Notation.Postfix("⁻¹");

    /// <inheritdoc/>
    public static Facts Facts => Facts.Odd;

    /// <inheritdoc/>
    public static double KinkDistance(double x) => Math.Abs(x);

    /// <inheritdoc/>
    public static double Ulps => 1; // measured: 0.5 in double, 0.5 in float

    /// <inheritdoc/>
    public static double Scalar(double x) => 1 / x;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => -Square(y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.One / x;
}

public static partial class Functions
{
    /// <summary>The reciprocal 1/x.</summary>
    public static Expr Reciprocal(Expr x) => new Reciprocal(x);
}
