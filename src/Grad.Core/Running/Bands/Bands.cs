using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Finds steps that go through the same rows of large arrays, each reading of what the others write the same rows alone, and
/// runs some rows at a time through all of them, while these are in the cache:
/// <code>
/// softmax of x [m, n]:  max over columns; Σ exp(x − max) over columns; divide
///                       three passes through memory; as a band one
/// </code>
/// Products with a small matrix take part, and so do sums over rows, with partial results: whoever reads one comes after the
/// band. What lies between the steps of a band runs before it, or after it, as memory allows.
/// </summary>
internal sealed class Bands(Grain grain)
{
    /// <summary>Steps in a band, at most: who joins is compared with all.</summary>
    private const int MostSteps = 32;

    /// <summary>Steps that wait for the end of a band, at most.</summary>
    private const int MostWaiting = 16;

    /// <summary>Pieces, at most.</summary>
    private const int MostPieces = 1024;

    /// <summary>How many times more memory than the grain's wide rows take, at most: of the third cache, some of it.</summary>
    private const int MostGrains = 16;

    /// <summary>How many times more a piece goes through than it leaves in partial results, at least.</summary>
    private const int PartialShare = 64;

    private readonly List<Member> band = [];
    private readonly List<Member> waiting = [];
    private readonly ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();

    /// <summary>The steps in the order in which they can run, together where that pays.</summary>
    public static ImmutableArray<Run> Of(BoundStep[] steps, Grain grain)
    {
        var bands = new Bands(grain);
        for (int i = 0; i < steps.Length; i++) bands.Take(i, steps[i].Forms);
        bands.CloseAll();
        return bands.runs.ToImmutable();
    }

    private void Take(int step, IReadOnlyList<RowForm> forms)
    {
        if (forms.Count == 0) CloseAll();
        if (band.Count == 0)
        {
            Begin(step, forms);
            return;
        }
        var whole = new Member(step, forms, 0);
        var joining = Enumerable.Range(0, forms.Count).Select(way => whole with { Way = way }).FirstOrDefault(m => Joins(m.Form));
        if (waiting.Exists(whole.Meets)) Wait(whole);
        else if (joining is not null) Join(joining);
        else if (band.Exists(whole.Meets)) Wait(whole);
        else runs.Add(Run.Alone(step));
    }

    // Few bytes are in the cache anyway: they join, but do not begin.
    private void Begin(int step, IReadOnlyList<RowForm> forms)
    {
        int way = forms.ToList().FindIndex(f => f.Rows > 1 && f.PartialBytes == 0 && f.Bytes >= grain.Bytes / 2);
        if (way >= 0) band.Add(new(step, forms, way));
        else runs.Add(Run.Alone(step));
    }

    private bool Joins(RowForm form) =>
        form.Rows > 1 && form.Rows == band[0].Form.Rows && band.TrueForAll(b => b.Form.KeepsRowsApart(form));

    private void Join(Member member)
    {
        band.Add(member);
        if (band.Count == MostSteps) Close();
    }

    private void Wait(Member member)
    {
        waiting.Add(member);
        if (waiting.Count == MostWaiting) Close();
    }

    private void CloseAll()
    {
        while (band.Count > 0) Close();
    }

    private void Close()
    {
        int pieces = band.Count == 1 ? 1 : Pieces();
        if (pieces == 1) runs.AddRange(band.Select(b => Run.Alone(b.Step)));
        else runs.Add(new([.. band.Select(b => (b.Step, b.Way))], pieces));
        band.Clear();
        Member[] next = [.. waiting];
        waiting.Clear();
        foreach (var member in next) Take(member.Step, member.Forms);
    }

    /// <summary>How many pieces the band has: 1 where everything fits into the cache.</summary>
    private int Pieces()
    {
        long bytes = band.SelectMany(b => b.Form.Accesses).DistinctBy(a => a.Address).Sum(a => a.Bytes);
        if (bytes < 4 * grain.Bytes) return 1;
        long pieces = Math.Min(bytes / grain.Bytes, band[0].Form.Rows / grain.Rows);
        pieces = Math.Min(Math.Max(pieces, bytes / (MostGrains * grain.Bytes)), Math.Min(band[0].Form.Rows, MostPieces));
        // Partial results are written and read again: they must be few against what is computed.
        long partial = band.Sum(b => b.Form.PartialBytes);
        if (partial > 0) pieces = Math.Min(pieces, bytes / (PartialShare * partial));
        return (int)Math.Max(1, pieces);
    }

    /// <summary>A step that is in a band, in one of its forms, or waits for the band's end.</summary>
    private sealed record Member(int Step, IReadOnlyList<RowForm> Forms, int Way)
    {
        public RowForm Form => Forms[Way];

        public bool Meets(Member other) => Form.Meets(other.Form);
    }
}
