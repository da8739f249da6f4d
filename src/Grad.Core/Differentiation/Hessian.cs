using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// All second derivatives ∂²y/∂xᵢ∂xⱼ of a scalar, of shape [x…, x…]: the gradient's forward pass along all unit arrays.
    /// </summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">A variable, or any expression that y is computed from.</param>
    /// <exception cref="ArgumentException">
    /// y is not a scalar, one is not real, or the Hessian has more elements than an array can have.
    /// </exception>
    public static Expr Hessian(Expr y, Expr x) => Hessians(y, x)[0][0];

    /// <summary>
    /// The blocks of the second derivatives by several x: <c>Hessians(y, x, z)[0][1]</c> is ∂²y/∂x∂z, of shape [x…, z…].
    /// </summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <exception cref="ArgumentException">
    /// y is not a scalar, one is not real, or a block has more elements than an array can have.
    /// </exception>
    public static ImmutableArray<ImmutableArray<Expr>> Hessians(Expr y, params ReadOnlySpan<Expr> x)
    {
        var gradients = Gradients(y, x);
        foreach (var row in x)
            foreach (var column in x)
                if (!FitsAnArray(row.Shape.Size * column.Shape.Size)) throw Errors.HessianTooLarge(y, row, column);
        var variables = x.ToArray();
        var columns = variables.Select(v => Basis.Forward(gradients.AsSpan(), v)).ToArray();
        return [.. variables.Select((_, i) => columns.Select(column => column[i]).ToImmutableArray())];
    }
}
