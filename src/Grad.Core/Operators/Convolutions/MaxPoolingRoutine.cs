using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Grad.Numerics;

namespace Grad;

/// <summary>
/// Searches the windows of some channels. Lanes are neighbouring windows, as if the stride were 1; those that are wanted are
/// picked afterwards: reading what lies side by side costs less than the windows that are thrown away.
/// </summary>
internal readonly unsafe struct MaxPoolingRoutine(Extent window, Extent stride, Extent padding, Extent input, Extent output)
{
    /// <summary>Places up to here are exact in lanes of <see cref="float"/>.</summary>
    private const int MostExact = 1 << 24;

    public void Run<T>(int planes, ReadOnlySpan<T> x, Span<T> y, Span<int> places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int area = input.Height * input.Width, windows = output.Height * output.Width;
        using var best = new Scratch<T>((long)output.Height * input.Width);
        using var taps = new Scratch<int>((long)output.Height * input.Width);
        fixed (T* from = x, to = y)
        fixed (int* found = places)
        {
            for (int plane = 0; plane < planes; plane++)
            {
                nint at = (nint)plane * windows;
                Plane(from + ((nint)plane * area), to + at, found + at, best.Address, taps.Address);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plane<T>(T* x, T* y, int* places, T* best, int* taps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Windows that lie between the sides of the image.
        int first = Math.Min((padding.Width + stride.Width - 1) / stride.Width, output.Width);
        int last = input.Width < window.Width ? first : Math.Min(
            ((input.Width - window.Width + padding.Width) / stride.Width) + 1, output.Width);
        if (input.Height * input.Width > MostExact) last = first;
        // All rows before the first is picked from: what was just stored by lanes cannot be loaded singly at once.
        for (int p = 0; p < output.Height && first < last; p++)
        {
            var (top, bottom) = Rows(p);
            nint at = (nint)p * input.Width;
            if (Vector512.IsHardwareAccelerated) Row<T, Lanes512<T>>(x, top, bottom, best + at, taps + at);
            else if (Vector256.IsHardwareAccelerated) Row<T, Lanes256<T>>(x, top, bottom, best + at, taps + at);
            else Row<T, Lanes128<T>>(x, top, bottom, best + at, taps + at);
        }
        for (int p = 0; p < output.Height; p++, y += output.Width, places += output.Width)
        {
            for (int q = 0; q < first; q++) Single(x, p, q, y, places);
            for (int q = first, w = (first * stride.Width) - padding.Width; q < last; q++, w += stride.Width)
            {
                y[q] = best[((nint)p * input.Width) + w];
                places[q] = taps[((nint)p * input.Width) + w] + w;
            }
            for (int q = Math.Max(first, last); q < output.Width; q++) Single(x, p, q, y, places);
        }
    }

    /// <summary>The rows of the image that a row of windows covers.</summary>
    private (int Top, int Bottom) Rows(int p)
    {
        int top = (p * stride.Height) - padding.Height;
        return (Math.Max(top, 0), Math.Min(top + window.Height, input.Height));
    }

    /// <summary>For each place of a row the largest element of the window that begins there, and the distance to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<T, V>(T* x, int top, int bottom, T* best, int* taps)
        where T : unmanaged where V : struct, ILanes<V>
    {
        int width = input.Width, count = width - window.Width + 1;
        for (int w = 0; w < count; w += V.Count)
        {
            int lanes = Math.Min(V.Count, count - w);
            var largest = V.LoadPartial((nint)(x + (top * width) + w), lanes);
            var tap = V.Constant(top * width);
            for (int h = top; h < bottom; h++)
            {
                for (int j = 0; j < window.Width; j++)
                {
                    int at = (h * width) + j;
                    var number = V.LoadPartial((nint)(x + at + w), lanes);
                    // Greater or NaN, unless a NaN was there before.
                    var better = ~V.LessThanOrEqual(number, largest) & V.Equal(largest, largest);
                    largest = V.Select(better, number, largest);
                    tap = V.Select(better, V.Constant(at), tap);
                }
            }
            V.StorePartial((nint)(best + w), largest, lanes);
            V.StoreInt32((nint)(taps + w), tap, lanes);
        }
    }

    /// <summary>One window, which the sides of the image may cut.</summary>
    private void Single<T>(T* x, int p, int q, T* y, int* places) where T : unmanaged, INumber<T>
    {
        var (top, bottom) = Rows(p);
        int left = Math.Max((q * stride.Width) - padding.Width, 0);
        int right = Math.Min((q * stride.Width) - padding.Width + window.Width, input.Width);
        int place = (top * input.Width) + left;
        for (int h = top; h < bottom; h++)
        {
            for (int w = left; w < right; w++)
            {
                int at = (h * input.Width) + w;
                if (!(x[at] <= x[place]) && !T.IsNaN(x[place])) place = at;
            }
        }
        y[q] = x[place];
        places[q] = place;
    }
}
