namespace Grad;

/// <summary>For each place the place of the largest element up to it, the first of several.</summary>
internal readonly struct LargestPlaces : IRowSearch
{
    public static void Find<T>(ReadOnlySpan<T> row, Span<int> places) where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int k = 0, best = 0; k < row.Length; k++)
        {
            if (RowSearch.IsAbove(row[k], row[best])) best = k;
            places[k] = best;
        }
    }
}
