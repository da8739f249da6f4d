namespace Grad;

/// <summary>The largest element along some axes; at a tie the derivative is shared evenly.</summary>
public sealed class Max : FoldReduction
{
    internal Max(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "max";

    internal override Expr Batched(Examples x) => new Max(x[0], Axes.Later);

    /// <inheritdoc/>
    public override Fold Fold => Fold.Max;

    internal override Expr Weights => Extremum.Weights(Operand, Spread(this), Axes);
}

/// <summary>The smallest element along some axes; at a tie the derivative is shared evenly.</summary>
public sealed class Min : FoldReduction
{
    internal Min(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "min";

    internal override Expr Batched(Examples x) => new Min(x[0], Axes.Later);

    /// <inheritdoc/>
    public override Fold Fold => Fold.Min;

    internal override Expr Weights => Extremum.Weights(Operand, Spread(this), Axes);
}

internal static class Extremum
{
    /// <summary>[xᵢ = y] / Σ[xⱼ = y].</summary>
    public static Expr Weights(Expr x, Expr extremum, Axes axes)
    {
        var chosen = Where(new Equal(x, extremum), One(x), new Literal(0, x.Shape));
        var count = Sum(chosen, axes);
        return chosen / (axes.Count == 0 ? count : new Broadcast(count, x.Shape, axes));
    }
}

public static partial class Functions
{
    /// <summary>The largest element over the axes given, or over all.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Max(Expr x, Axes? axes = null, bool keepDims = false) =>
        Reduce(nameof(Max), x, axes, keepDims, static (e, a) => new Max(e, a));

    /// <summary>The smallest element over the axes given, or over all.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Min(Expr x, Axes? axes = null, bool keepDims = false) =>
        Reduce(nameof(Min), x, axes, keepDims, static (e, a) => new Min(e, a));
}
