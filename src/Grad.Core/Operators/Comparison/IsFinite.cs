using Grad.Numerics;

namespace Grad;

/// <summary>Whether x is neither infinite nor NaN.</summary>
/// <param name="x">The operand.</param>
public sealed class IsFinite(Expr x) : Unary<IsFinite>(x), IUnary<IsFinite>
{
    /// <inheritdoc/>
    public static string Name => "isfinite";

    /// <inheritdoc/>
    public static Kind ResultKind => Kind.Boolean;

    /// <inheritdoc/>
    public static Facts Facts => Facts.Bounded;

    /// <inheritdoc/>
    public static double Ulps => 0;

    /// <inheritdoc/>
    public static double Scalar(double x) => double.IsFinite(x) ? 1 : 0;

    /// <inheritdoc/>
    public static Expr? Partial(Expr x, Expr y) => null;

    /// <inheritdoc/>
    public static V Lanes<V>(V x) where V : struct, ILanes<V> => V.IsFinite(x);
}

public static partial class Functions
{
    /// <summary>Whether x is neither infinite nor NaN.</summary>
    public static Expr IsFinite(Expr x) => new IsFinite(x);
}
