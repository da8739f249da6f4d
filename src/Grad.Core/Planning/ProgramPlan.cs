using System.Collections.Immutable;

namespace Grad;

/// <summary>What is decided when a program gets its sizes.</summary>
/// <param name="Memory">Where each array lies.</param>
/// <param name="Runs">The steps in the order in which they run, some of them together.</param>
internal sealed record ProgramPlan(MemoryPlan Memory, ImmutableArray<Run> Runs);

/// <summary>Steps that run together, piece by piece, or one step alone.</summary>
/// <param name="Members">The steps by number, and in which of its forms each runs (<see cref="BoundStep.Forms"/>).</param>
/// <param name="Pieces">The number of pieces; 1 for one step alone, which decides for itself.</param>
internal sealed record Run(ImmutableArray<(int Step, int Way)> Members, int Pieces)
{
    /// <summary>A step alone.</summary>
    public static Run Alone(int step) => new([(step, 0)], 1);

    /// <summary>Each step of a program alone.</summary>
    public static ImmutableArray<Run> Each(int steps) => [.. Enumerable.Range(0, steps).Select(Alone)];
}
