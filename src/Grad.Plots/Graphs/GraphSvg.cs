using System.Globalization;
using System.Text;

namespace Grad.Plots;

/// <summary>What is drawn of a graph → SVG.</summary>
internal static class GraphSvg
{
    private const int LongestLabel = 22;
    private const double Margin = 16;

    public static string Of(Folding graph, string id, string label, bool isAlone)
    {
        var sizes = graph.Nodes.Select(SizeOf).ToArray();
        var layout = LayeredLayout.Of(sizes, graph.Edges);
        double width = layout.Width + 2 * Margin, height = layout.Height + 2 * Margin;
        string size = isAlone
            ? $" width=\"{Text(width)}\" height=\"{Text(height)}\""
            : $" style=\"--natural:{Text(height)}px\"";
        var svg = new StringBuilder()
            .Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\"{size} role=\"img\" ")
            .Append($"aria-label=\"{Page.Encode(label)}\" ")
            .Append($"viewBox=\"{Text(-Margin)} {Text(-Margin)} {Text(width)} {Text(height)}\">\n")
            .Append($"<defs><marker id=\"{id}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" ")
            .Append("markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0 0.8 8 4 0 7.2z\"/></marker>")
            .Append("</defs>\n");
        if (isAlone) svg.Append("<style>").Append(Page.Resource("graph-drawing.css")).Append("</style>\n");
        for (int e = 0; e < graph.Edges.Length; e++)
        {
            var (from, to) = graph.Edges[e];
            svg.Append($"<path class=\"edge\" data-from=\"{from}\" data-to=\"{to}\" marker-end=\"url(#{id})\" ")
                .Append($"d=\"{PathOf(layout.Routes[e])}\"/>\n");
        }
        for (int i = 0; i < graph.Nodes.Length; i++) Append(svg, graph.Nodes[i], i, sizes[i], layout.Centres[i]);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(
        StringBuilder svg, Folding.DrawnNode drawn, int index, (double Width, double Height) size,
        (double X, double Y) centre)
    {
        var (top, small) = LinesOf(drawn);
        string kind = drawn.IsFolded ? "part" : drawn.Node.Kind.ToString().ToLowerInvariant();
        if (drawn.Node.IsKept) kind += " kept";
        double radius = drawn.Node.Kind is GraphNodeKind.Operator or GraphNodeKind.Output ? 6 : size.Height / 2;
        string box = $"x=\"{Text(-size.Width / 2)}\" y=\"{Text(-size.Height / 2)}\" width=\"{Text(size.Width)}\" " +
            $"height=\"{Text(size.Height)}\" rx=\"{Text(radius)}\"";
        svg.Append($"<g class=\"node {kind}\" data-node=\"{index}\" data-id=\"{Page.Encode(drawn.Node.Id)}\" ")
            .Append($"tabindex=\"0\" transform=\"translate({Text(centre.X)} {Text(centre.Y)})\">");
        if (drawn.IsFolded) svg.Append($"<rect class=\"behind\" transform=\"translate(4 4)\" {box}/>");
        svg.Append($"<rect {box}/>")
            .Append($"<text y=\"{(small == "" ? 5 : -3)}\">{Page.Encode(top)}</text>");
        if (small != "") svg.Append($"<text class=\"small\" y=\"13\">{Page.Encode(small)}</text>");
        svg.Append("</g>\n");
    }

    // The widths suit the widest of the fonts that the page may be shown in.
    private static (double Width, double Height) SizeOf(Folding.DrawnNode drawn)
    {
        var (top, small) = LinesOf(drawn);
        double width = Math.Max(top.Length * 9.2, small.Length * 7.2) + 22;
        return (Math.Max(width, 42), small == "" ? 30 : 42);
    }

    private static (string Top, string Small) LinesOf(Folding.DrawnNode drawn)
    {
        var node = drawn.Node;
        string small = node.Values.IsEmpty || node.Kind is GraphNodeKind.Constant
            ? node.Shape
            : $"= {node.Values[0].Text}";
        return (Shortened(node.Label), Shortened(small));
    }

    private static string Shortened(string text) =>
        text.Length <= LongestLabel ? text : $"{text[..(LongestLabel - 1)]}…";

    private static string PathOf(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder($"M{Text(points[0].X)} {Text(points[0].Y)}");
        for (int i = 1; i < points.Count; i++)
        {
            var (a, b) = (points[i - 1], points[i]);
            double middle = (a.Y + b.Y) / 2;
            path.Append(a.X == b.X
                ? $"L{Text(b.X)} {Text(b.Y)}"
                : $"C{Text(a.X)} {Text(middle)} {Text(b.X)} {Text(middle)} {Text(b.X)} {Text(b.Y)}");
        }
        return path.ToString();
    }

    private static string Text(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
