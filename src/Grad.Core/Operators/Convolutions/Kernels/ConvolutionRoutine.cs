using System.Numerics;
using System.Runtime.Intrinsics;
using Grad.Products;

namespace Grad;

/// <summary>
/// The three sides of a convolution as products with tables, one example after the other. The columns of a product run
/// through whole rows of an image, borders included; what is computed there is not copied out.
/// </summary>
internal static unsafe class ConvolutionRoutine
{
    public static void Compute<T>(ConvolutionSide side, in ConvolutionSizes s, T* first, T* second, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Compute<T, Register512<T>>(side, s, first, second, result);
        else if (Vector256.IsHardwareAccelerated) Compute<T, Register256<T>>(side, s, first, second, result);
        else Compute<T, Register128<T>>(side, s, first, second, result);
    }

    private static void Compute<T, V>(ConvolutionSide side, in ConvolutionSizes s, T* first, T* second, T* result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        if (side == ConvolutionSide.Output) Output<T, V>(s, first, second, result);
        else if (side == ConvolutionSide.Input) Input<T, V>(s, first, second, result);
        else Kernel<T, V>(s, first, second, result);
    }

    /// <summary>
    /// y[o, p] = Σ k[o, tap] · image[tap + p]: rows are outputs, terms are taps, columns are places of the image.
    /// </summary>
    private static void Output<T, V>(in ConvolutionSizes s, T* x, T* k, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var patches = new Patches(s);
        int row = RoundedUp(patches.Span, V.Count);
        using var image = new Scratch<T>(patches.Length + V.Count);
        using var wide = new Scratch<T>((long)s.Outputs * row);
        using var tables = new Scratch<int>((2 * s.Taps) + s.Outputs);
        int* taps = tables.Address, terms = taps + s.Taps, rows = terms + s.Taps;
        patches.Taps(taps);
        Every(terms, s.Taps, 1);
        Every(rows, s.Outputs, s.Taps);
        image.Span.Clear();
        for (int n = 0; n < s.Batch; n++)
        {
            patches.Fill<T, V>(x + ((nint)n * s.Groups * s.Channels * s.InputArea), image.Address);
            for (int g = 0; g < s.Groups; g++)
            {
                new IndirectProduct<T>
                {
                    A = k + ((nint)g * s.Outputs * s.Taps),
                    B = image.Address + ((nint)g * s.Channels * patches.Area),
                    C = wide.Address,
                    Rows = rows,
                    InnerA = terms,
                    InnerB = taps,
                    M = s.Outputs,
                    N = patches.Span,
                    K = s.Taps,
                    RowC = row,
                }.Run<V>();
                for (int o = 0; o < s.Outputs; o++)
                {
                    for (int p = 0; p < s.Output.Height; p++, y += s.Output.Width)
                        Line.Copy<T, V>(wide.Address + ((nint)o * row) + (p * patches.Size.Width), y, s.Output.Width);
                }
            }
        }
    }

