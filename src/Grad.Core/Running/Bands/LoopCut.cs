using System.Numerics;

namespace Grad;

/// <summary>
/// How a large loop is cut into pieces for threads: along one of its loops, at places that depend on the sizes alone, so that
/// folds are the same bits for any number of threads. A fold along the cut has a partial result for each piece.
/// </summary>
/// <param name="Axis">The loop that is cut.</param>
/// <param name="Pieces">How many pieces there are; 1 for a loop that is not worth it.</param>
/// <param name="Size">The turns of that loop.</param>
/// <param name="Together">What the pieces' turns are multiples of.</param>
internal readonly record struct LoopCut(int Axis, int Pieces, long Size, long Together)
{
    /// <summary>Pieces, at most: enough for many threads, few enough that partial results are cheap.</summary>
    private const int Most = 64;

    /// <summary>The turns of the innermost loop that stay together: whole vectors of any width, whole cache lines.</summary>
    private const long Inner = 64;

    /// <summary>The whole loop as one piece.</summary>
    public static LoopCut None { get; } = new(0, 1, 0, 1);

    /// <summary>The best cut of a loop.</summary>
    public static LoopCut Of<T>(BoundLoop<T> loop, Grain grain) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long work = loop.Work;
        var best = None;
        if (work < 2 * grain.Work) return best;
        for (int axis = 0; axis < loop.Sizes.Length; axis++)
        {
            long together = axis == loop.Sizes.Length - 1 ? Inner : 1;
            long partial = loop.Counts.Where((_, f) => loop.IsAlong(f, axis)).Sum();
            long pieces = Math.Min(Math.Min(work / grain.Work, loop.Sizes[axis] / together), Most);
            // Partial results are written and read again: they must be few against what is computed.
            if (partial > 0) pieces = Math.Min(pieces, loop.Elements / (8 * partial));
            if (pieces > best.Pieces && loop.Divides(axis)) best = new(axis, (int)pieces, loop.Sizes[axis], together);
        }
        return best;
    }

    /// <summary>The turn at which a piece begins.</summary>
    public long Start(int piece) => piece == Pieces ? Size : Size * piece / Pieces / Together * Together;
}
