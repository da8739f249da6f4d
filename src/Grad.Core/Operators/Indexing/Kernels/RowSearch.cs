using System.Buffers;
using System.Numerics;

namespace Grad;

/// <summary>What is looked for in a row.</summary>
internal interface IRowSearch
{
    /// <summary>Finds places in one row.</summary>
    static abstract void Find<T>(ReadOnlySpan<T> row, Span<int> places) where T : unmanaged, INumber<T>;
}

/// <summary>Searches the rows of arrays.</summary>
internal static class RowSearch
{
    /// <summary>Finds places along an axis.</summary>
    /// <param name="x">[outer, size, inner].</param>
    /// <param name="places">[outer, found, inner].</param>
    /// <param name="outer">The product of the sizes in front of the axis.</param>
    /// <param name="size">The size of the axis.</param>
    /// <param name="inner">The product of the sizes behind it.</param>
    public static void Run<T, S>(ReadOnlySpan<T> x, Span<int> places, int outer, int size, int inner)
        where T : unmanaged, INumber<T>
        where S : IRowSearch
    {
        if (outer * inner == 0) return;
        int found = places.Length / (outer * inner);
        var (row, answer) = (ArrayPool<T>.Shared.Rent(size), ArrayPool<int>.Shared.Rent(found));
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                for (int k = 0; k < size; k++) row[k] = x[(((o * size) + k) * inner) + i];
                S.Find<T>(row.AsSpan(0, size), answer.AsSpan(0, found));
                for (int k = 0; k < found; k++) places[(((o * found) + k) * inner) + i] = answer[k];
            }
        }
        ArrayPool<T>.Shared.Return(row);
        ArrayPool<int>.Shared.Return(answer);
    }

    /// <summary>Whether x comes before y in descending order; a NaN comes first, as it does in a maximum.</summary>
    public static bool IsAbove<T>(T x, T y) where T : INumber<T> => x > y || (T.IsNaN(x) && !T.IsNaN(y));
}
