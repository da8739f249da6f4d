namespace Grad;

/// <summary>
/// ln Σ eˣ over some axes, shifted by the largest element, so that nothing overflows. Its weights are the softmax. All
/// −∞ gives −∞ with derivative 0.
/// </summary>
public sealed class LogSumExp : Reduction
{
    internal LogSumExp(Expr x, Axes axes) : base(x, axes) { }

    /// <inheritdoc/>
    public override string Operator => "logsumexp";

    internal override Expr Batched(Examples x) => new LogSumExp(x[0], Axes.Later);

    internal override Expr Weights =>
        Where(Equal(Spread(this), double.NegativeInfinity), new Literal(0, Operand.Shape), new Softmax(Operand, Axes));

    internal override Expr Expansion
    {
        get
        {
            var shift = Shift(Operand, Axes);
            return shift + Log(Sum(Exp(Operand - Spread(shift)), Axes));
        }
    }

    /// <summary>The largest element, or 0 where that is infinite.</summary>
    internal static Expr Shift(Expr x, Axes axes)
    {
        var largest = Max(x, axes);
        return Where(Abs(largest) < double.PositiveInfinity, largest, new Literal(0, largest.Shape));
    }
}

public static partial class Functions
{
    /// <summary>ln Σ eˣ over the axes given, or over all, without overflow.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr LogSumExp(Expr x, Axes? axes = null, bool keepDims = false)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(nameof(LogSumExp), x, Kind.Real);
        return Reduce(nameof(LogSumExp), x, axes, keepDims, static (e, a) => new LogSumExp(e, a));
    }
}
