using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Plots;

/// <summary>One piece of a report.</summary>
internal abstract record Block
{
    private protected Block() { }

    /// <summary>Adds the block's markup; <paramref name="section"/> counts the sections so far.</summary>
    public abstract void WriteTo(Page page, int section);
}

internal sealed record SectionBlock(string Heading) : Block
{
    public override void WriteTo(Page page, int section) =>
        page.Add($"<h2 id=\"section-{section}\">{Page.Escape(Heading)}</h2>");
}

internal sealed record TextBlock(string Text) : Block
{
    public override void WriteTo(Page page, int section) => page.Add($"<p>{Page.Escape(Text)}</p>");
}

internal sealed record CodeBlock(string Code) : Block
{
    public override void WriteTo(Page page, int section) =>
        page.Add($"<pre tabindex=\"0\"><code>{Page.Escape(Code)}</code></pre>");
}

internal enum EntryKind
{
    Formula,
    Result,
}

internal sealed record EntryBlock(string Name, string Text, EntryKind Kind) : Block
{
    public override void WriteTo(Page page, int section)
    {
        string style = Kind == EntryKind.Formula ? "formula" : "result";
        page.Add($"<dt>{Page.Escape(Name)}</dt><dd class=\"{style}\">{Page.Escape(Text)}</dd>");
    }
}

internal sealed record FigureBlock(Figure Figure) : Block
{
    public override void WriteTo(Page page, int section) => page.Add(Figure);
}

internal sealed record GraphBlock(GraphDrawing Drawing) : Block
{
    public override void WriteTo(Page page, int section) => page.Add(Drawing);
}

internal sealed record TableBlock : Block
{
    private readonly string caption;
    private readonly ImmutableArray<string> columns;
    private readonly ImmutableArray<ImmutableArray<string>> rows;

    private TableBlock(string caption, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows)
    {
        this.caption = caption;
        this.columns = columns;
        this.rows = rows;
    }

    public static TableBlock Checked(
        string caption, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows)
    {
        if (columns.IsEmpty) throw Sentences.NoColumns(caption);
        for (int i = 0; i < rows.Length; i++)
            if (rows[i].Length != columns.Length)
                throw Sentences.RaggedRow(caption, i + 1, rows[i].Length, columns.Length);
        return new(caption, columns, rows);
    }

    public override void WriteTo(Page page, int section)
    {
        string[] classes = [.. columns.Select((_, i) => rows.All(row => IsNumber(row[i])) ? " class=\"number\"" : "")];
        page.Add($"<div class=\"table\"><table><caption>{Page.Escape(caption)}</caption><thead><tr>");
        for (int i = 0; i < columns.Length; i++) page.Add($"<th{classes[i]}>{Page.Escape(columns[i])}</th>");
        page.Add("</tr></thead><tbody>");
        foreach (var row in rows)
            page.Add($"<tr>{string.Concat(row.Select((cell, i) => $"<td{classes[i]}>{Page.Escape(cell)}</td>"))}</tr>");
        page.Add("</tbody></table></div>");
    }

    private static bool IsNumber(string cell) =>
        double.TryParse(cell.Replace('−', '-'), NumberStyles.Float | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out _);
}
