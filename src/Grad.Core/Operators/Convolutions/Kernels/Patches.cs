using Grad.Products;

namespace Grad;

/// <summary>
/// An image laid out so that every tap of a kernel reads it at a constant distance: padded with zeros and, for strides
/// above 1, sorted into phases,
/// <code>image[phase a, b][channel][u, v] = x[channel][u·stride + a − padding, v·stride + b − padding]</code>
/// A tap that lies i·dilation from the window's start reads phase i·dilation mod stride, shifted by i·dilation /
/// stride.
/// </summary>
internal readonly unsafe struct Patches(in ConvolutionSizes s)
{
    private readonly ConvolutionSizes s = s;

    /// <summary>The size of a phase: the windows, and what the last of them reads beyond its start.</summary>
    public Extent Size { get; } = new(s.Output.Height + Lead(s).Height, s.Output.Width + Lead(s).Width);

    public int Area => Size.Height * Size.Width;

    public long Length => (long)s.Stride.Height * s.Stride.Width * s.Groups * s.Channels * Area;

    /// <summary>From the first window to the end of the last, row after row of the image.</summary>
    public int Span => s.OutputArea == 0 ? 0 : ((s.Output.Height - 1) * Size.Width) + s.Output.Width;

    /// <summary>The largest shift of a tap in steps of the stride.</summary>
    public static Extent Lead(in ConvolutionSizes s) => new(
        Math.Max(s.Kernel.Height - 1, 0) * s.Dilation.Height / s.Stride.Height,
        Math.Max(s.Kernel.Width - 1, 0) * s.Dilation.Width / s.Stride.Width);

    /// <summary>Where each tap of the first group reads for the first window.</summary>
    public void Taps(int* table)
    {
        for (int c = 0; c < s.Channels; c++)
        {
            for (int i = 0; i < s.Kernel.Height; i++)
            {
                var (down, a) = Math.DivRem(i * s.Dilation.Height, s.Stride.Height);
                for (int j = 0; j < s.Kernel.Width; j++)
                {
                    var (right, b) = Math.DivRem(j * s.Dilation.Width, s.Stride.Width);
                    int plane = (((a * s.Stride.Width) + b) * s.Groups * s.Channels) + c;
                    *table++ = (plane * Area) + (down * Size.Width) + right;
                }
            }
        }
    }

    /// <summary>Writes one example; what lies around it stays as it is, zero.</summary>
    public void Fill<T, V>(T* x, T* image) where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        int channels = s.Groups * s.Channels;
        for (int b = 0; b < s.Stride.Width; b++)
        {
            var column = new Phase(s.Input.Width, s.Padding.Width, s.Stride.Width, b);
            int count = Math.Min(column.Count, Size.Width - column.Start);
            for (int c = 0; c < channels; c++)
            {
                for (int h = 0; h < s.Input.Height; h++)
                {
                    var (u, a) = Math.DivRem(h + s.Padding.Height, s.Stride.Height);
                    if (u >= Size.Height) continue;
                    int plane = (((a * s.Stride.Width) + b) * channels) + c;
                    Line.Gather<T, V>(
                        x + ((nint)((c * s.Input.Height) + h) * s.Input.Width) + column.First, s.Stride.Width,
                        image + ((nint)plane * Area) + (u * Size.Width) + column.Start, count);
                }
            }
        }
    }
}

/// <summary>
/// The places of an axis that belong to one phase: places First, First + stride, … become Start, Start + 1, ….
/// </summary>
internal readonly struct Phase
{
    public Phase(int size, int padding, int stride, int phase)
    {
        First = (((phase - padding) % stride) + stride) % stride;
        Start = (First + padding) / stride;
        Count = Math.Max((size - First + stride - 1) / stride, 0);
    }

    public int First { get; }

    public int Start { get; }

    public int Count { get; }
}
