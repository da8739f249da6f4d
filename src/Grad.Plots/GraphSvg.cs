using System.Globalization;
using System.Text;

namespace Grad.Plots;

/// <summary>Writes a graph that is laid out as SVG, with what the script of the page needs to light up paths.</summary>
internal static class GraphSvg
{
    public static string Of(string title, Graph graph, LayeredLayout layout)
    {
        var svg = new StringBuilder("<figure class=\"graph\">\n");
        if (title.Length > 0) svg.Append($"<figcaption class=\"title\">{Page.Escape(title)}</figcaption>\n");
        svg.Append("<div class=\"bar\">");
        foreach (var kind in Enum.GetValues<GraphNodeKind>())
            svg.Append($"<span class=\"key {Class(kind)}\">{Class(kind)}</span>");
        svg.Append("<span class=\"space\"></span><button type=\"button\" data-zoom=\"0.8\">+</button>")
            .Append("<button type=\"button\" data-zoom=\"1.25\">−</button>")
            .Append("<button type=\"button\" data-zoom=\"all\">whole graph</button></div>\n");
        string label = Page.Escape(title.Length > 0 ? title : "Computation graph");
        svg.Append(Invariant($"<svg viewBox=\"0 0 {layout.Width} {layout.Height}\" "))
            .Append($"role=\"group\" aria-label=\"{label}\">\n");
        for (int i = 0; i < graph.Edges.Length; i++)
        {
            var (from, to) = graph.Edges[i];
            svg.Append($"<path class=\"edge\" data-from=\"{from}\" data-to=\"{to}\" ")
                .Append($"d=\"{Curve(layout.Edges[i])}\"/>\n");
        }
        for (int i = 0; i < graph.Nodes.Length; i++) AppendNode(svg, graph, i, layout.Nodes[i]);
        svg.Append("</svg>\n<output>Point at a node to see what it depends on, and what depends on it. "
            + "Drag to move, Ctrl and wheel to zoom.</output>\n");
        if (graph.FoldedCount > 0) svg.Append($"<figcaption>{FoldSentence(graph)}</figcaption>\n");
        return svg.Append("</figure>").ToString();
    }

    private static string FoldSentence(Graph graph) =>
        $"The graph has {graph.FullCount} nodes; "
        + $"the {graph.FoldedCount} farthest from the outputs are folded into one.";

    private static void AppendNode(StringBuilder svg, Graph graph, int index, (double X, double Y) centre)
    {
        var node = graph.Nodes[index];
        double width = LayeredLayout.WidthOf(node), height = LayeredLayout.NodeHeight;
        bool isFold = graph.FoldedCount > 0 && index == graph.Nodes.Length - 1;
        string[] lines = [node.Shape.Length > 0 ? $"{node.Label}   {node.Shape}" : node.Label, .. node.Details];
        string details = Page.Escape(string.Join('\n', isFold ? [FoldSentence(graph)] : lines));
        bool rounded = node.Kind is GraphNodeKind.Operator;
        svg.Append($"<g class=\"node {Class(node.Kind)}{(isFold ? " fold" : "")}\" data-node=\"{index}\" ")
            .Append("tabindex=\"0\" ")
            .Append(Invariant($"data-details=\"{details}\" transform=\"translate({centre.X} {centre.Y})\">"))
            .Append(Invariant($"<rect x=\"{-width / 2}\" y=\"{-height / 2}\" width=\"{width}\" height=\"{height}\" "))
            .Append($"rx=\"{(rounded ? 20 : 6)}\"/>")
            .Append($"<text y=\"{(node.Shape.Length > 0 ? -3 : 5)}\">")
            .Append($"{Page.Escape(LayeredLayout.Shown(node.Label))}</text>");
        if (node.Shape.Length > 0)
            svg.Append($"<text class=\"shape\" y=\"15\">{Page.Escape(LayeredLayout.Shown(node.Shape))}</text>");
        svg.Append("</g>\n");
    }

    // From the lower side of the operand through the bends, with vertical tangents, to a tip at the user's upper side.
    private static string Curve(IReadOnlyList<(double X, double Y)> points)
    {
        const double Half = LayeredLayout.NodeHeight / 2;
        var curve = new StringBuilder();
        var (x, y) = (points[0].X, points[0].Y + Half);
        curve.Append(Invariant($"M{x} {y}"));
        for (int i = 1; i < points.Count; i++)
        {
            bool last = i == points.Count - 1;
            var (nextX, nextY) = (points[i].X, points[i].Y - (last ? Half + 1 : 0));
            double middle = (y + nextY) / 2;
            curve.Append(Invariant($"C{x} {middle} {nextX} {middle} {nextX} {nextY}"));
            (x, y) = (nextX, nextY);
        }
        return curve.Append("m-4 -7l4 7l4 -7").ToString();
    }

    private static string Class(GraphNodeKind kind) => kind.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
