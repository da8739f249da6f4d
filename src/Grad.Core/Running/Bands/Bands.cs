namespace Grad;

/// <summary>
/// Finds steps that go through the same rows of large arrays, each reading of what the others write the same rows alone, and
/// runs some rows at a time through all of them, while these are in the cache:
/// <code>
/// softmax of x [m, n]:  max over columns; Σ exp(x − max) over columns; divide
///                       three passes through memory; as a band one
/// </code>
/// Products with a small matrix take part, and so do sums over rows, with partial results: whoever reads one comes after the band. What lies between the steps of a band
/// runs before it, or after it, as memory allows.
/// </summary>
internal sealed class Bands(Grain grain, int threads)
{
    /// <summary>Steps in a band, at most: who joins is compared with all.</summary>
    private const int MostSteps = 32;

    /// <summary>Steps that wait for the end of a band, at most.</summary>
    private const int MostWaiting = 8;

    /// <summary>Pieces, at most.</summary>
    private const int MostPieces = 1024;

    /// <summary>Rows that stay together where there are enough: whole vectors and cache lines, where a vector goes along the rows.</summary>
    private const int RowsTogether = 16;

    private readonly List<(BoundStep Step, RowForm Form)> band = [];
    private readonly List<(BoundStep Step, RowForm Form)> waiting = [];
    private readonly List<(Action Run, int Steps)> runs = [];

    /// <summary>The steps, together where that pays: what runs them, and how many each runs.</summary>
    public static IReadOnlyList<(Action Run, int Steps)> Of(IEnumerable<BoundStep> steps, Grain grain, int threads)
    {
        var bands = new Bands(grain, threads);
        foreach (var step in steps) bands.Take(step);
        bands.CloseAll();
        return bands.runs;
    }

    private void Take(BoundStep step)
    {
        var forms = step.Forms;
        if (forms.Count == 0) CloseAll();
        // Few bytes are in the cache anyway: they join, but do not begin.
        if (band.Count == 0)
        {
            if (forms.FirstOrDefault(f => f.Rows > 1 && f.PartialBytes == 0 && f.Bytes >= grain.Bytes) is { } first) band.Add((step, first));
            else RunAlone(step);
        }
        else if (waiting.Exists(w => w.Form.Meets(forms[0]))) Wait(step, forms[0]);
        else if (forms.FirstOrDefault(Joins) is { } form) Join(step, form);
        else if (!band.Exists(b => b.Form.Meets(forms[0]))) RunAlone(step);
        else Wait(step, forms[0]);
    }

    private bool Joins(RowForm form) =>
        form.Rows > 1 && form.Rows == band[0].Form.Rows && band.TrueForAll(b => b.Form.KeepsRowsApart(form));

    private void RunAlone(BoundStep step) => runs.Add((step.Whole(grain, threads), 1));

    private void Join(BoundStep step, RowForm form)
    {
        band.Add((step, form));
        if (band.Count == MostSteps) Close();
    }

    private void Wait(BoundStep step, RowForm form)
    {
        waiting.Add((step, form));
        if (waiting.Count == MostWaiting) Close();
    }

    private void CloseAll()
    {
        while (band.Count > 0) Close();
    }

    private void Close()
    {
        int pieces = band.Count == 1 ? 1 : Pieces();
        if (pieces == 1) band.ForEach(b => RunAlone(b.Step));
        else runs.Add((new Band([.. band.Select(b => b.Form.Cut(pieces, Starts(b.Form.Rows, pieces)))], pieces, threads).Run, band.Count));
        band.Clear();
        BoundStep[] next = [.. waiting.Select(w => w.Step)];
        waiting.Clear();
        foreach (var step in next) Take(step);
    }

    /// <summary>How many pieces the band has: 1 where everything fits into the cache.</summary>
    private int Pieces()
    {
        long bytes = band.SelectMany(b => b.Form.Accesses).DistinctBy(a => a.Address).Sum(a => a.Bytes);
        long partial = band.Sum(b => b.Form.PartialBytes);
        long pieces = Math.Min(Math.Min(bytes / grain.Bytes, band[0].Form.Rows), MostPieces);
        // Partial results are written and read again: they must be few against what is computed.
        if (partial > 0) pieces = Math.Min(pieces, bytes / (8 * partial));
        return bytes < 4 * grain.Bytes ? 1 : (int)Math.Max(1, pieces);
    }

    /// <summary>The row at which each piece begins.</summary>
    private static Func<int, long> Starts(long rows, int pieces)
    {
        int together = rows >= 4L * RowsTogether * pieces ? RowsTogether : 1;
        return piece => piece == pieces ? rows : rows * piece / pieces / together * together;
    }
}
