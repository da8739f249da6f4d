namespace Grad;

/// <summary>How a window moves over one or two axes: from <c>−Padding</c> in steps of <c>Stride</c>.</summary>
/// <param name="Size">The number of places in the window.</param>
/// <param name="Stride">The distance from one window to the next.</param>
/// <param name="Padding">How many places are added on either side.</param>
/// <param name="Dilation">The distance between the places of a window.</param>
internal readonly record struct Window(Dimension Size, int Stride, int Padding, int Dilation)
{
    /// <summary>The number of windows on an axis, ⌊(n + 2·padding − dilation·(size − 1) − 1) / stride⌋ + 1.</summary>
    public Dimension Count(string operation, Expr x, int axis)
    {
        // ⌊a/s⌋ + 1 = ⌈(a + 1)/s⌉
        var starts = x.Shape[axis] + Dimension.Fixed(2L * Padding) - Reach;
        return starts.FixedValue <= 0
            ? throw Errors.WindowTooLarge(operation, Reach + Dimension.One, Padding, axis, x)
            : Dimension.CeilingDivide(starts, Stride);
    }

    /// <summary>
    /// The number of places that some windows come from: the inverse of <see cref="Count"/>, the smallest one.
    /// </summary>
    public Dimension Origin(Dimension windows) =>
        ((windows - Dimension.One) * Dimension.Fixed(Stride)) + Reach + Dimension.One - Dimension.Fixed(2L * Padding);

    /// <summary>The distance from a window's first place to its last.</summary>
    private Dimension Reach => (Size - Dimension.One) * Dimension.Fixed(Dilation);
}
