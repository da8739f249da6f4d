using System.Numerics;

namespace Grad;

/// <summary>A loop cut along one of its axes: each piece is a call of the kernel with a frame of its own.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed class LoopInPieces<T> : StepInPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BoundLoop<T> loop;
    private readonly Partials<T>?[] partials;
    private readonly nint[] frames;

    /// <summary>Cuts a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="start">The turn at which a piece begins; after the last, the turn at which it ends.</param>
    public LoopInPieces(BoundLoop<T> loop, int axis, int pieces, Func<int, long> start)
    {
        this.loop = loop;
        partials = [.. loop.Counts.Select((_, f) => loop.IsAlong(f, axis) ? loop.Partials(f, pieces) : null)];
        frames = [.. Enumerable.Range(0, pieces)
            .Select(p => loop.Frame(axis, start(p), start(p + 1), [.. partials.Select(f => f?[p])]))];
    }

    public override void Do(int piece) => loop.Run(frames[piece]);

    public override void Finish()
    {
        foreach (var partial in partials) partial?.Combine();
    }
}
