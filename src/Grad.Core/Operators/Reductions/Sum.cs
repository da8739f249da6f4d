namespace Grad;

/// <summary>Σ over some axes, summed in fixed blocks. Linear; its transpose is <see cref="Broadcast"/>.</summary>
public sealed class Sum : Reduction
{
    internal Sum(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "sum";

    /// <inheritdoc/>
    public override Fold Fold => Fold.Sum;

    internal override Expr? Weights => null;
}

/// <summary>The largest element along some axes; at a tie the derivative is shared evenly.</summary>
public sealed class Max : Reduction
{
    internal Max(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "max";

    /// <inheritdoc/>
    public override Fold Fold => Fold.Max;

    internal override Expr Weights => Extremum.Weights(Operand, Spread(this), Axes);
}

/// <summary>The smallest element along some axes; at a tie the derivative is shared evenly.</summary>
public sealed class Min : Reduction
{
    internal Min(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "min";

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
    /// <summary>Σ over the axes given, or over all.</summary>
    /// <param name="x">What is summed.</param>
    /// <param name="axes">The axes to sum over; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Sum(Expr x, Axes? axes = null, bool keepDims = false) =>
        Reduce(nameof(Sum), x, axes, keepDims, static (e, a) => new Sum(e, a));

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

    /// <summary>The mean, Σ x / n, over the axes given, or over all.</summary>
    /// <param name="x">What is averaged.</param>
    /// <param name="axes">The axes to average over; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Mean(Expr x, Axes? axes = null, bool keepDims = false)
    {
        var resolved = axes?.Resolve(nameof(Mean), x.Shape) ?? Axes.All(x.Rank);
        var count = Shape.Of([.. resolved.Select(a => x.Shape[a])]).Size;
        return Sum(x, resolved, keepDims) / Size(count);
    }

    /// <summary>The size of an axis as a number: a literal, or a leaf that gets its value when data is bound.</summary>
    public static Expr Size(Dimension dimension) =>
        dimension.FixedValue is { } size ? new Literal(size) : new SizeOf(dimension);

    private static Expr Reduce(string operation, Expr x, Axes? axes, bool keepDims, Func<Expr, Axes, Expr> build)
    {
        if (x.Kind is not (Kind.Real or Kind.Integer)) throw Errors.WrongKind(operation, x, Kind.Real);
        var resolved = axes?.Resolve(operation, x.Shape) ?? Axes.All(x.Rank);
        var folded = resolved.Count == 0 ? x : build(x, resolved);
        return keepDims ? Reshape(folded, x.Shape.Keeping(resolved)) : folded;
    }
}
