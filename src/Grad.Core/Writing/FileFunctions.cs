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
}
