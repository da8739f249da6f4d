using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Grad.Products;

namespace Grad;

/// <summary>
/// Searches the windows of some channels. Lanes are neighbouring windows, as if the stride were 1; those that are
/// wanted are picked afterwards: reading what lies side by side costs less than the windows that are thrown away.
/// </summary>
internal readonly unsafe struct MaxPoolingRoutine(
    Extent window, Extent stride, Extent padding, Extent input, Extent output)
{
    public void Run<T>(int planes, ReadOnlySpan<T> x, Span<T> y, Span<int> places)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int area = input.Height * input.Width, windows = output.Height * output.Width;
        using var best = new Scratch<T>((long)output.Height * input.Width);
        using var taps = new Scratch<T>((long)output.Height * input.Width);
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
    private void Plane<T>(T* x, T* y, int* places, T* best, T* taps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Windows that lie between the sides of the image.
        int first = Math.Min((padding.Width + stride.Width - 1) / stride.Width, output.Width);
        int last = input.Width < window.Width ? first : Math.Min(
            ((input.Width - window.Width + padding.Width) / stride.Width) + 1, output.Width);
        // All rows before the first is picked from: what was just stored by lanes cannot be loaded singly at once.
        for (int p = 0; p < output.Height && first < last; p++)
        {
            var (top, bottom) = Rows(p);
            nint at = (nint)p * input.Width;
            if (Vector512.IsHardwareAccelerated) Row<T, Register512<T>>(x, top, bottom, best + at, taps + at);
            else if (Vector256.IsHardwareAccelerated) Row<T, Register256<T>>(x, top, bottom, best + at, taps + at);
            else Row<T, Register128<T>>(x, top, bottom, best + at, taps + at);
        }
        for (int p = 0; p < output.Height; p++, y += output.Width, places += output.Width)
        {
            for (int q = 0; q < first; q++) Single(x, p, q, y, places);
            for (int q = first, w = (first * stride.Width) - padding.Width; q < last; q++, w += stride.Width)
            {
                y[q] = best[((nint)p * input.Width) + w];
                T* tap = taps + ((nint)p * input.Width) + w;
                places[q] = w + (sizeof(T) == sizeof(int) ? *(int*)tap : (int)*(long*)tap);
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

    /// <summary>
    /// For each place of a row the largest element of the window that begins there, and the distance to it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<T, V>(T* x, int top, int bottom, T* best, T* taps)
        where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        int count = input.Width - window.Width + 1;
        if (count < V.Count)
        {
            var first = V.First(count);
            var (largest, tap) = Search<T, V>(x, top, bottom, first, isWhole: false);
            largest.StoreFirst(best, first);
            tap.StoreFirst(taps, first);
            return;
        }
        for (int next = 0; next < count; next += V.Count)
        {
            // The last lanes overlap with those before.
            int w = Math.Min(next, count - V.Count);
            var (largest, tap) = Search<T, V>(x + w, top, bottom, default, isWhole: true);
            largest.Store(best + w);
            tap.Store(taps + w);
        }
    }

    /// <summary>Neighbouring windows, of which the first begins at x in the rows given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (V Largest, V Tap) Search<T, V>(T* x, int top, int bottom, V lanes, bool isWhole)
        where T : unmanaged where V : unmanaged, IRegister<V, T>
    {
        int width = input.Width;
        var largest = Load(x + (top * width), lanes, isWhole);
        // Whole numbers in the bits of the lanes.
        var tap = V.Bits(top * width);
        for (int h = top; h < bottom; h++)
        {
            for (int at = h * width; at < (h * width) + window.Width; at++)
            {
                var number = Load(x + at, lanes, isWhole);
                var better = V.Exceeds(number, largest);
                largest = V.Select(better, number, largest);
                tap = V.Select(better, V.Bits(at), tap);
            }
        }
        return (largest, tap);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<T, V>(T* x, V lanes, bool isWhole) where T : unmanaged where V : unmanaged, IRegister<V, T> =>
        isWhole ? V.Load(x) : V.LoadFirst(x, lanes);

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
