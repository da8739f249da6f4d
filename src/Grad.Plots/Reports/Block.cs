using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Grad.Plots;

/// <summary>One piece of a report.</summary>
internal abstract partial record Block
{
    private static bool IsNumber(string text) => double.TryParse(
        text.Replace('−', '-').TrimEnd('%', '×'), NumberStyles.Float | NumberStyles.AllowThousands,
        CultureInfo.InvariantCulture, out _);

    // A hyphen is too short for a minus sign.
    private static string WithMinus(string text) =>
        IsNumber(text) ? text.Replace('-', '−') : HyphenOfNumber().Replace(text, "−");

    [GeneratedRegex(@"(?<![\w.)\]-])-(?=\d)")]
    private static partial Regex HyphenOfNumber();

    /// <summary>Adds the block's HTML; <paramref name="section"/> counts the sections so far.</summary>
    public abstract void AppendTo(Page page, int section);

    public sealed record Section(string Heading) : Block
    {
        public override void AppendTo(Page page, int section) =>
            page.Append($"<h2 id=\"section-{section}\">{Page.Encode(Heading)}</h2>");
    }

    public sealed record Text(string Content) : Block
    {
        public override void AppendTo(Page page, int section)
        {
            foreach (string paragraph in Content.ReplaceLineEndings("\n").Split("\n\n"))
                page.Append($"<p>{WithCode(paragraph)}</p>");
        }

        // Every second part of a text cut at its backticks is code; a single backtick is one.
        private static string WithCode(string paragraph)
        {
            string[] parts = paragraph.Split('`');
            if (parts.Length % 2 == 0) return Page.Encode(paragraph);
            return string.Concat(parts.Select((part, i) =>
                i % 2 == 0 ? Page.Encode(part) : $"<code>{Page.Encode(part)}</code>"));
        }
    }

    public sealed record Code(string Content, bool IsCSharp) : Block
    {
        public override void AppendTo(Page page, int section)
        {
            string text = Content.ReplaceLineEndings("\n").Trim('\n');
            string kind = IsCSharp ? "code" : "output";
            string html = IsCSharp ? CSharpMarkup.Of(text) : Page.Encode(text);
            page.Append($"<pre class=\"{kind}\" tabindex=\"0\"><code>{html}</code></pre>");
        }
    }

    public sealed partial record Entry(string Name, string Content, bool IsFormula) : Block
    {
        private bool IsNamedInWords => !IsFormula && Word().IsMatch(Name);

        public override void AppendTo(Page page, int section) => page.Append(
            (IsNamedInWords ? $"<dt class=\"words\">{Page.Encode(Name)}</dt>" : $"<dt>{MathMarkup.Of(Name)}</dt>") +
            (IsFormula
                ? $"<dd class=\"formula\">{MathMarkup.Of(Content)}</dd>"
                : $"<dd class=\"result\">{Page.Encode(WithMinus(Content))}</dd>"));

        // Three letters are a word, unless they are the name of a function; before a space, two.
        [GeneratedRegex(@"(?>\p{L}{3,})(?!\()|(?>\p{L}{2,})(?=\s)")]
        private static partial Regex Word();
    }

    public sealed record Plot(JsonObject Json, (int Width, int Height) Size, string Label) : Block
    {
        public override void AppendTo(Page page, int section) =>
            page.Append(Json, $"aspect-ratio:{Size.Width}/{Size.Height}", Label);
    }

    /// <summary>A grid is wider than the text; on paper it is drawn at its own size and reduced.</summary>
    public sealed record WidePlot(JsonObject Json, (int Width, int Height) Size, string Label) : Block
    {
        public override void AppendTo(Page page, int section)
        {
            string zoom = (660.0 / Size.Width).ToString("0.###", CultureInfo.InvariantCulture);
            page.Append($"<div class=\"wide\" style=\"--width:{Size.Width}px;--zoom:{zoom}\">")
                .Append(Json, $"height:{Size.Height}px", Label)
                .Append("</div>");
        }
    }

    public sealed record Drawing(GraphDrawing Graph) : Block
    {
        public override void AppendTo(Page page, int section) => GraphPage.Append(page, Graph);
    }

    public sealed record Table(
        string Caption, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows) : Block
    {
        public override void AppendTo(Page page, int section)
        {
            string[] kinds =
                [.. Columns.Select((_, i) => Rows.All(row => IsNumber(row[i])) ? " class=\"number\"" : "")];
            string caption = Caption == "" ? "" : $"<caption>{Page.Encode(Caption)}</caption>";
            page.Append($"<div class=\"table\"><table>{caption}<thead><tr>");
            for (int i = 0; i < Columns.Length; i++) page.Append($"<th{kinds[i]}>{Page.Encode(Columns[i])}</th>");
            page.Append("</tr></thead><tbody>");
            foreach (var row in Rows)
                page.Append($"<tr>{string.Concat(row.Select(Cell))}</tr>");
            page.Append("</tbody></table></div>");

            string Cell(string text, int column) => $"<td{kinds[column]}>{Page.Encode(WithMinus(text))}</td>";
        }
    }
}
