using System.Text;
using System.Text.Json.Nodes;

namespace Grad.Plots;

/// <summary>A drawing → its part of a page: buttons, the graph with or without its gradient, the details.</summary>
internal static class GraphPage
{
    // Each part that can be opened is one more drawing in the page.
    private const int MostParts = 12;

    private const string Kept = "kept for the gradient";

    public static Page Of(GraphDrawing drawing, string mode)
    {
        string title = drawing.Title == "" ? "Computation graph" : drawing.Title;
        var page = new Page(title, "graph") { Mode = mode, Paper = mode == "page" ? null : SizeOf(drawing) };
        return Append(page, drawing);
    }

    public static Page Append(Page page, GraphDrawing drawing)
    {
        GraphDrawing[] panes = drawing.Adjoint is { } adjoint ? [drawing, adjoint] : [drawing];
        var views = panes.Select(ViewsOf).ToArray();
        return page.AppendGraph(id => Html(id, drawing, panes, views), DataOf(drawing, views));
    }

    private static string Html(
        string id, GraphDrawing drawing, GraphDrawing[] panes, (string Label, Folding Graph)[][] views)
    {
        var html = new StringBuilder($"<figure class=\"graph-figure\" id=\"{id}\">\n");
        if (drawing.Title != "")
            html.Append($"<figcaption class=\"graph-title\">{Page.Encode(drawing.Title)}</figcaption>\n");
        html.Append("<div class=\"panes\">\n");
        for (int i = 0; i < panes.Length; i++) Append(html, $"{id}-{i}", panes[i], views[i]);
        html.Append("</div>\n");
        RewritingHtml.Append(html, drawing.Rewritings);
        html.Append("<div class=\"graph-foot\">\n")
            .Append("<output class=\"details\">Point at a node to see what it is computed from.</output>\n")
            .Append("<p class=\"key\">");
        var kinds = panes.SelectMany(pane => pane.Nodes).Select(node => node.Kind).Distinct().Order();
        foreach (var kind in kinds)
            html.Append($"<span class=\"{kind.ToString().ToLowerInvariant()}\">{NameOf(kind)}</span> ");
        if (drawing.Nodes.Any(node => node.IsKept)) html.Append($"<span class=\"kept\">{Kept}</span>");
        return html.Append("</p>\n</div>\n</figure>").ToString();
    }

    public static SavedFile SaveImage(GraphDrawing drawing, string path)
    {
        const string What = "GraphDrawing.SaveImage";
        if (drawing.Adjoint is not null || !path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            return Picture.SaveWith(
                What, path, SizeOf(drawing), mode => Of(drawing, mode), Browser.Find(),
                drawing.Adjoint is null ? [".png", ".svg", ".pdf"] : [".png", ".pdf"]);
        string full = SavedFile.Prepare(What, path, ".svg");
        try
        {
            File.WriteAllText(full, GraphSvg.Of(ViewsOf(drawing)[0].Graph, "arrow", drawing.Title, isAlone: true));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw Sentences.NotWritable(What, full, reason);
        }
        return new(full, new FileInfo(full).Length);
    }

    private static (int Width, int Height) SizeOf(GraphDrawing drawing) =>
        drawing.Adjoint is null ? (1000, 800) : (1600, 900);

    private static void Append(
        StringBuilder html, string id, GraphDrawing pane, (string Label, Folding Graph)[] views)
    {
        html.Append("<section class=\"pane\">\n<header>");
        if (pane.Name != "") html.Append($"<h3>{Page.Encode(pane.Name)}</h3>");
        html.Append("<span class=\"views\">");
        for (int i = 0; i < views.Length && views.Length > 1; i++)
            html.Append($"<button type=\"button\" data-view=\"{i}\" aria-pressed=\"{(i == 0 ? "true" : "false")}\">")
                .Append($"{Page.Encode(views[i].Label)}</button>");
        html.Append("</span><span class=\"zoom\">")
            .Append("<button type=\"button\" data-zoom=\"1.25\" title=\"Closer\">+</button>")
            .Append("<button type=\"button\" data-zoom=\"0.8\" title=\"Farther\">−</button>")
            .Append("<button type=\"button\" data-zoom=\"0\" title=\"Show all\">⤢</button></span></header>\n");
        for (int i = 0; i < views.Length; i++)
        {
            var (label, graph) = views[i];
            html.Append($"<div class=\"view\" data-view=\"{i}\"{(i == 0 ? "" : " hidden")}>\n")
                .Append(GraphSvg.Of(graph, $"{id}-{i}", $"{pane.Name} {label}".Trim(), isAlone: false));
            if (graph.Sentence != "") html.Append($"<p class=\"folded\">{Page.Encode(graph.Sentence)}</p>\n");
            html.Append("</div>\n");
        }
        html.Append("</section>\n");
    }

    // The first view is shown at first: everything if it fits, otherwise all parts folded.
    internal static (string Label, Folding Graph)[] ViewsOf(GraphDrawing drawing)
    {
        var groups = Folding.GroupsOf(drawing);
        var everything = ("Everything", Folding.Of(drawing, _ => true));
        if (groups.Length < 2) return [everything];
        var views = new List<(string, Folding)> { ("Folded", Folding.Of(drawing, _ => false)) };
        foreach (string group in groups.Take(MostParts)) views.Add((group, Folding.Of(drawing, name => name == group)));
        bool fits = !everything.Item2.Nodes.Any(node => node.IsFolded);
        if (fits) views.Insert(0, everything);
        return [.. views];
    }

    private static JsonObject DataOf(GraphDrawing drawing, IEnumerable<(string Label, Folding Graph)[]> views)
    {
        var details = new JsonObject();
        foreach (var drawn in views.SelectMany(pane => pane).SelectMany(view => view.Graph.Nodes))
            if (!details.ContainsKey(drawn.Node.Id)) details[drawn.Node.Id] = DetailsOf(drawn);
        var produced = new JsonObject();
        foreach (var pairs in drawing.Produced.GroupBy(pair => pair.Forward))
            produced[pairs.Key] = new JsonArray([.. pairs.Select(pair => (JsonNode)pair.Adjoint)]);
        return new() { ["details"] = details, ["produced"] = produced };
    }

    private static JsonObject DetailsOf(Folding.DrawnNode drawn)
    {
        var node = drawn.Node;
        var rows = new JsonArray();
        foreach (var (name, text) in node.Attributes.Concat(node.Values)) rows.Add(new JsonArray(name, text));
        return new()
        {
            ["label"] = node.Label,
            ["kind"] = drawn.IsFolded ? "folded part" : NameOf(node.Kind) + (node.IsKept ? $", {Kept}" : ""),
            ["shape"] = node.Shape,
            ["formula"] = node.Formula,
            ["rows"] = rows,
            ["members"] = new JsonArray([.. drawn.Members.Select(member => (JsonNode)member)]),
        };
    }

    private static string NameOf(GraphNodeKind kind) => kind switch
    {
        GraphNodeKind.Variable => "variable",
        GraphNodeKind.Constant => "constant",
        GraphNodeKind.Operator => "operator",
        GraphNodeKind.Saved => "saved from the forward pass",
        _ => "output",
    };
}
