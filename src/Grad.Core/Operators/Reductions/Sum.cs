namespace Grad;

/// <summary>Σ over some axes, summed in fixed blocks. Linear; its transpose is <see cref="Broadcast"/>.</summary>
public sealed class Sum : FoldReduction
{
    internal Sum(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "sum";

    internal override Expr Batched(Examples x) => new Sum(x[0], Axes.Later);

    /// <inheritdoc/>
    public override Fold Fold => Fold.Sum;

    internal override Expr? Weights => null;
}

public static partial class Functions
{
    /// <summary>Σ over the axes given, or over all.</summary>
    /// <param name="x">What is summed.</param>
    /// <param name="axes">The axes to sum over; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Sum(Expr x, Axes? axes = null, bool keepDims = false) =>
        Reduce(nameof(Sum), x, axes, keepDims, static (e, a) => new Sum(e, a));

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
