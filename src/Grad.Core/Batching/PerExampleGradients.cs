using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// The gradient of each example's loss, not of their sum: for each parameter w an array of shape [n, w…]. Their sum along
    /// the first axis is the gradient of the sum.
    /// </summary>
    /// <param name="loss">The loss of one example, a scalar.</param>
    /// <param name="examples">What differs between the examples, and the same for all of them, with n in front.</param>
    /// <param name="parameters">What is differentiated by; shared by the examples.</param>
    /// <exception cref="ArgumentException">
    /// The loss is not a real scalar, a shape does not fit, or an operator has no rule for batches.
    /// </exception>
    public static ImmutableArray<Expr> PerExampleGradients(
        Expr loss, ReadOnlySpan<(Expr X, Expr Batch)> examples, params ReadOnlySpan<Expr> parameters) =>
        Batch(Gradients(loss, parameters).AsSpan(), examples);
}
