using System.Collections.Immutable;

namespace Grad.Plots;

/// <summary>An immutable page of text, code, formulas, results, tables, figures and graphs. Each method returns a
/// report with one more block at the end; <see cref="Save"/> writes one file that needs no network.</summary>
/// <example><code>
/// Report.Titled("Grad").Section("1. Derivatives").Formula("∂z/∂x", $"{dx}").Figure(figure).Save("report.html");
/// </code></example>
public sealed record Report
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
    public Report Section(string heading) => With(new Block.Section(heading));

    /// <summary>Adds text. An empty line starts a paragraph, line breaks are kept, and what stands between two
    /// backticks is set as code.</summary>
    public Report Text(string text) => With(new Block.Text(text));

    /// <summary>Adds a block of C#, with keywords, strings, numbers and comments set apart.</summary>
    public Report Code(string code) => With(new Block.Code(code, true));

    /// <summary>Adds a block of text in equally wide letters, for instance what a program printed.</summary>
    public Report Output(string text) => With(new Block.Code(text, false));

    /// <summary>Adds a named formula, for instance a derivative as it prints.</summary>
    public Report Formula(string name, string text) => With(new Block.Entry(name, text, IsFormula: true));

    /// <summary>Adds a named result, for instance a loss.</summary>
    public Report Result(string name, string text) => With(new Block.Entry(name, text, IsFormula: false));

    /// <summary>Adds a table; columns of numbers are set flush right.</summary>
    /// <exception cref="ArgumentException">There are no columns, or a row has more or fewer cells than there are
    /// columns.</exception>
    public Report Table(string caption, string[] columns, params IEnumerable<string[]> rows)
    {
        ImmutableArray<ImmutableArray<string>> copy = [.. rows.Select(row => row.ToImmutableArray())];
        if (columns.Length == 0) throw Sentences.NoColumns(caption);
        for (int i = 0; i < copy.Length; i++)
            if (copy[i].Length != columns.Length)
                throw Sentences.RaggedRow(caption, i + 1, copy[i].Length, columns.Length);
        return With(new Block.Table(caption, [.. columns], copy));
    }

    /// <summary>Adds a figure; it is drawn when it comes into view.</summary>
    public Report Figure(Figure figure) => With(new Block.Plot(
        Layouts.Of(figure), figure.Size, figure.Title ?? "Figure"));

    /// <summary>Adds figures beside each other.</summary>
    public Report Figure(FigureGrid grid) => With(new Block.WidePlot(
        Layouts.Of(grid), grid.Size, grid.Title ?? "Figures"));

    /// <summary>Adds the drawing of a computation graph.</summary>
    public Report Graph(GraphDrawing drawing) => With(new Block.Drawing(drawing));

    /// <summary>The page as text: HTML with everything it needs inside; plotly.js is in it once, if at all.</summary>
    public string ToHtml() => ToPage("page").ToString();

    /// <summary>Writes the report as one self-contained page that opens by a double click and needs no network. Missing
    /// folders are created, an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The name does not end with <c>.html</c> or <c>.htm</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile Save(string path) => SavedFile.Html("Report.Save", path, () => ToPage("page"));

    /// <summary>Writes the report as A4 pages, <c>.pdf</c>, with an installed Chromium, Chrome or Edge.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="InvalidOperationException">There is no such browser, or it failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFile SaveImage(string path) =>
        Picture.SaveWith("Report.SaveImage", path, (794, 1123), ToPage, Browser.Find(), [".pdf"]);

    internal Page ToPage(string mode)
    {
        var page = new Page(title, "report") { Mode = mode };
        page.Append($"<main>\n<h1>{Page.Encode(title)}</h1>");
        AppendContents(page);
        int section = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            // Neighbouring formulas and results share a list, and so their columns.
            bool isEntry = blocks[i] is Block.Entry;
            if (isEntry && (i == 0 || blocks[i - 1] is not Block.Entry)) page.Append("<dl>");
            if (blocks[i] is Block.Section) section++;
            blocks[i].AppendTo(page, section);
            if (isEntry && (i + 1 == blocks.Length || blocks[i + 1] is not Block.Entry)) page.Append("</dl>");
        }
        return page.Append("</main>");
    }

    private void AppendContents(Page page)
    {
        string[] headings = [.. blocks.OfType<Block.Section>().Select(section => section.Heading)];
        if (headings.Length < 2) return;
        page.Append("<nav aria-label=\"Contents\"><ol>");
        for (int i = 0; i < headings.Length; i++)
            page.Append($"<li><a href=\"#section-{i + 1}\">{Page.Encode(headings[i])}</a></li>");
        page.Append("</ol></nav>");
    }

    private Report With(Block block) => new(title, blocks.Add(block));
}
