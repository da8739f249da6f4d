using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>An immutable page of text, formulas, results, tables, figures and graphs. Each method returns a copy with
/// one more block at the end; <see cref="Save"/> writes one file that needs neither a network nor any other file.
/// </summary>
public sealed class Report
{
    private readonly string title;
    private readonly ImmutableArray<Block> blocks;

    private Report(string title, ImmutableArray<Block> blocks)
    {
        this.title = title;
        this.blocks = blocks;
    }

    /// <summary>An empty report.</summary>
    public static Report Titled(string title) => new(title, []);

    /// <summary>Starts a section; two or more make a table of contents.</summary>
    public Report Section(string heading) => With(new SectionBlock(heading));

    /// <summary>Adds a paragraph; line breaks are kept.</summary>
    public Report Text(string text) => With(new TextBlock(text));

    /// <summary>Adds a block of code or other text in equally wide letters.</summary>
    public Report Code(string code) => With(new CodeBlock(code));

    /// <summary>Adds a named formula, for instance a derivative as it prints.</summary>
    public Report Formula(string name, string text) => With(new EntryBlock(name, text, EntryKind.Formula));

    /// <summary>Adds a named result, for instance a loss.</summary>
    public Report Result(string name, string text) => With(new EntryBlock(name, text, EntryKind.Result));

    /// <summary>Adds a table; columns of numbers only are set flush right.</summary>
    /// <exception cref="ArgumentException">There are no columns, or a row has more or fewer cells than there are
    /// columns.</exception>
    public Report Table(string caption, string[] columns, params IEnumerable<string[]> rows) =>
        With(TableBlock.Checked(caption, [.. columns], [.. rows.Select(row => row.ToImmutableArray())]));

    /// <summary>Adds a figure.</summary>
    public Report Figure(Figure figure) => With(new FigureBlock(figure));

    /// <summary>Adds the drawing of a computation graph.</summary>
    public Report Graph(GraphDrawing drawing) => With(new GraphBlock(drawing));

    /// <summary>The page as text: HTML with everything it needs inside; plotly.js is in it once, if at all.</summary>
    public string ToHtml()
    {
        var page = new Page(title);
        page.Add($"<h1>{Page.Escape(title)}</h1>");
        AddContents(page);
        int section = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            // Neighbouring formulas and results share a list, and so their columns.
            bool entry = blocks[i] is EntryBlock;
            if (entry && (i == 0 || blocks[i - 1] is not EntryBlock)) page.Add("<dl>");
            if (blocks[i] is SectionBlock) section++;
            blocks[i].WriteTo(page, section);
            if (entry && (i + 1 == blocks.Length || blocks[i + 1] is not EntryBlock)) page.Add("</dl>");
        }
        return page.ToHtml();
    }

    /// <summary>Writes the page, in UTF-8; a folder that does not exist is made.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Page.Write(path, ToHtml());

    private void AddContents(Page page)
    {
        string[] headings = [.. blocks.OfType<SectionBlock>().Select(section => section.Heading)];
        if (headings.Length < 2) return;
        page.Add("<nav aria-label=\"Contents\"><ol>");
        for (int i = 0; i < headings.Length; i++)
            page.Add($"<li><a href=\"#section-{i + 1}\">{Page.Escape(headings[i])}</a></li>");
        page.Add("</ol></nav>");
    }

    private Report With(Block block) => new(title, blocks.Add(block));
}
