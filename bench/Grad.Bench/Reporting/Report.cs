using System.Text;

namespace Grad.Bench;

/// <summary>What all sections found, as one page of Markdown.</summary>
internal sealed class Report
{
    private readonly string load = File.Exists("/proc/loadavg")
        ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start"
        : "";

    // As it was when the measurement began.
    private readonly string commit = Machine.Commit;

    private readonly List<(Section Section, Findings? Findings)> results = [];

    /// <summary>Whether a section could not be measured.</summary>
    public bool Failed => results.Any(r => r.Findings is null);

    /// <summary>Adds a section; nothing stands for one that failed.</summary>
    public void Add(Section section, Findings? findings) => results.Add((section, findings));

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"# {Machine.Processor}");
        text.AppendLine();
        text.AppendLine($"{DateTime.UtcNow:yyyy-MM-dd}, commit {commit}, .NET {Environment.Version}, "
            + $"{Machine.VectorBits}-bit vectors, one thread{load}.");
        text.AppendLine();
        string[] peers = [.. results.SelectMany(r => r.Findings?.Peers ?? []).Distinct()];
        foreach (string peer in peers) text.AppendLine($"- {peer}");
        if (peers.Length > 0) text.AppendLine();
        text.AppendLine("A ratio is how many times as fast as the peer Grad is, or what the gradient costs in terms of "
            + "the objective, where the goal is an upper bound.");
        foreach (var (section, findings) in results)
        {
            text.AppendLine();
            text.AppendLine($"## {section.Title}");
            text.AppendLine();
            text.AppendLine($"`{section.Name}`: {section.Method}.");
            text.AppendLine();
            if (findings is null) text.AppendLine("This section failed; its complaint is on the error stream.");
            else if (!findings.Rows.IsEmpty) text.Append(ResultTable.Of(findings.Rows));
            if (findings is { Details.Length: > 0 }) text.AppendLine().AppendLine(findings.Details.Trim());
        }
        Summarise(text);
        return text.ToString();
    }

    /// <summary>How many goals are met, and those that are missed, the farthest first.</summary>
    private void Summarise(StringBuilder text)
    {
        var judged = results.SelectMany(r => r.Findings?.Rows ?? []).Where(r => r.Met is not null).ToArray();
        var missed = judged.Where(r => r.Met == false).OrderBy(r => r.Reached).ToArray();
        text.AppendLine();
        text.AppendLine("## Goals");
        text.AppendLine();
        text.AppendLine($"{judged.Length - missed.Length} of {judged.Length} are met.");
        if (missed.Length == 0) return;
        text.AppendLine();
        text.AppendLine("Missed, the farthest first, with the fraction of the goal that is reached:");
        text.AppendLine();
        foreach (var row in missed)
            text.AppendLine($"- {row.Work}{(row.Peer.Length > 0 ? " against " + row.Peer : "")}: {row.Reached:F2}");
    }
}
