namespace Grad;

/// <summary>Moves the elements of an array to places at equal distances, axis by axis.</summary>
internal static class StridedCopy
{
    /// <summary>y[start + i·step, …] = x[i, …], elsewhere the filling.</summary>
    public static void Place<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<int> sizes, Span<T> y, ReadOnlySpan<int> largerSizes,
        ReadOnlySpan<long> starts, ReadOnlySpan<int> steps, T filling)
    {
        y.Fill(filling);
        if (x.IsEmpty) return;
        Span<long> strides = stackalloc long[sizes.Length];
        long first = 0, stride = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride * steps[i];
            first += stride * starts[i];
            stride *= largerSizes[i];
        }
        Scatter(x, y, first, strides, sizes);
    }

    /// <summary>target[first + Σ index·stride] = source[index], the source lying in row-major order.</summary>
    public static void Scatter<T>(
        ReadOnlySpan<T> source, Span<T> target, long first, ReadOnlySpan<long> strides, ReadOnlySpan<int> sizes)
    {
        if (source.IsEmpty) return;
        if (sizes.IsEmpty)
        {
            target[(int)first] = source[0];
            return;
        }
        int row = sizes[^1];
        Span<int> index = stackalloc int[sizes.Length];
        index.Clear();
        long at = first;
        for (int done = 0; done < source.Length; done += row)
        {
            var from = source.Slice(done, row);
            if (strides[^1] == 1) from.CopyTo(target.Slice((int)at, row));
            else for (int i = 0; i < row; i++) target[(int)(at + (i * strides[^1]))] = from[i];
            for (int k = sizes.Length - 2; k >= 0; k--)
            {
                at += strides[k];
                if (++index[k] < sizes[k]) break;
                at -= strides[k] * sizes[k];
                index[k] = 0;
            }
        }
    }
}
