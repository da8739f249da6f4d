using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Grad.Testing;

/// <summary>What a <see cref="GradientCheck"/> found; as text it is a table.</summary>
/// <param name="Function">The expression that was differentiated.</param>
/// <param name="Entries">The derivatives.</param>
public sealed record GradientReport(Expr Function, ImmutableArray<GradientEntry> Entries)
{
    private const int MostRows = 20;

    /// <summary>The entries that disagree.</summary>
    public ImmutableArray<GradientEntry> Disagreements => [.. Entries.Where(e => !e.Agrees)];

    /// <summary>The entries about which nothing can be said, because of a kink or a rough quotient.</summary>
    public ImmutableArray<GradientEntry> Skipped => [.. Entries.Where(e => e.Skipped is not null)];

    /// <summary>Whether nothing disagrees, and something was compared.</summary>
    public bool Passed => Disagreements.IsEmpty && Skipped.Length < Math.Max(Entries.Length, 1);

    /// <summary>The report itself, when it passed.</summary>
    /// <exception cref="GradientCheckException">It did not; the report is the message.</exception>
    public GradientReport Require() => Passed ? this : throw new GradientCheckException(this);

    /// <summary>A sentence, and a table with what disagrees first.</summary>
    public override string ToString()
    {
        if (Entries.IsEmpty) return Sentence;
        var rows = Entries.OrderBy(e => !e.Agrees ? 0 : e.Skipped is not null ? 1 : 2).Take(MostRows).ToArray();
        string[][] cells =
        [
            ["entry", "reverse", "forward", "difference", "allowed", ""],
            .. rows.Select(e => new[] { e.Name, Number(e.Reverse), Number(e.Forward), Number(e.Difference),
                e.Allowed.ToString("0.0e+00", CultureInfo.InvariantCulture), e.Remark }),
        ];
        var text = new StringBuilder().Append(Sentence).Append('\n');
        foreach (var row in cells)
        {
            var padded = row.Select((cell, c) => cell.PadRight(cells.Max(r => r[c].Length)));
            text.Append("  ").Append(string.Join("  ", padded).TrimEnd()).Append('\n');
        }
        int left = Entries.Length - rows.Length;
        if (left > 0) text.Append("  … and ").Append(left).Append(" more\n");
        return text.ToString().TrimEnd();
    }

    private string Sentence
    {
        get
        {
            var (wrong, skipped) = (Disagreements.Length, Skipped.Length);
            string counts = Entries.IsEmpty ? "there is no derivative to compare"
                : wrong > 0 ? $"{wrong} of {Count(Entries.Length)} {(wrong == 1 ? "disagrees" : "disagree")}"
                : skipped == 1 && Entries.Length == 1 ? "the derivative cannot be compared at this point; move it"
                : skipped == Entries.Length ? $"none of {Count(Entries.Length)} can be compared at this point; move it"
                : Entries.Length == 1 ? "1 derivative agrees"
                : skipped > 0 ? $"{Entries.Length - skipped} of {Count(Entries.Length)} agree"
                : $"all {Count(Entries.Length)} agree";
            string left = skipped > 0 && skipped < Entries.Length ? $", {skipped} skipped" : "";
            return $"Gradient check of {Function}: {counts}{left}.";
        }
    }

    private static string Count(int n) => n == 1 ? "1 derivative" : $"{n} derivatives";

    private static string Number(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}

/// <summary>A derivative disagrees with its difference quotient, or none could be compared.</summary>
/// <param name="report">What was found.</param>
public sealed class GradientCheckException(GradientReport report) : Exception(report.ToString())
{
    /// <summary>What was found.</summary>
    public GradientReport Report { get; } = report;
}
