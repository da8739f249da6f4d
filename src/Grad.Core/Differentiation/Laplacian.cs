namespace Grad;

public static partial class Functions
{
    /// <summary>Δy = Σᵢ ∂²y/∂xᵢ², of y's shape: two forward passes along each unit array, without the mixed derivatives.</summary>
    /// <param name="y">An expression of any shape.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <exception cref="ArgumentException">One is not real, or an operator has no rule for batches.</exception>
    public static Expr Laplacian(Expr y, Expr x)
    {
        RequireReal(nameof(Laplacian), x);
        RequireReal(nameof(Laplacian), y);
        return Sum(Basis.Along(x, e => [Jvp(Jvp(y, (x, e)), (x, e))])[0], 0);
    }

    /// <summary>div y = Σᵢ ∂yᵢ/∂xᵢ of a field y of x's shape, a scalar.</summary>
    /// <param name="y">The field.</param>
    /// <param name="x">The place: a variable, or any expression that y is computed from.</param>
    /// <exception cref="ArgumentException">The shapes differ, one is not real, or an operator has no rule for batches.</exception>
    public static Expr Divergence(Expr y, Expr x)
    {
        RequireReal(nameof(Divergence), x);
        RequireReal(nameof(Divergence), y);
        if (y.Shape != x.Shape) throw Errors.NotAField(y, x);
        var size = x.Shape.Size;
        return Trace(Reshape(Basis.Along(x, e => [Jvp(y, (x, e))])[0], [size, size]));
    }
}
