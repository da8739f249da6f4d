namespace Grad;

/// <summary>
/// Π over some axes. ∂y/∂xᵢ is the product of the others, made of the products before and behind it: exact where elements
/// are zero.
/// </summary>
public sealed class Prod : FoldReduction
{
    internal Prod(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "prod";

    internal override Expr Batched(Examples x) => new Prod(x[0], Axes.Later);

    /// <inheritdoc/>
    public override Fold Fold => Fold.Product;

    internal override int Growth => Grad.Growth.Unbounded;

    internal override Expr Weights
    {
        get
        {
            // The folded axes become one row.
            var kept = Axes.Complement(Operand.Rank);
            var order = Axes.Of([.. kept, .. Axes]);
            var moved = Permute(Operand, order);
            var row = Flatten(moved, kept.Count, -1);
            var others = Others(row, reverse: false) * Others(row, reverse: true);
            return Permute(Reshape(others, moved.Shape), order.Inverse);
        }
    }

    /// <summary>For each place of the last axis the product of those before it, or behind it.</summary>
    private static Expr Others(Expr row, bool reverse) =>
        Recurrence.Before(CumProd(row, -1, reverse), row.Rank - 1, reverse, filling: 1);
}

public static partial class Functions
{
    /// <summary>Π over the axes given, or over all; derivatives are exact where elements are zero.</summary>
    /// <param name="x">What is multiplied.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Prod(Expr x, Axes? axes = null, bool keepDims = false) =>
        Reduce(nameof(Prod), x, axes, keepDims, static (e, a) => new Prod(e, a));
}
