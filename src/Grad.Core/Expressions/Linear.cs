namespace Grad;

/// <summary>An operator that is linear in its one operand and moves elements without changing them; it states its transpose.</summary>
public abstract class Linear : Expr
{
    private protected Linear(Expr x, Shape shape) : base(x.Kind, shape, x) { }

    /// <summary>The operand.</summary>
    public Expr Operand => Operands[0];

    /// <summary>Lᵀȳ, of the operand's shape.</summary>
    internal abstract Expr Transpose(Expr cotangent);

    /// <summary>L applied to another expression of the operand's shape.</summary>
    internal Expr Apply(Expr x) => x is Literal literal ? literal.WithShape(Shape) : With([x]);

    internal sealed override int Growth => Operand.Degree;

    internal sealed override Expr? PushForward(ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Apply(tangent) : null;

    internal sealed override Expr? PullBack(Expr cotangent, int operand) => Transpose(cotangent);
}
