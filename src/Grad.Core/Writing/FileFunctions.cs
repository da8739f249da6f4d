namespace Grad.Writing;

/// <summary>Functions that a file has where something calls them.</summary>
internal static class FileFunctions
{
    public const string Place =
        """
            private static long Place(long bytes, ref long end)
            {
                long place = end;
                end += (bytes + 63) / 64 * 64;
                return place;
            }

        """;

    public const string RequireInside =
        """
            private static void RequireInside(long first, long step, long count, long size)
            {
                long last = first + ((count - 1) * step);
                if (count > 0 && (first < 0 || first >= size || last < 0 || last >= size))
                    throw new ArgumentException($"Places {first} to {last} of an axis of size {size} are asked for.");
            }

        """;

    public const string Copy =
        """
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static void Copy<T>(T* from, T* to, int count) where T : unmanaged =>
                new ReadOnlySpan<T>(from, count).CopyTo(new(to, count));

        """;

    public const string Largest =
        """
            private static int Largest(int* numbers, int count)
            {
                int largest = 0;
                for (int i = 0; i < count; i++) largest = Math.Max(largest, numbers[i]);
                return largest;
            }

        """;

    public const string AnyHolds =
        """
            /// <summary>Whether some condition holds; where steps are counted, each that does counts one.</summary>
            private static bool AnyHolds(byte* conditions, int* steps, int count)
            {
                bool any = false;
                for (int i = 0; i < count; i++)
                {
                    any |= conditions[i] != 0;
                    if (steps != null) steps[i] += conditions[i];
                }
                return any;
            }

        """;
}
