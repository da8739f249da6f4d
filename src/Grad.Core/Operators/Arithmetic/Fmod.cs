using Grad.Numerics;

namespace Grad;

/// <summary>The remainder x − y·trunc(x/y), exact, with the sign of x.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Fmod(Expr x, Expr y) : Binary<Fmod>(x, y), IBinary<Fmod>
{
    /// <inheritdoc/>
    public static string Name => "fmod";

    /// <inheritdoc/>
    public static Facts Facts => Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Remainder.Jump(x, y);

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => x % y;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => One(x);

    /// <inheritdoc/>
    // The whole number of times that y was taken off
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => -Round((x - z) / y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.Fmod(x, y);
}

public static partial class Functions
{
    /// <summary>The remainder x − y·trunc(x/y), exact, with the sign of x.</summary>
    public static Expr Fmod(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Fmod), x, y, static (a, b) => new Fmod(a, b));
}
