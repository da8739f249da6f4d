namespace Grad;

/// <summary>A step whose sizes and places in memory are known.</summary>
internal abstract record BoundStep
{
    /// <summary>The ways to do it row by row; none for a step that is always done whole.</summary>
    public virtual IReadOnlyList<RowForm> Forms => [];

    /// <summary>What does the whole of it.</summary>
    public abstract Action Whole(Grain grain, int threads);
}

/// <summary>A step that is always done whole, on threads of its own if any.</summary>
/// <param name="Prepare">Makes what does it.</param>
internal sealed record WholeStep(Func<Action> Prepare) : BoundStep
{
    public override Action Whole(Grain grain, int threads) => Prepare();
}

/// <summary>A way to do a step row by row.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Accesses">The memory that it goes through.</param>
/// <param name="PartialBytes">The bytes of the partial results that a piece has.</param>
/// <param name="Cut">The step in pieces, from the number of pieces and the row at which each begins.</param>
internal sealed record RowForm(
    long Rows, RowAccess[] Accesses, long PartialBytes, Func<int, Func<int, long>, StepInPieces> Cut)
{
    /// <summary>The bytes that it goes through.</summary>
    public long Bytes { get; } = Accesses.Sum(a => a.Bytes);

    /// <summary>Whether one of them writes where the other reads or writes.</summary>
    public bool Meets(RowForm other) => Array.Exists(Accesses, a => Array.Exists(other.Accesses, a.Meets));

    /// <summary>Whether no row meets another row of a later step.</summary>
    public bool KeepsRowsApart(RowForm other) => Array.TrueForAll(
        Accesses, a => Array.TrueForAll(other.Accesses, b => !a.Meets(b) || a.KeepsRowsApart(b)));
}
