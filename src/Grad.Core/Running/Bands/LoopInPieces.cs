using System.Numerics;

namespace Grad;

/// <summary>A loop cut along one of its axes: each piece is a call of the kernel with a frame of its own, or some calls.</summary>
/// <typeparam name="T">The element type of the program.</typeparam>
internal sealed class LoopInPieces<T> : StepInPieces where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BoundLoop<T> loop;
    private readonly Kernel kernel;
    private readonly Partials<T>?[] partials;
    private readonly nint[][] frames;

    /// <summary>Cuts a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="kernel">What runs a part of it.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="calls">How many calls a piece is.</param>
    /// <param name="start">The turn at which a call of a piece begins, which is where that of the piece before it ends.</param>
    public LoopInPieces(BoundLoop<T> loop, Kernel kernel, int axis, int pieces, int calls, Func<int, int, long> start)
    {
        (this.loop, this.kernel) = (loop, kernel);
        partials = [.. loop.Counts.Select((_, f) => loop.IsAlong(f, axis) ? loop.Partials(f, pieces) : null)];
        frames = [.. Enumerable.Range(0, pieces).Select(p => Enumerable.Range(0, calls)
            .Select(c => loop.Frame(axis, start(p, c), start(p + 1, c), [.. partials.Select(f => f?[p])])).ToArray())];
    }

    public override void Do(int piece)
    {
        foreach (nint frame in frames[piece]) loop.RunPart(kernel, frame);
    }

    public override void Finish()
    {
        foreach (var partial in partials) partial?.Combine();
    }
}
