using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>
/// Convolutions in which an exact zero leaves its term out, also against NaN or infinity. They are computed as any other;
/// the rare elements that come out as NaN are computed again, term by term.
/// </summary>
internal static unsafe class StrongConvolution
{
    public static void Repair<T>(
        ConvolutionSide side, in ConvolutionSizes s, StrongSides strong, T* first, T* second, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (strong == StrongSides.None) return;
        int length = side == ConvolutionSide.Kernel ? s.KernelLength
            : s.Batch * (side == ConvolutionSide.Input ? s.InputLength : s.OutputLength);
        if (!NotANumber.IsAny(new ReadOnlySpan<T>(result, length))) return;
        for (int at = 0; at < length; at++)
        {
            if (!T.IsNaN(result[at])) continue;
            var terms = new Terms<T>(strong, first, second);
            if (side == ConvolutionSide.Output) OfOutput(s, at, ref terms);
            else if (side == ConvolutionSide.Input) OfInput(s, at, ref terms);
            else OfKernel(s, at, ref terms);
            result[at] = terms.Sum;
        }
    }

    /// <summary>y[n, o, p] = Σ x[n, c, p·stride + i·dilation − padding] · k[o, c, i].</summary>
    private static void OfOutput<T>(in ConvolutionSizes s, int at, ref Terms<T> terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var y = Place.Of(at, s.Groups * s.Outputs, s.Output);
        for (int tap = 0; tap < s.Taps; tap++)
        {
            var k = Place.Of(tap, s.Channels, s.Kernel);
            int channel = (y.Channel / s.Outputs * s.Channels) + k.Channel;
            if (Read(s, y, k) is (int row, int column))
                terms.Add(
                    new Place(y.Example, channel, row, column).At(s.Groups * s.Channels, s.Input), (y.Channel * s.Taps) + tap);
        }
    }

    /// <summary>x̄[n, c, p·stride + i·dilation − padding] = Σ k[o, c, i] · ȳ[n, o, p].</summary>
    private static void OfInput<T>(in ConvolutionSizes s, int at, ref Terms<T> terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Place.Of(at, s.Groups * s.Channels, s.Input);
        var (group, channel) = Math.DivRem(x.Channel, s.Channels);
        for (int o = group * s.Outputs; o < (group + 1) * s.Outputs; o++)
        {
            for (int tap = 0; tap < s.Kernel.Height * s.Kernel.Width; tap++)
            {
                var (i, j) = Math.DivRem(tap, s.Kernel.Width);
                var (p, down) = Math.DivRem(x.Row + s.Padding.Height - (i * s.Dilation.Height), s.Stride.Height);
                var (q, right) = Math.DivRem(x.Column + s.Padding.Width - (j * s.Dilation.Width), s.Stride.Width);
                bool reads = down == 0 && right == 0 && Inside(p, q, s.Output);
                if (reads)
                    terms.Add(
                        new Place(o, channel, i, j).At(s.Channels, s.Kernel),
                        new Place(x.Example, o, p, q).At(s.Groups * s.Outputs, s.Output));
            }
        }
    }

    /// <summary>k̄[o, c, i] = Σ x[n, c, p·stride + i·dilation − padding] · ȳ[n, o, p].</summary>
    private static void OfKernel<T>(in ConvolutionSizes s, int at, ref Terms<T> terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = Place.Of(at, s.Channels, s.Kernel);
        int outputs = s.Groups * s.Outputs, channel = (k.Example / s.Outputs * s.Channels) + k.Channel;
        for (int n = 0; n < s.Batch; n++)
        {
            for (int p = 0; p < s.OutputArea; p++)
            {
                int from = (((n * outputs) + k.Example) * s.OutputArea) + p;
                if (Read(s, Place.Of(from, outputs, s.Output), k) is (int row, int column))
                    terms.Add(new Place(n, channel, row, column).At(s.Groups * s.Channels, s.Input), from);
            }
        }
    }

    /// <summary>Where a tap reads the input for a place of the output, unless that is outside.</summary>
    private static (int Row, int Column)? Read(in ConvolutionSizes s, Place y, Place k)
    {
        int row = (y.Row * s.Stride.Height) + (k.Row * s.Dilation.Height) - s.Padding.Height;
        int column = (y.Column * s.Stride.Width) + (k.Column * s.Dilation.Width) - s.Padding.Width;
        return Inside(row, column, s.Input) ? (row, column) : null;
    }

    private static bool Inside(int row, int column, Extent size) =>
        row >= 0 && column >= 0 && row < size.Height && column < size.Width;

    /// <summary>An index of one of the three arrays, of which the kernel has an output instead of an example.</summary>
    private readonly record struct Place(int Example, int Channel, int Row, int Column)
    {
        public static Place Of(int at, int channels, Extent size)
        {
            (at, int column) = Math.DivRem(at, size.Width);
            (at, int row) = Math.DivRem(at, size.Height);
            (at, int channel) = Math.DivRem(at, channels);
            return new(at, channel, row, column);
        }

        public int At(int channels, Extent size) => (((((Example * channels) + Channel) * size.Height) + Row) * size.Width) + Column;
    }

    /// <summary>The sum of products of elements of two arrays, without those that an exact zero leaves out.</summary>
    private struct Terms<T>(StrongSides strong, T* first, T* second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T Sum { get; private set; } = T.Zero;

        public void Add(int i, int j)
        {
            T x = first[i], y = second[j];
            bool none = (T.IsZero(x) && strong.HasFlag(StrongSides.Left)) || (T.IsZero(y) && strong.HasFlag(StrongSides.Right));
            if (!none) Sum += x * y;
        }
    }
}
