namespace Grad;

/// <summary>Puts arrays one behind the other along an axis.</summary>
internal static class Joining
{
    /// <summary>Puts one of them in its place.</summary>
    /// <param name="part">The array.</param>
    /// <param name="whole">Where it goes.</param>
    /// <param name="start">The elements of the arrays before it, in one row of the whole.</param>
    /// <param name="run">The elements that it has in one row.</param>
    /// <param name="stride">The elements of a row of the whole.</param>
    public static void Put<T>(ReadOnlySpan<T> part, Span<T> whole, int start, int run, int stride)
    {
        for (int from = 0, to = start; from < part.Length; from += run, to += stride) part.Slice(from, run).CopyTo(whole[to..]);
    }
}
