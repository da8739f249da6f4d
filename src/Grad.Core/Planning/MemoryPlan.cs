using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Where each array lies in the arena, for one binding of the sizes. Buffers that no step needs together may share memory.
/// </summary>
/// <param name="Offsets">For each array the byte at which it begins, a multiple of <see cref="Alignment"/>.</param>
/// <param name="Size">The bytes of the whole arena, which is the peak.</param>
internal sealed record MemoryPlan(IReadOnlyDictionary<Expr, long> Offsets, long Size)
{
    /// <summary>The size of a cache line and of the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>
    /// Places what lives throughout side by side, then the rest above it: the largest first, each into the smallest gap that it
    /// fits between those placed before that live at the same time (greedy by size, best fit: Pisarchyk and Lee, "Efficient
    /// memory management for deep neural net inference", 2020, algorithm 3). Quadratic in the number of buffers that do not
    /// live throughout.
    /// </summary>
    /// <param name="buffers">The buffers, of which each array is in one.</param>
    /// <param name="bytes">The length of an array.</param>
    public static MemoryPlan Of(ImmutableArray<Buffer> buffers, Func<Expr, long> bytes)
    {
        var offsets = new Dictionary<Expr, long>(ReferenceEqualityComparer.Instance);
        int end = buffers.Length == 0 ? 0 : buffers.Max(b => b.Last);
        long bottom = 0;
        foreach (var buffer in buffers.Where(b => b.First == 0 && b.Last == end))
        {
            Put(buffer, bottom);
            bottom += Aligned(bytes(buffer.Nodes[0]));
        }
        var placed = new List<Place>();
        foreach (var (buffer, size) in buffers.Where(b => b.First != 0 || b.Last != end)
            .Select(b => (Buffer: b, Size: Aligned(bytes(b.Nodes[0])))).OrderByDescending(b => b.Size))
        {
            long start = BestGap(buffer, size, placed, bottom);
            Put(buffer, start);
            int above = placed.FindIndex(p => p.Start > start);
            placed.Insert(above < 0 ? placed.Count : above, new(buffer, start, start + size));
        }
        return new(offsets, placed.Count == 0 ? bottom : placed.Max(p => p.End));

        void Put(Buffer buffer, long start)
        {
            foreach (var node in buffer.Nodes) offsets[node] = start;
        }
    }

    /// <summary>A length rounded up to whole cache lines.</summary>
    public static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>The start of the smallest gap, or the end of what is there.</summary>
    /// <param name="buffer">What is placed.</param>
    /// <param name="size">Its length.</param>
    /// <param name="placed">What was placed before, from the bottom up.</param>
    /// <param name="bottom">Where the first may begin.</param>
    private static long BestGap(Buffer buffer, long size, List<Place> placed, long bottom)
    {
        long end = bottom, best = bottom, smallest = long.MaxValue;
        foreach (var other in placed)
        {
            if (!other.Buffer.LivesWith(buffer)) continue;
            long gap = other.Start - end;
            if (gap >= size && gap < smallest) (best, smallest) = (end, gap);
            end = Math.Max(end, other.End);
        }
        return smallest == long.MaxValue ? end : best;
    }

    private readonly record struct Place(Buffer Buffer, long Start, long End);
}
