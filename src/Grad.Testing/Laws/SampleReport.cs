namespace Grad.Testing;

/// <summary>How often a law was tried on random cases, and how often nothing could be said.</summary>
public sealed class SampleReport
{
    private readonly string law;
    private readonly SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);

    internal SampleReport(string law) => this.law = law;

    /// <summary>The number of cases.</summary>
    public int Tried { get; private set; }

    /// <summary>The number of cases that could not be decided.</summary>
    public int Rejected { get; private set; }

    /// <summary>Whether at most a fifth was rejected.</summary>
    internal bool RejectsFew => Rejected * 5 <= Tried;

    internal void Count(Verdict verdict)
    {
        Tried++;
        if (verdict.Outcome != Outcome.Undecided) return;
        Rejected++;
        reasons[verdict.Reason] = reasons.GetValueOrDefault(verdict.Reason) + 1;
    }

    /// <summary>The counts, and the most frequent reasons.</summary>
    public override string ToString() =>
        $"{law}: {Rejected} of {Tried} cases could not be decided" +
        string.Concat(reasons.OrderByDescending(r => r.Value).Take(8).Select(r => $"\n  {r.Value} × {r.Key}"));
}
