namespace Grad;

/// <summary>The axes in another order: axis i of the result is axis <c>Axes[i]</c> of the operand.</summary>
public sealed class Permute : Linear
{
    internal Permute(Expr x, Axes axes) : base(x, Shape.Of([.. axes.Select(a => x.Shape[a])])) => Axes = axes;

    /// <summary>For each axis of the result, the axis of the operand.</summary>
    public Axes Axes { get; }

    /// <inheritdoc/>
    public override string Operator => "permute";

    internal override Expr Batched(Examples x) => new Permute(x[0], Axes.Of([0, .. Axes.Later]));

    internal override object Attributes => Axes;

    /// <summary>Whether only the last two axes change places.</summary>
    internal bool IsTranspose => Rank >= 2 && Axes[Rank - 1] == Rank - 2 && Axes[Rank - 2] == Rank - 1
        && Axes.Take(Rank - 2).Select((a, i) => a == i).All(same => same);

    internal override Expr Transpose(Expr cotangent) => Permute(cotangent, Axes.Inverse);
}

public static partial class Functions
{
    /// <summary>The axes in another order: axis i of the result is axis <c>axes[i]</c> of the operand.</summary>
    /// <exception cref="ArgumentException">The axes do not name each axis once.</exception>
    public static Expr Permute(Expr x, Axes axes)
    {
        var resolved = axes.Resolve(nameof(Permute), x.Shape);
        if (resolved.Count != x.Rank) throw Errors.PermuteAxes(x, axes);
        return resolved == Axes.All(x.Rank) ? x
            : x is Literal literal ? literal.WithShape(Shape.Of([.. resolved.Select(a => x.Shape[a])]))
            : new Permute(x, resolved);
    }

    /// <summary>xᵀ: the last two axes change places.</summary>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public static Expr Transpose(Expr x) => x.Rank < 2
        ? throw Errors.AxisOutOfRange(nameof(Transpose), -2, x.Shape)
        : Permute(x, Axes.Of([.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]));
}
