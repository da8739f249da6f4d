namespace Grad;

public static partial class Functions
{
    /// <summary>(x − mean)/√(variance + ε) over the last axes of each example, times a scale, plus a shift.</summary>
    /// <remarks>J. L. Ba, J. R. Kiros, G. E. Hinton: "Layer normalization", arXiv:1607.06450 (2016).</remarks>
    /// <param name="x">The examples.</param>
    /// <param name="axes">The axes that are normalised together; the last when absent.</param>
    /// <param name="scale">A factor for each element, or none.</param>
    /// <param name="shift">What is added to each element, or nothing.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Expr LayerNorm(
        Expr x, Axes? axes = null, Expr? scale = null, Expr? shift = null, double epsilon = 1e-5) =>
        Affine(Standardised(x, LastOr(axes, nameof(LayerNorm), x), epsilon), scale, shift);

    /// <summary>x/√(mean x² + ε) over the last axes of each example, times a scale.</summary>
    /// <remarks>B. Zhang, R. Sennrich: "Root mean square layer normalization", NeurIPS 2019.</remarks>
    /// <param name="x">The examples.</param>
    /// <param name="axes">The axes that are normalised together; the last when absent.</param>
    /// <param name="scale">A factor for each element, or none.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public static Expr RmsNorm(Expr x, Axes? axes = null, Expr? scale = null, double epsilon = 1e-6) =>
        Affine(x / Sqrt(Mean(Square(x), LastOr(axes, nameof(RmsNorm), x), keepDims: true) + epsilon), scale, null);

    /// <summary>(x − mean)/√(variance + ε) over groups of channels (axis 1) and all axes behind them.</summary>
    /// <remarks>Y. Wu, K. He: "Group normalization", ECCV 2018.</remarks>
    /// <param name="x">Examples [n, channels, …].</param>
    /// <param name="groups">The number of groups, a divisor of the number of channels.</param>
    /// <param name="scale">A factor for each channel, or none.</param>
    /// <param name="shift">What is added to each channel, or nothing.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ArgumentException">There is no channel axis, or the groups do not divide it.</exception>
    public static Expr GroupNorm(Expr x, int groups, Expr? scale = null, Expr? shift = null, double epsilon = 1e-5)
    {
        if (x.Rank < 2 || x.Shape[1].FixedValue is not { } channels || groups < 1 || channels % groups != 0)
            throw Errors.Groups(x, groups);
        var group = Dimension.Fixed(channels / groups) * x.Shape.Slice(2, x.Rank - 2).Size;
        var grouped = Standardised(Reshape(x, Shape.Of([x.Shape[0], groups, group])), Axes.Of([2]), epsilon);
        return Affine(Reshape(grouped, x.Shape), OnChannels(x, scale), OnChannels(x, shift));
    }

    /// <summary>
    /// (x − mean)/√(variance + ε) for each channel (axis 1) over the batch: training's form, with the batch's own
    /// statistics.
    /// </summary>
    /// <remarks>S. Ioffe, C. Szegedy: "Batch normalization", ICML 2015.</remarks>
    /// <param name="x">Examples [n, channels, …].</param>
    /// <param name="scale">A factor for each channel, or none.</param>
    /// <param name="shift">What is added to each channel, or nothing.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ArgumentException">There is no channel axis.</exception>
    public static Expr BatchNorm(Expr x, Expr? scale = null, Expr? shift = null, double epsilon = 1e-5)
    {
        if (x.Rank < 2) throw Errors.AxisOutOfRange(nameof(BatchNorm), 1, x.Shape);
        var axes = Axes.Of([0, .. Enumerable.Range(2, x.Rank - 2)]);
        return Affine(Standardised(x, axes, epsilon), OnChannels(x, scale), OnChannels(x, shift));
    }

    /// <summary>softmax(q·kᵀ/√d + mask)·v: scaled dot-product attention.</summary>
    /// <remarks>A. Vaswani et al.: "Attention is all you need", NeurIPS 2017.</remarks>
    /// <param name="queries">[…, n, d].</param>
    /// <param name="keys">[…, m, d].</param>
    /// <param name="values">[…, m, e].</param>
    /// <param name="mask">Conditions [n, m], true where a query may look, or numbers that are added; or none.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static Expr Attention(Expr queries, Expr keys, Expr values, Expr? mask = null)
    {
        RequireMatrix(nameof(Attention), queries);
        var scores = MatMul(queries, Transpose(keys)) / Sqrt(Size(queries.Shape[queries.Rank - 1]));
        if (mask is { Kind: Kind.Boolean }) scores = Where(mask, scores, double.NegativeInfinity);
        else if (mask is not null) scores += mask;
        return MatMul(Softmax(scores), values);
    }

    private static Axes LastOr(Axes? axes, string operation, Expr x) =>
        (axes ?? Axes.Of([-1])).Resolve(operation, x.Shape);

    private static Expr Standardised(Expr x, Axes axes, double epsilon)
    {
        var centred = x - Mean(x, axes, keepDims: true);
        return centred / Sqrt(Mean(Square(centred), axes, keepDims: true) + epsilon);
    }

    private static Expr Affine(Expr x, Expr? scale, Expr? shift)
    {
        if (scale is not null) x *= scale;
        return shift is null ? x : x + shift;
    }

    /// <summary>Numbers of the channels, put where they meet axis 1.</summary>
    private static Expr? OnChannels(Expr x, Expr? channels) => channels is null
        ? null
        : Reshape(channels, Shape.Of([x.Shape[1], .. Enumerable.Repeat(Dimension.One, x.Rank - 2)]));
}
