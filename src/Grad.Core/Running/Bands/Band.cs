namespace Grad;

/// <summary>Steps that are done together, piece by piece: what one leaves in the cache the next finds there.</summary>
internal sealed class Band(StepInPieces[] steps, int pieces, int threads) : IPieces
{
    /// <summary>Runs all of it.</summary>
    public void Run()
    {
        Team.Run(this, pieces, threads);
        foreach (var step in steps) step.Finish();
    }

    /// <inheritdoc/>
    public void Do(int piece)
    {
        foreach (var step in steps) step.Do(piece);
    }
}
