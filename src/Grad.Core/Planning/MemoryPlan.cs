using System.Collections.Immutable;
using System.Runtime.InteropServices;

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
            var place = new Place(buffer.First, buffer.Last, bottom, bottom + size).BestAmong(CollectionsMarshal.AsSpan(placed));
            Put(buffer, place.Start);
            int above = placed.BinarySearch(place);
            placed.Insert(above < 0 ? ~above : above, place);
        }
        return new(offsets, placed.Count == 0 ? bottom : placed.Max(p => p.End));

        void Put(Buffer buffer, long start)
        {
            foreach (var node in buffer.Nodes) offsets[node] = start;
        }
    }

    /// <summary>Each buffer in a place of its own, whenever it is needed.</summary>
    /// <param name="buffers">The buffers, of which each array is in one.</param>
    /// <param name="bytes">The length of an array.</param>
    public static MemoryPlan Apart(ImmutableArray<Buffer> buffers, Func<Expr, long> bytes) =>
        Of([.. buffers.Select(b => b with { First = 0, Last = 1 })], bytes);

    /// <summary>A length rounded up to whole cache lines.</summary>
    public static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>Bytes that are taken during some steps; places are sorted from the bottom up.</summary>
    private readonly record struct Place(int First, int Last, long Start, long End) : IComparable<Place>
    {
        public int CompareTo(Place other) => Start.CompareTo(other.Start);

        /// <summary>The same further up: in the smallest gap that fits, or at the end of what is there.</summary>
        /// <param name="placed">What was placed before, from the bottom up.</param>
        public Place BestAmong(ReadOnlySpan<Place> placed)
        {
            long end = Start, size = End - Start, best = Start, smallest = long.MaxValue;
            foreach (ref readonly var other in placed)
            {
                if (other.First > Last || First > other.Last) continue;
                long gap = other.Start - end;
                if (gap >= size && gap < smallest) (best, smallest) = (end, gap);
                end = Math.Max(end, other.End);
            }
            long start = smallest == long.MaxValue ? end : best;
            return this with { Start = start, End = start + size };
        }
    }
}