    /// <summary>
    /// k̄[o, tap] = Σ ȳ[o, p] · image[tap + p] over all examples: rows are taps, terms are places, columns are outputs.
    /// </summary>
    private static void Kernel<T, V>(in ConvolutionSizes s, T* x, T* y, T* k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var patches = new Patches(s);
        int row = RoundedUp(s.Outputs, V.Count);
        using var image = new Scratch<T>(patches.Length);
        using var transposed = new Scratch<T>((long)s.OutputArea * row);
        using var sums = new Scratch<T>((long)s.Groups * s.Taps * row);
        using var tables = new Scratch<int>(s.Taps + (2 * s.OutputArea));
        int* taps = tables.Address, places = taps + s.Taps, terms = places + s.OutputArea;
        patches.Taps(taps);
        for (int p = 0; p < s.OutputArea; p++)
            places[p] = (p / s.Output.Width * patches.Size.Width) + (p % s.Output.Width);
        Every(terms, s.OutputArea, row);
        image.Span.Clear();
        sums.Span.Clear();
        transposed.Span.Clear();
        for (int n = 0; n < s.Batch; n++)
        {
            patches.Fill<T, V>(x + ((nint)n * s.Groups * s.Channels * s.InputArea), image.Address);
            for (int g = 0; g < s.Groups; g++, y += (nint)s.Outputs * s.OutputArea)
            {
                Panels.Pack(y, s.Outputs, s.OutputArea, row, s.OutputArea, 1, transposed.Address);
                new IndirectProduct<T>
                {
                    A = image.Address + ((nint)g * s.Channels * patches.Area),
                    B = transposed.Address,
                    C = sums.Address + ((nint)g * s.Taps * row),
                    Rows = taps,
                    InnerA = places,
                    InnerB = terms,
                    M = s.Taps,
                    N = s.Outputs,
                    K = s.OutputArea,
                    RowC = row,
                    Accumulate = true,
                }.Run<V>();
            }
        }
        for (int o = 0; o < s.Groups * s.Outputs; o++)
        {
            T* from = sums.Address + ((nint)(o / s.Outputs) * s.Taps * row) + (o % s.Outputs);
            for (int tap = 0; tap < s.Taps; tap++) *k++ = from[(nint)tap * row];
        }
    }

    /// <summary>
    /// x̄[c, p·stride + i·dilation − padding] = Σ k[o, c, i] · ȳ[o, p]: rows are channels, terms are outputs and the
    /// taps of one phase of the input, columns are places of ȳ with zeros in front and behind.
    /// </summary>
    private static void Input<T, V>(in ConvolutionSizes s, T* k, T* y, T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
    {
        var spread = new Spread(s);
        int row = RoundedUp(spread.Span, V.Count), phases = s.Stride.Height * s.Stride.Width;
        int all = s.Outputs * s.Kernel.Height * s.Kernel.Width;
        using var image = new Scratch<T>(((long)s.Groups * s.Outputs * spread.Area) + V.Count);
        using var wide = new Scratch<T>((long)s.Channels * row);
        using var tables = new Scratch<int>((2 * all) + s.Channels + phases + 1);
        int* taps = tables.Address, terms = taps + all, rows = terms + all, starts = rows + s.Channels;
        starts[0] = 0;
        for (int phase = 0; phase < phases; phase++)
            starts[phase + 1] = starts[phase] + spread.Taps(phase, taps + starts[phase], terms + starts[phase]);
        Every(rows, s.Channels, s.Kernel.Height * s.Kernel.Width);
        image.Span.Clear();
        for (int n = 0; n < s.Batch; n++)
        {
            spread.Fill<T, V>(y + ((nint)n * s.Groups * s.Outputs * s.OutputArea), image.Address);
            for (int phase = 0; phase < phases; phase++)
            {
                for (int g = 0; g < s.Groups; g++)
                {
                    new IndirectProduct<T>
                    {
                        A = k + ((nint)g * s.Outputs * s.Taps),
                        B = image.Address + ((nint)g * s.Outputs * spread.Area),
                        C = wide.Address,
                        Rows = rows,
                        InnerA = terms + starts[phase],
                        InnerB = taps + starts[phase],
                        M = s.Channels,
                        N = spread.Span,
                        K = starts[phase + 1] - starts[phase],
                        RowC = row,
                    }.Run<V>();
                    nint at = (nint)((n * s.Groups) + g) * s.Channels * s.InputArea;
                    spread.CopyOut<T, V>(phase, wide.Address, row, x + at);
                }
            }
        }
    }

    private static int RoundedUp(int count, int unit) => (count + unit - 1) / unit * unit;

    /// <summary>0, step, 2·step, ….</summary>
    private static void Every(int* table, int count, int step)
    {
        for (int i = 0; i < count; i++) table[i] = i * step;
    }
}
