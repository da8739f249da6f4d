using System.Buffers;
using System.Numerics;

namespace Grad;

/// <summary>The places in the order of their elements, by merging runs, from those of one element up.</summary>
internal readonly struct SortedPlaces : IRowSearch
{
    public static void Find<T>(ReadOnlySpan<T> row, Span<int> places) where T : unmanaged, INumber<T>
    {
        for (int k = 0; k < places.Length; k++) places[k] = k;
        var other = ArrayPool<int>.Shared.Rent(places.Length);
        for (int run = 1; run < places.Length; run *= 2)
        {
            for (int start = 0; start < places.Length; start += 2 * run)
            {
                int middle = Math.Min(start + run, places.Length), end = Math.Min(start + (2 * run), places.Length);
                Merge(row, places[start..middle], places[middle..end], other.AsSpan(start));
            }
            other.AsSpan(0, places.Length).CopyTo(places);
        }
        ArrayPool<int>.Shared.Return(other);
    }

    /// <summary>Two runs in order become one; of equal elements those of the left run come first.</summary>
    private static void Merge<T>(ReadOnlySpan<T> row, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> merged)
        where T : INumber<T>
    {
        int l = 0, r = 0;
        for (int k = 0; k < left.Length + right.Length; k++)
        {
            bool fromLeft = r == right.Length || (l < left.Length && !RowSearch.IsAbove(row[left[l]], row[right[r]]));
            merged[k] = fromLeft ? left[l++] : right[r++];
        }
    }
}
