namespace Grad;

/// <summary>Steps that are done together, piece by piece: what one leaves in the cache the next finds there.</summary>
internal sealed class Band(StepInPieces[] steps, int pieces, int threads) : IPieces
{
    /// <summary>Rows that stay together where there are enough: whole vectors and cache lines, where a vector goes along the rows.</summary>
    private const int RowsTogether = 16;

    /// <summary>What runs some of a program's steps.</summary>
    public static Action Of(Run run, BoundStep[] steps, Grain grain, int threads)
    {
        if (run.Pieces == 1) return steps[run.Members[0].Step].Whole(grain, threads);
        RowForm[] forms = [.. run.Members.Select(m => steps[m.Step].Forms[m.Way])];
        var start = Starts(forms[0].Rows, run.Pieces);
        return new Band([.. forms.Select(form => form.Cut(run.Pieces, start))], run.Pieces, threads).Run;
    }

    /// <summary>The row at which each piece begins.</summary>
    private static Func<int, long> Starts(long rows, int pieces)
    {
        int together = rows >= 4L * RowsTogether * pieces ? RowsTogether : 1;
        return piece => piece == pieces ? rows : rows * piece / pieces / together * together;
    }

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
