namespace Grad;

/// <summary>The products and sums of the chain rule, with the identities that cost nothing: 1·x, 0·x, x + 0.</summary>
internal static class Chain
{
    /// <summary>
    /// z·∂: a cotangent or tangent times a partial; <see langword="null"/> is zero. Where the partial may be infinite and
    /// the cotangent exactly zero, the product is strong.
    /// </summary>
    public static Expr? Times(Expr z, Expr? partial) => (z, partial) switch
    {
        (_, null or Literal { Value: 0 }) => null,
        (_, Literal { Value: 1 }) => z,
        (Literal { Value: 1 }, _) => partial,
        (_, Literal { Value: -1 }) => -z,
        (Literal { Value: not 0 }, _) => new Multiply(z, partial),
        _ when partial.IsKnownFinite => new Multiply(z, partial),
        _ => new StrongMultiply(z, partial, strongInBoth: false),
    };

    /// <summary>a + b, where <see langword="null"/> is zero.</summary>
    public static Expr? Sum(Expr? a, Expr? b) => a is null ? b : b is null ? a : new Add(a, b);
}
