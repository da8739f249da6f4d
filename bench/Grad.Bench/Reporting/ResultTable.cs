using System.Globalization;
using System.Text;

namespace Grad.Bench;

/// <summary>Rows as a Markdown table whose columns are also aligned for the eye.</summary>
internal static class ResultTable
{
    private static readonly string[] Titles = ["work", "Grad", "peer", "peer's figure", "ratio", "goal", "met"];
    private static readonly bool[] IsRight = [false, true, false, true, true, true, false];

    public static string Of(IEnumerable<Row> rows)
    {
        string[][] cells = [Titles, .. rows.Select(Cells)];
        int[] widths = [.. Titles.Select((_, c) => cells.Max(r => r[c].Length))];
        var text = new StringBuilder();
        Line(cells[0]);
        text.AppendLine("|" + string.Concat(widths.Select((w, c) => IsRight[c]
            ? new string('-', w + 1) + ":|"
            : new string('-', w + 2) + "|")));
        foreach (string[] row in cells[1..]) Line(row);
        return text.ToString();

        void Line(string[] row) => text.AppendLine("| " + string.Join(" | ", row.Select((cell, c) => IsRight[c]
            ? cell.PadLeft(widths[c])
            : cell.PadRight(widths[c]))) + " |");
    }

    private static string[] Cells(Row row) =>
    [
        row.Work, row.Own.ToString(), row.Peer, row.Theirs?.ToString() ?? "", Ratio(row.Ratio), Goal(row),
        row.Met switch { true => "yes", false => "**no**", null => "" },
    ];

    private static string Ratio(double? ratio) => ratio is { } r ? Quantity.ThreeDigits(r) : "";

    private static string Goal(Row row)
    {
        if (row.Goal is not { } goal) return "";
        string unit = goal.Subject == Subject.Own ? " " + row.Own.Unit : "";
        return (goal.Sense == Sense.AtLeast ? "≥ " : "≤ ") + goal.Bound.ToString(CultureInfo.InvariantCulture) + unit;
    }
}
