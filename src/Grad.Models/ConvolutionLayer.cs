using System.Collections.Immutable;

namespace Grad.Models;

/// <summary>A convolution of one or two axes with a bias for each output channel.</summary>
public sealed class ConvolutionLayer : Layer
{
    private readonly int inputs, outputs, axes, groups;
    private readonly Extent kernel, stride, padding, dilation;

    internal ConvolutionLayer(
        int inputs, int outputs, int axes, Extent kernel, Extent? stride, Extent? padding, Extent? dilation, int groups)
    {
        (this.inputs, this.outputs, this.axes, this.groups) = (inputs, outputs, axes, groups);
        (this.kernel, this.stride, this.padding, this.dilation) = (kernel, stride ?? 1, padding ?? 0, dilation ?? 1);
        if (inputs < 1 || outputs < 1) throw ModelErrors.Width($"Conv{axes}d", inputs, outputs);
        if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) throw ModelErrors.Groups(Description, groups);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"Conv{axes}d({inputs} → {outputs}, kernel {kernel}{Setting("stride", stride, 1)}"
        + $"{Setting("padding", padding, 0)}{Setting("dilation", dilation, 1)}{Setting("groups", groups, 1)})";

    /// <summary>
    /// Weight and bias, both from U(−1/√f, 1/√f) with f the elements that one output reads: PyTorch's default.
    /// </summary>
    public override ImmutableArray<ParameterDescription> Parameters
    {
        get
        {
            Shape window = axes == 1 ? [kernel.Width] : [kernel.Height, kernel.Width];
            Shape shape = [outputs, inputs / groups, .. window];
            double bound = 1 / Math.Sqrt(inputs / groups * window.Size.Value);
            return [new("weight", shape, bound), new("bias", [outputs], bound)];
        }
    }

    /// <inheritdoc/>
    public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x)
    {
        if (x.Rank != axes + 2 || x.Shape[1] != inputs) throw ModelErrors.Channels(Description, x, inputs, axes + 2);
        Shape bias = axes == 1 ? [outputs, 1] : [outputs, 1, 1];
        return Conv(x, parameters[0], stride, padding, dilation, groups) + Reshape(parameters[1], bias);
    }

    private static string Setting(string name, Extent value, Extent usual) => value == usual ? "" : $", {name} {value}";
}

public static partial class Layers
{
    /// <summary>A convolution of images [n, channels, height, width].</summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="outputs">The number of output channels.</param>
    /// <param name="kernel">The window's size.</param>
    /// <param name="stride">The distance from one window to the next; 1 when absent.</param>
    /// <param name="padding">How many zeros are added on either side; none when absent.</param>
    /// <param name="dilation">The distance between the elements that one window reads; 1 when absent.</param>
    /// <param name="groups">Into how many parts the channels are divided.</param>
    public static Layer Conv2d(
        int inputs, int outputs, Extent kernel, Extent? stride = null, Extent? padding = null, Extent? dilation = null,
        int groups = 1) => new ConvolutionLayer(inputs, outputs, 2, kernel, stride, padding, dilation, groups);

    /// <summary>A convolution of sequences [n, channels, width].</summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="outputs">The number of output channels.</param>
    /// <param name="kernel">The window's size.</param>
    /// <param name="stride">The distance from one window to the next.</param>
    /// <param name="padding">How many zeros are added on either side.</param>
    /// <param name="dilation">The distance between the elements that one window reads.</param>
    /// <param name="groups">Into how many parts the channels are divided.</param>
    public static Layer Conv1d(
        int inputs, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        new ConvolutionLayer(inputs, outputs, 1, kernel, stride, padding, dilation, groups);
}
