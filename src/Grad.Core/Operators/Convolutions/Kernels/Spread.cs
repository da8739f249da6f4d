using Grad.Products;

namespace Grad;

/// <summary>
/// The output of a convolution laid out for its transpose: in front of and behind it as many zeros as the taps of a
/// window reach. The input falls into phases by its place modulo the stride; to each of them only some taps contribute.
/// </summary>
internal readonly unsafe struct Spread
{
    private readonly ConvolutionSizes s;
    private readonly Extent first, front, size;

    public Spread(in ConvolutionSizes s)
    {
        this.s = s;
        var lead = Patches.Lead(s);
        // Steps of the stride at which the input begins and ends, counted from where the first window begins.
        first = new(s.Padding.Height / s.Stride.Height, s.Padding.Width / s.Stride.Width);
        var last = new Extent(
            (s.Padding.Height + s.Input.Height - 1) / s.Stride.Height,
            (s.Padding.Width + s.Input.Width - 1) / s.Stride.Width);
        front = new(Math.Max(lead.Height - first.Height, 0), Math.Max(lead.Width - first.Width, 0));
        size = new(last.Height + front.Height + 1, last.Width + front.Width + 1);
        Span = s.InputArea == 0 ? 0 : ((last.Height - first.Height) * size.Width) + last.Width - first.Width + 1;
    }

    public int Area => size.Height * size.Width;

    /// <summary>From the first place of a phase to the last, row after row.</summary>
    public int Span { get; }

    /// <summary>Writes one example; what lies around it stays as it is, zero.</summary>
    public void Fill<T, V>(T* y, T* image) where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        int rows = Math.Min(s.Output.Height, size.Height - front.Height);
        int count = Math.Min(s.Output.Width, size.Width - front.Width);
        for (int o = 0; o < s.Groups * s.Outputs; o++)
        {
            for (int p = 0; p < rows; p++)
            {
                Line.Copy<T, V>(
                    y + ((nint)((o * s.Output.Height) + p) * s.Output.Width),
                    image + ((nint)o * Area) + ((p + front.Height) * size.Width) + front.Width, count);
            }
        }
    }

    /// <summary>
    /// Where the taps of a phase read for its first place, and where their factors are in the kernel.
    /// </summary>
    public int Taps(int phase, int* table, int* factors)
    {
        int count = 0;
        for (int o = 0; o < s.Outputs; o++)
        {
            for (int i = 0; i < s.Kernel.Height; i++)
            {
                var (down, a) = Math.DivRem(i * s.Dilation.Height, s.Stride.Height);
                if (a != phase / s.Stride.Width) continue;
                for (int j = 0; j < s.Kernel.Width; j++)
                {
                    var (right, b) = Math.DivRem(j * s.Dilation.Width, s.Stride.Width);
                    if (b != phase % s.Stride.Width) continue;
                    table[count] = (o * Area) + ((first.Height - down + front.Height) * size.Width)
                        + first.Width - right + front.Width;
                    factors[count++] = (o * s.Taps) + (i * s.Kernel.Width) + j;
                }
            }
        }
        return count;
    }

    /// <summary>Puts what was computed for a phase in its places of the input's channels.</summary>
    public void CopyOut<T, V>(int phase, T* wide, int row, T* x)
        where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        var down = new Phase(s.Input.Height, s.Padding.Height, s.Stride.Height, phase / s.Stride.Width);
        var across = new Phase(s.Input.Width, s.Padding.Width, s.Stride.Width, phase % s.Stride.Width);
        for (int c = 0; c < s.Channels; c++)
        {
            for (int i = 0; i < down.Count; i++)
            {
                int h = down.First + (i * s.Stride.Height);
                int from = ((down.Start + i - first.Height) * size.Width) + across.Start - first.Width;
                nint to = ((nint)((c * s.Input.Height) + h) * s.Input.Width) + across.First;
                Line.Scatter<T, V>(wide + ((nint)c * row) + from, x + to, s.Stride.Width, across.Count);
            }
        }
    }
}
