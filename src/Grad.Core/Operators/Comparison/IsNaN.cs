using Grad.Numerics;

namespace Grad;

/// <summary>Whether x is not a number.</summary>
/// <param name="x">The operand.</param>
public sealed class IsNaN(Expr x) : Unary<IsNaN>(x), IUnary<IsNaN>
{
    /// <inheritdoc/>
    public static string Name => "isnan";

    /// <inheritdoc/>
    public static Kind ResultKind => Kind.Boolean;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Bounded;

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => double.IsNaN(x) ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.IsNaN(x);
}

public static partial class Functions
{
    /// <summary>Whether x is not a number.</summary>
    public static Expr IsNaN(Expr x) => new IsNaN(x);
}
