namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// The convolution of machine learning, which is a cross-correlation:
    /// y[n, o, p] = Σ x[n, c, p·stride + i·dilation − padding] · kernel[o, c, i], with zeros outside x; over one axis
    /// or two.
    /// </summary>
    /// <param name="x">[n, channels, width] or [n, channels, height, width].</param>
    /// <param name="kernel">[outputs, channels / groups, width] or [outputs, channels / groups, height, width].</param>
    /// <param name="stride">The distance from one place of the kernel to the next; 1 when absent.</param>
    /// <param name="padding">How many zeros are added on either side; none when absent.</param>
    /// <param name="dilation">The distance between the elements that one kernel reads; 1 when absent.</param>
    /// <param name="groups">Into how many parts channels and outputs are divided; each output sees its part
    /// alone.</param>
    /// <exception cref="ArgumentException">Shapes, kinds or settings do not fit.</exception>
    public static Expr Conv(
        Expr x, Expr kernel, Extent? stride = null, Extent? padding = null, Extent? dilation = null, int groups = 1)
    {
        var moves = Moves(nameof(Conv), x, kernel, stride, padding, dilation, groups);
        var channels = kernel.Shape[1] * Dimension.Fixed(groups);
        if (x.Shape[1] != channels) throw Errors.Channels(nameof(Conv), x, kernel, channels, groups);
        if (kernel.Shape[0].FixedValue is not { } outputs ? groups != 1 : outputs % groups != 0)
            throw Errors.OutputGroups(kernel, groups);
        var spatial = Enumerable.Range(2, x.Rank - 2)
            .Select(axis => OnAxis(moves, kernel, axis).Count(nameof(Conv), x, axis));
        var form = new ConvolutionForm(
            x.Shape, kernel.Shape, Shape.Of([x.Shape[0], kernel.Shape[0], .. spatial]),
            moves.Stride, moves.Padding, moves.Dilation, groups);
        return new Convolution(form, ConvolutionSide.Output, x, kernel);
    }

    /// <summary>
    /// The transpose of <see cref="Conv"/>, which spreads each element over a window:
    /// y[n, o, p·stride + i·dilation − padding] += x[n, c, p] · kernel[c, o, i].
    /// </summary>
    /// <param name="x">[n, channels, width] or [n, channels, height, width].</param>
    /// <param name="kernel">[channels, outputs / groups, width] or [channels, outputs / groups, height, width].</param>
    /// <param name="stride">The distance from one window to the next; 1 when absent.</param>
    /// <param name="padding">How many elements are cut off on either side; none when absent.</param>
    /// <param name="dilation">The distance between the elements that one kernel writes; 1 when absent.</param>
    /// <param name="groups">Into how many parts channels and outputs are divided.</param>
    /// <param name="outputPadding">How many elements are added behind: several sizes have one convolution; none when
    /// absent.</param>
    /// <exception cref="ArgumentException">Shapes, kinds or settings do not fit.</exception>
    public static Expr ConvTranspose(
        Expr x, Expr kernel, Extent? stride = null, Extent? padding = null, Extent? dilation = null, int groups = 1,
        Extent? outputPadding = null)
    {
        const string Name = nameof(ConvTranspose);
        var moves = Moves(Name, x, kernel, stride, padding, dilation, groups);
        var added = Least(Name, "output padding", outputPadding ?? 0, 0, x.Rank);
        if (x.Shape[1] != kernel.Shape[0]) throw Errors.Channels(Name, x, kernel, kernel.Shape[0], 1);
        if (kernel.Shape[0].FixedValue is not { } channels ? groups != 1 : channels % groups != 0)
            throw Errors.OutputGroups(kernel, groups);
        if (added.Height >= moves.Stride.Height || added.Width >= moves.Stride.Width)
            throw Errors.OutputPadding(added, moves.Stride);
        var spatial = Enumerable.Range(2, x.Rank - 2).Select(axis =>
        {
            var size = OnAxis(moves, kernel, axis).Origin(x.Shape[axis])
                + Dimension.Fixed(axis == x.Rank - 1 ? added.Width : added.Height);
            return size.FixedValue <= 0 ? throw Errors.NothingLeft(Name, moves.Padding, axis, x) : size;
        });
        var output = Shape.Of([x.Shape[0], kernel.Shape[1] * Dimension.Fixed(groups), .. spatial]);
        var form = new ConvolutionForm(
            output, kernel.Shape, x.Shape, moves.Stride, moves.Padding, moves.Dilation, groups);
        return new Convolution(form, ConvolutionSide.Input, kernel, x);
    }

    /// <summary>The settings, checked; in one dimension those of the height say nothing.</summary>
    private static (Extent Stride, Extent Padding, Extent Dilation) Moves(
        string operation, Expr x, Expr kernel, Extent? stride, Extent? padding, Extent? dilation, int groups)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(operation, x, Kind.Real);
        if (kernel.Kind != Kind.Real) throw Errors.WrongKind(operation, kernel, Kind.Real);
        if (kernel.Rank is not (3 or 4) || x.Rank != kernel.Rank) throw Errors.ConvolutionRank(operation, x, kernel);
        if (groups < 1) throw Errors.SettingTooSmall(operation, nameof(groups), groups, 1);
        return (
            Least(operation, nameof(stride), stride ?? 1, 1, x.Rank),
            Least(operation, nameof(padding), padding ?? 0, 0, x.Rank),
            Least(operation, nameof(dilation), dilation ?? 1, 1, x.Rank));
    }

    private static Extent Least(string operation, string setting, Extent value, int least, int rank)
    {
        if (rank == 3) value = value with { Height = least };
        return value.Height >= least && value.Width >= least
            ? value
            : throw Errors.SettingTooSmall(operation, setting, value, least);
    }

    private static Window OnAxis((Extent Stride, Extent Padding, Extent Dilation) moves, Expr kernel, int axis) =>
        axis == kernel.Rank - 1
            ? new(kernel.Shape[axis], moves.Stride.Width, moves.Padding.Width, moves.Dilation.Width)
            : new(kernel.Shape[axis], moves.Stride.Height, moves.Padding.Height, moves.Dilation.Height);
}
