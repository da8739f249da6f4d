namespace Grad;

/// <summary>The sizes of a convolution as numbers, one dimension being two with a height of 1.</summary>
internal readonly struct ConvolutionSizes
{
    public ConvolutionSizes(
        int groups, Extent stride, Extent padding, Extent dilation,
        ReadOnlySpan<int> input, ReadOnlySpan<int> kernel, ReadOnlySpan<int> output)
    {
        (Groups, Stride, Padding, Dilation) = (groups, stride, padding, dilation);
        Batch = input[0];
        (Channels, Outputs) = (kernel[1], kernel[0] / Groups);
        bool flat = input.Length == 3;
        (Input, Kernel, Output) = (Last(input, flat), Last(kernel, flat), Last(output, flat));
    }

    public int Batch { get; init; }

    public int Groups { get; }

    /// <summary>The channels of one group.</summary>
    public int Channels { get; }

    /// <summary>The outputs of one group.</summary>
    public int Outputs { get; }

    public Extent Input { get; }

    public Extent Kernel { get; }

    public Extent Output { get; }

    public Extent Stride { get; }

    public Extent Padding { get; }

    public Extent Dilation { get; }

    /// <summary>The elements of the kernel that one output has.</summary>
    public int Taps => Channels * Kernel.Height * Kernel.Width;

    /// <summary>The elements of one channel of the input.</summary>
    public int InputArea => Input.Height * Input.Width;

    /// <summary>The elements of one channel of the output.</summary>
    public int OutputArea => Output.Height * Output.Width;

    /// <summary>The elements of one example of the input, in all groups.</summary>
    public int InputLength => Groups * Channels * InputArea;

    /// <summary>The elements of one example of the output, in all groups.</summary>
    public int OutputLength => Groups * Outputs * OutputArea;

    /// <summary>The elements of the whole kernel.</summary>
    public int KernelLength => Groups * Outputs * Taps;

    /// <summary>The multiply-adds of the whole.</summary>
    public long Work => (long)Batch * OutputLength * Taps;

    private static Extent Last(ReadOnlySpan<int> sizes, bool flat) => new(flat ? 1 : sizes[^2], sizes[^1]);
}
