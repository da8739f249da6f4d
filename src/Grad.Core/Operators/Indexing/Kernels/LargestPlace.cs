namespace Grad;

/// <summary>The place of the largest element, the first of several.</summary>
internal readonly struct LargestPlace : IRowSearch
{
    public static void Find<T>(ReadOnlySpan<T> row, Span<int> places) where T : unmanaged, System.Numerics.INumber<T>
    {
        int best = 0;
        for (int k = 1; k < row.Length; k++) if (RowSearch.IsAbove(row[k], row[best])) best = k;
        places[0] = best;
    }
}
