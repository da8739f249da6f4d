using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>H·v, the second derivatives of a scalar times a direction, at the cost of a few evaluations.</summary>
    /// <remarks>B. A. Pearlmutter: "Fast exact multiplication by the Hessian", Neural Computation 6 (1994).</remarks>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <param name="v">The direction, of x's shape.</param>
    /// <exception cref="ArgumentException">y is not a scalar, one is not real, or the direction has another shape.</exception>
    public static Expr HessianVectorProduct(Expr y, Expr x, Expr v) => HessianVectorProduct(y, (x, v))[0];

    /// <summary>H·v for several x together: for each xᵢ the sum Σⱼ ∂²y/∂xᵢ∂xⱼ · vⱼ.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="directions">For each x the direction v, of x's shape.</param>
    /// <exception cref="ArgumentException">y is not a scalar, one is not real, or a direction has another shape.</exception>
    public static ImmutableArray<Expr> HessianVectorProduct(Expr y, params ReadOnlySpan<(Expr X, Expr V)> directions)
    {
        var pairs = directions.ToArray();
        var gradients = Gradients(y, [.. pairs.Select(p => p.X)]);
        return Forward.Jvp(
            gradients.AsSpan(), [.. pairs.Select(p => (p.X, Fitting(nameof(HessianVectorProduct), p.X, p.V)))]);
    }

    /// <summary>JᵀJ·v with J = ∂r/∂x: the Hessian of ½ Σ r² without the second derivatives of r; never negative.</summary>
    /// <param name="r">The residuals, of any shape.</param>
    /// <param name="x">A variable, or any expression that r is computed from.</param>
    /// <param name="v">The direction, of x's shape.</param>
    /// <exception cref="ArgumentException">One is not real, or the direction has another shape.</exception>
    public static Expr GaussNewtonProduct(Expr r, Expr x, Expr v) => Vjp(r, Jvp(r, (x, v)), x)[0];

    /// <summary>
    /// Jᵀ·H·J·v with J = ∂y/∂x and H the Hessian of a loss by y: the loss's Hessian by x without the second derivatives of y.
    /// </summary>
    /// <remarks>N. N. Schraudolph: "Fast curvature matrix-vector products", Neural Computation 14 (2002).</remarks>
    /// <param name="loss">A scalar that is computed from y.</param>
    /// <param name="y">The outputs of a model, of any shape.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <param name="v">The direction, of x's shape.</param>
    /// <exception cref="ArgumentException">The loss is not a scalar, one is not real, or the direction has another shape.</exception>
    public static Expr GaussNewtonProduct(Expr loss, Expr y, Expr x, Expr v) =>
        Vjp(y, HessianVectorProduct(loss, y, Jvp(y, (x, v))), x)[0];
}
