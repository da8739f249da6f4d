using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>y and ∂y/∂x, which share their nodes: compiled together, y is computed once.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <exception cref="ArgumentException">y is not a scalar, or one of them is not real.</exception>
    public static (Expr Value, Expr Gradient) ValueAndGradient(Expr y, Expr x) => (y, Gradient(y, x));

    /// <summary>y and ∂y/∂x for several x in one reverse pass.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <exception cref="ArgumentException">y is not a scalar, or one of them is not real.</exception>
    public static (Expr Value, ImmutableArray<Expr> Gradients) ValueAndGradients(Expr y, params ReadOnlySpan<Expr> x) =>
        (y, Gradients(y, x));
}
