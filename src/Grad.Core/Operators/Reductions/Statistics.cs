namespace Grad;

public static partial class Functions
{
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

    /// <summary>The variance, Σ (x − mean)² / (n − correction), in two passes, which do not cancel.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="correction">1 for the unbiased estimate, 0 for the mean square.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr Variance(Expr x, Axes? axes = null, double correction = 1, bool keepDims = false)
    {
        var (resolved, freedom) = Freedom(nameof(Variance), x, axes, correction);
        return Sum(Square(Centred(x, resolved)), resolved, keepDims) / freedom;
    }

    /// <summary>The square root of the variance; its derivative at zero variance is 0.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axes">The axes to fold; all of them when absent.</param>
    /// <param name="correction">1 for the unbiased estimate, 0 for the mean square.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    public static Expr StandardDeviation(Expr x, Axes? axes = null, double correction = 1, bool keepDims = false)
    {
        var (resolved, freedom) = Freedom(nameof(StandardDeviation), x, axes, correction);
        return Norm(Centred(x, resolved), resolved, keepDims: keepDims) / Sqrt(freedom);
    }

    private static Expr Centred(Expr x, Axes axes) => x - Mean(x, axes, keepDims: true);

    private static (Axes Axes, Expr Freedom) Freedom(string operation, Expr x, Axes? axes, double correction)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(operation, x, Kind.Real);
        var resolved = axes?.Resolve(operation, x.Shape) ?? Axes.All(x.Rank);
        return (resolved, Size(Shape.Of([.. resolved.Select(a => x.Shape[a])]).Size) - correction);
    }
}
