namespace Grad;

/// <summary>From which side a Jacobian is computed.</summary>
public enum JacobianMode
{
    /// <summary>Forward where x has fewer elements than y; reverse otherwise, and where that is not known.</summary>
    ByShape,

    /// <summary>A forward pass for each element of x, all in one.</summary>
    Forward,

    /// <summary>A reverse pass for each element of y, all in one.</summary>
    Reverse,
}

public static partial class Functions
{
    /// <summary>
    /// All derivatives ∂yᵢ/∂xⱼ, of shape [y…, x…]: one pass, batched over the elements of x or of y. Its number of elements
    /// is the product of both; <see cref="Jvp"/> and <see cref="Vjp"/> multiply with it without forming it.
    /// </summary>
    /// <param name="y">The expression that is differentiated, of any shape.</param>
    /// <param name="x">A variable, or any expression that y is computed from, of any shape.</param>
    /// <param name="mode">From which side; the value is the same.</param>
    /// <exception cref="ArgumentException">
    /// One is not real, the Jacobian has more elements than an array can have, or an operator has no rule for batches.
    /// </exception>
    public static Expr Jacobian(Expr y, Expr x, JacobianMode mode = JacobianMode.ByShape)
    {
        RequireReal(nameof(Jacobian), y);
        RequireReal(nameof(Jacobian), x);
        if (!FitsAnArray(y.Shape.Size * x.Shape.Size)) throw Errors.JacobianTooLarge(y, x);
        bool forward = mode == JacobianMode.Forward || (mode == JacobianMode.ByShape && IsSmaller(x.Shape.Size, y.Shape.Size));
        return (forward ? Basis.Forward([y], x) : Basis.Reverse(y, [x]))[0];
    }

    private static bool IsSmaller(Dimension a, Dimension b) =>
        a.IsFixed ? !b.IsFixed || a.FixedValue < b.FixedValue : (b - a).FixedValue > 0;

    private static bool FitsAnArray(Dimension size) => size.FixedValue is not > int.MaxValue;
}
