using Grad.Numerics;

namespace Grad;

/// <summary>The remainder x − y·⌊x/y⌋, with the sign of y.</summary>
/// <param name="x">The first operand.</param>
/// <param name="y">The second operand.</param>
public sealed class Remainder(Expr x, Expr y) : Binary<Remainder>(x, y), IBinary<Remainder>
{
    /// <inheritdoc/>
    public static string Name => "remainder";

    /// <inheritdoc/>
    public static Facts Facts => Facts.LinearGrowth;

    /// <inheritdoc/>
    public static double KinkDistance(double x, double y) => Jump(x, y);

    /// <inheritdoc/>
    public static double Ulps => 1;

    /// <inheritdoc/>
    public static double Scalar(double x, double y) => Lanes(new Lanes1<double>(x), new Lanes1<double>(y)).Value;

    /// <inheritdoc/>
    public static Expr? PartialLeft(Expr x, Expr y, Expr z) => One(x);

    /// <inheritdoc/>
    // The whole number of times that y was taken off
    public static Expr? PartialRight(Expr x, Expr y, Expr z) => -Round((x - z) / y);

    /// <inheritdoc/>
    public static V Lanes<V>(V x, V y) where V : struct, ILanes<V> => LaneMath.Remainder(x, y);

    /// <summary>How far (x, y) is, in either direction, from where x/y is a whole number.</summary>
    internal static double Jump(double x, double y)
    {
        double below = Math.Floor(x / y);
        return Math.Min(From(below), From(below + 1));

        double From(double multiple) => Math.Abs(x - multiple * y) / (1 + Math.Abs(multiple));
    }
}

public static partial class Functions
{
    /// <summary>The remainder x − y·⌊x/y⌋, with the sign of y.</summary>
    public static Expr Remainder(Expr x, Expr y) =>
        Broadcasting.Apply(nameof(Remainder), x, y, static (a, b) => new Remainder(a, b));
}
