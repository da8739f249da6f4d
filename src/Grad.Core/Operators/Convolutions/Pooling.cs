namespace Grad;

public static partial class Functions
{
    /// <summary>The largest element of each window, channel by channel; padding counts as −∞.</summary>
    /// <param name="x">[n, channels, width] or [n, channels, height, width].</param>
    /// <param name="window">The window's size.</param>
    /// <param name="stride">The distance from one window to the next; the window's size when absent.</param>
    /// <param name="padding">How many places are added on either side; none when absent.</param>
    /// <exception cref="ArgumentException">The shape or the settings do not fit.</exception>
    public static Expr MaxPool(Expr x, Extent window, Extent? stride = null, Extent? padding = null)
    {
        var (size, step, added, shape) = Pools(nameof(MaxPool), x, window, stride, padding);
        return new MaxPooling(x, shape, size, step, added);
    }

    /// <summary>The mean of each window, channel by channel; padding counts as zeros.</summary>
    /// <param name="x">[n, channels, width] or [n, channels, height, width].</param>
    /// <param name="window">The window's size.</param>
    /// <param name="stride">The distance from one window to the next; the window's size when absent.</param>
    /// <param name="padding">How many zeros are added on either side; none when absent.</param>
    /// <exception cref="ArgumentException">The shape or the settings do not fit.</exception>
    public static Expr AveragePool(Expr x, Extent window, Extent? stride = null, Extent? padding = null)
    {
        var (size, step, added, shape) = Pools(nameof(AveragePool), x, window, stride, padding);
        var spatial = x.Shape.Slice(2, x.Rank - 2);
        var channels = Reshape(x, Shape.Of([x.Shape[0] * x.Shape[1], Dimension.One]).Concat(spatial));
        var kernel = new Literal(
            1.0 / (size.Height * size.Width),
            x.Rank == 3 ? Shape.Fixed([1, 1, size.Width]) : Shape.Fixed([1, 1, size.Height, size.Width]));
        return Reshape(Conv(channels, kernel, step, added), shape);
    }

    private static (Extent Window, Extent Stride, Extent Padding, Shape Shape) Pools(
        string operation, Expr x, Extent window, Extent? stride, Extent? padding)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(operation, x, Kind.Real);
        if (x.Rank is not (3 or 4)) throw Errors.PoolRank(operation, x);
        window = Least(operation, nameof(window), window, 1, x.Rank);
        var step = Least(operation, nameof(stride), stride ?? window, 1, x.Rank);
        var added = Least(operation, nameof(padding), padding ?? 0, 0, x.Rank);
        if (added.Height >= window.Height || added.Width >= window.Width)
            throw Errors.PoolPadding(operation, added, window);
        var spatial = Enumerable.Range(2, x.Rank - 2).Select(axis => (axis == x.Rank - 1
            ? new Window(window.Width, step.Width, added.Width, 1)
            : new Window(window.Height, step.Height, added.Height, 1)).Count(operation, x, axis));
        return (window, step, added, Shape.Of([x.Shape[0], x.Shape[1], .. spatial]));
    }
}
