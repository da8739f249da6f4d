namespace Grad;

/// <summary>How the elements along some axes become one.</summary>
public enum Fold
{
    /// <summary>Their sum; 0 for none.</summary>
    Sum,

    /// <summary>The largest; −∞ for none.</summary>
    Max,

    /// <summary>The smallest; ∞ for none.</summary>
    Min,

    /// <summary>Their product; 1 for none.</summary>
    Product,
}

/// <summary>
/// An operator that folds some axes away. It states its weights ∂y/∂xᵢ, of the operand's shape; jvp is their weighted sum
/// of tangents, vjp their product with the cotangent.
/// </summary>
public abstract class Reduction : Expr
{
    private protected Reduction(Expr x, Axes axes) : base(x.Kind, x.Shape.Without(axes), x) => Axes = axes.Sorted();

    /// <summary>The operand.</summary>
    public Expr Operand => Operands[0];

    /// <summary>The axes that are folded away.</summary>
    public Axes Axes { get; }

    internal override object Attributes => Axes;

    internal override int Growth => Operand.Degree;

    /// <summary>∂y/∂xᵢ for each element; <see langword="null"/> is 1 everywhere.</summary>
    internal abstract Expr? Weights { get; }

    internal override Expr? PushForward(ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Sum(Weighted(tangent), Axes) : null;

    internal override Expr? PullBack(Expr cotangent, int operand) => Weighted(Spread(cotangent));

    /// <summary>An expression of the result's shape repeated along the folded axes.</summary>
    private protected Expr Spread(Expr x) => x is Literal literal
        ? literal.WithShape(Operand.Shape)
        : Axes.Count == 0 ? x : new Broadcast(x, Operand.Shape, Axes);

    private Expr Weighted(Expr x) => Weights is { } weights ? Chain.Times(x, weights)! : x;
}

/// <summary>What is known of folds.</summary>
internal static class Folds
{
    /// <summary>What a fold of no elements is.</summary>
    public static double Identity(this Fold fold) => fold switch
    {
        Fold.Sum => 0,
        Fold.Product => 1,
        Fold.Max => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    };
}

/// <summary>A reduction that a loop computes element by element.</summary>
public abstract class FoldReduction : Reduction
{
    private protected FoldReduction(Expr x, Axes axes) : base(x, axes) { }

    /// <summary>How the elements are folded.</summary>
    public abstract Fold Fold { get; }
}
