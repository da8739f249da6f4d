using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// How a large loop is cut into pieces for threads: along one of its loops, at places that depend on the sizes alone, so that
/// folds are the same bits for any number of threads. A fold along the cut has a partial result for each piece.
/// </summary>
/// <param name="Axis">The loop that is cut.</param>
/// <param name="Pieces">How many pieces there are; 1 for a loop that is not worth it.</param>
/// <param name="Size">The turns of that loop.</param>
/// <param name="Grain">What the pieces' turns are multiples of.</param>
internal readonly record struct LoopCut(int Axis, int Pieces, long Size, long Grain)
{
    /// <summary>
    /// Operators and accesses of single elements in a piece, at least: some 20 µs for vectors of 512 bits, several times what
    /// it takes to wake a thread.
    /// </summary>
    internal const long Least = 1 << 20;

    /// <summary>Pieces, at most: enough for many threads, few enough that partial results are cheap.</summary>
    private const int Most = 64;

    /// <summary>The turns of the innermost loop that stay together: whole vectors of any width, whole cache lines.</summary>
    private const long Inner = 64;

    /// <summary>The whole loop as one piece.</summary>
    public static LoopCut None { get; } = new(0, 1, 0, 1);

    /// <summary>The best cut of a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="shape">Its nest.</param>
    /// <param name="sizes">The sizes of the nest's loops.</param>
    /// <param name="strides">For each fold, its result's strides in elements along the nest's loops.</param>
    /// <param name="counts">For each fold, the elements of its result.</param>
    /// <param name="least">The operators and accesses in a piece, at least.</param>
    public static LoopCut Of(
        Loop loop,
        LoopShape shape,
        ReadOnlySpan<long> sizes,
        ImmutableArray<long[]> strides,
        ReadOnlySpan<long> counts,
        long least = Least)
    {
        if (sizes.IsEmpty) return None;
        long elements = 1;
        foreach (long size in sizes) elements = checked(elements * size);
        long work = elements
            * (loop.Loads.Length + loop.Stores.Length + loop.Folds.Length + loop.Body.Sum(n => (long)LaneCall.Instructions(n)));
        if (work < 2 * least) return None;
        var best = None;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            long grain = axis == sizes.Length - 1 ? Inner : 1;
            long partial = 0;
            for (int f = 0; f < counts.Length; f++) partial += shape.Folded[f][axis] ? counts[f] : 0;
            long pieces = Math.Min(Math.Min(work / least, sizes[axis] / grain), Most);
            // Partial results are written and read again: they must be few against what is computed.
            if (partial > 0) pieces = Math.Min(pieces, elements / (8 * partial));
            if (pieces > best.Pieces && Divides(shape, axis, sizes, strides, counts)) best = new(axis, (int)pieces, sizes[axis], grain);
        }
        return best;
    }

    /// <summary>The turn at which a piece begins.</summary>
    public long Start(int piece) => piece == Pieces ? Size : Size * piece / Pieces / Grain * Grain;

    /// <summary>Whether each fold that is not along an axis gets a part of its result, in one piece of memory, from each of its parts.</summary>
    private static bool Divides(
        LoopShape shape, int axis, ReadOnlySpan<long> sizes, ImmutableArray<long[]> strides, ReadOnlySpan<long> counts)
    {
        for (int f = 0; f < counts.Length; f++)
        {
            if (!shape.Folded[f][axis] && strides[f][axis] * sizes[axis] != counts[f]) return false;
        }
        return true;
    }
}
