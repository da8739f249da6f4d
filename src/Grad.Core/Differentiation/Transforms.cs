using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>∂y/∂x of a scalar y as an expression, by the reverse pass; it can be differentiated again.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <returns>An expression of x's shape; 0 when y does not depend on x.</returns>
    /// <exception cref="ArgumentException">y is not a scalar, or one of them is not real.</exception>
    public static Expr Gradient(Expr y, Expr x) => Gradients(y, x)[0];

    /// <summary>∂y/∂x for several x in one reverse pass; <c>var (dx, dy) = Gradients(z, x, y);</c>.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <exception cref="ArgumentException">y is not a scalar, or one of them is not real.</exception>
    public static ImmutableArray<Expr> Gradients(Expr y, params ReadOnlySpan<Expr> x)
    {
        if (!y.Shape.IsScalar) throw Errors.NotScalar("Gradient", y);
        RequireReal("Gradient", y);
        foreach (var variable in x) RequireReal("Gradient", variable);
        return Reverse.Vjp([y], [new Literal(1)], x);
    }

    /// <summary>x̄ = ȳ · ∂y/∂x, the vector-Jacobian product, by the reverse pass.</summary>
    /// <param name="y">The expression that is differentiated.</param>
    /// <param name="yBar">The cotangent, of y's shape.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <exception cref="ArgumentException">The cotangent has another shape, or something is not real.</exception>
    public static ImmutableArray<Expr> Vjp(Expr y, Expr yBar, params ReadOnlySpan<Expr> x)
    {
        foreach (var variable in x) RequireReal("Vjp", variable);
        RequireReal("Vjp", y);
        return Reverse.Vjp([y], [Fitting("Vjp", y, yBar)], x);
    }

    /// <summary>ẏ = Σ ∂y/∂x · ẋ, the Jacobian-vector product, by the forward pass.</summary>
    /// <param name="y">The expression that is differentiated.</param>
    /// <param name="directions">For each x the direction ẋ, of x's shape.</param>
    /// <exception cref="ArgumentException">A direction has another shape, or something is not real.</exception>
    public static Expr Jvp(Expr y, params ReadOnlySpan<(Expr X, Expr Tangent)> directions)
    {
        RequireReal("Jvp", y);
        var fitted = new (Expr, Expr)[directions.Length];
        for (int i = 0; i < fitted.Length; i++)
        {
            var (x, tangent) = directions[i];
            RequireReal("Jvp", x);
            fitted[i] = (x, Fitting("Jvp", x, tangent));
        }
        return Forward.Jvp([y], fitted)[0];
    }

    /// <summary>Takes two gradients apart.</summary>
    public static void Deconstruct(this ImmutableArray<Expr> gradients, out Expr a, out Expr b) =>
        (a, b) = gradients is [var x, var y] ? (x, y) : throw Errors.WrongCount(2, gradients.Length);

    /// <summary>Takes three gradients apart.</summary>
    public static void Deconstruct(this ImmutableArray<Expr> gradients, out Expr a, out Expr b, out Expr c) =>
        (a, b, c) = gradients is [var x, var y, var z] ? (x, y, z) : throw Errors.WrongCount(3, gradients.Length);

    /// <summary>Takes four gradients apart.</summary>
    public static void Deconstruct(
        this ImmutableArray<Expr> gradients, out Expr a, out Expr b, out Expr c, out Expr d) =>
        (a, b, c, d) = gradients is [var x, var y, var z, var w] ? (x, y, z, w)
            : throw Errors.WrongCount(4, gradients.Length);

    private static void RequireReal(string operation, Expr x)
    {
        if (x.Kind != Kind.Real) throw Errors.NotDifferentiable(operation, x);
    }

    private static Expr Fitting(string operation, Expr x, Expr direction) =>
        direction is Literal { Shape.IsScalar: true } literal ? literal.WithShape(x.Shape)
        : direction.Shape == x.Shape ? direction
        : throw Errors.TangentShape(operation, x, direction);
}
