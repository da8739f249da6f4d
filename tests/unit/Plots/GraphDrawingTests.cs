using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots;

public class GraphDrawingTests
{
    private static GraphNode Node(string id, GraphNodeKind kind = GraphNodeKind.Operator) =>
        new(id, id, kind, "[n, 1]", []);

    // mean((w·X + b − t)²) with a constant that two nodes use.
    private static GraphDrawing Loss => GraphDrawing.Of(
        [
            Node("X", GraphNodeKind.Variable), Node("w", GraphNodeKind.Variable), Node("b", GraphNodeKind.Variable),
            Node("t", GraphNodeKind.Variable), Node("2", GraphNodeKind.Constant), Node("multiply"), Node("add"),
            Node("subtract"), Node("power"), Node("scale"), Node("mean", GraphNodeKind.Output),
        ],
        [
            ("w", "multiply"), ("X", "multiply"), ("multiply", "add"), ("b", "add"), ("add", "subtract"),
            ("t", "subtract"), ("subtract", "power"), ("2", "power"), ("power", "scale"), ("2", "scale"),
            ("scale", "mean"), ("multiply", "mean"),
        ]);

    private static GraphDrawing Chain(int length) => GraphDrawing.Of(
        Enumerable.Range(0, length).Select(i => Node($"n{i}")),
        Enumerable.Range(1, length - 1).Select(i => ($"n{i - 1}", $"n{i}")));

    private static XElement Svg(GraphDrawing drawing) =>
        XElement.Parse(Regex.Match(drawing.ToHtml(), "<svg.*?</svg>", RegexOptions.Singleline).Value);

    private static XElement[] Nodes(GraphDrawing drawing) => [.. Svg(drawing).Elements("g")];

    private static XElement[] Edges(GraphDrawing drawing) => [.. Svg(drawing).Elements("path")];

    private static (double Left, double Top, double Right, double Bottom) Box(XElement node)
    {
        double[] centre = [.. node.Attribute("transform")!.Value["translate(".Length..^1].Split(' ')
            .Select(s => double.Parse(s, CultureInfo.InvariantCulture))];
        double Size(string name) => (double)node.Element("rect")!.Attribute(name)!;
        return (centre[0] + Size("x"), centre[1] + Size("y"),
            centre[0] + Size("x") + Size("width"), centre[1] + Size("y") + Size("height"));
    }

    [Fact]
    public void Operands_stand_above_their_users()
    {
        var boxes = Nodes(Loss).Select(Box).ToArray();
        Assert.All(Edges(Loss), edge =>
            Assert.True(boxes[(int)edge.Attribute("data-from")!].Bottom < boxes[(int)edge.Attribute("data-to")!].Top));
    }

    [Fact]
    public void Nodes_neither_overlap_nor_leave_the_drawing()
    {
        string[] view = Svg(Loss).Attribute("viewBox")!.Value.Split(' ');
        double width = double.Parse(view[2], CultureInfo.InvariantCulture);
        double height = double.Parse(view[3], CultureInfo.InvariantCulture);
        var boxes = Nodes(Loss).Select(Box).ToArray();
        Assert.All(boxes, a =>
        {
            Assert.True(a.Left >= 0 && a.Top >= 0 && a.Right <= width && a.Bottom <= height);
            Assert.Single(boxes, b => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom);
        });
    }

    [Fact]
    public void A_chain_is_straight() =>
        Assert.Single(Nodes(Chain(9)).Select(node => Math.Round(Box(node).Left + Box(node).Right)).Distinct());

    [Fact]
    public void A_constant_is_drawn_beside_each_of_its_users()
    {
        Assert.Equal(2, Nodes(Loss).Count(node => node.Attribute("class")!.Value == "node constant"));
        Assert.Equal(12, Edges(Loss).Length);
    }

    [Fact]
    public void The_same_graph_is_drawn_the_same_each_time() => Assert.Equal(Loss.ToHtml(), Loss.ToHtml());

    [Fact]
    public void A_large_graph_is_folded_far_from_its_outputs()
    {
        const string Sentence = "The graph has 200 nodes; the 51 farthest from the outputs are folded into one.";
        var drawing = Chain(200);
        Assert.Contains($"<figcaption>{Sentence}</figcaption>", drawing.ToHtml());
        Assert.Equal(GraphDrawing.Capacity, Nodes(drawing).Length);
        Assert.Contains(Nodes(drawing), node => node.Value.StartsWith("n199", StringComparison.Ordinal));
        Assert.DoesNotContain(Nodes(drawing), node => node.Value.StartsWith("n50[", StringComparison.Ordinal));
    }

    [Fact]
    public void A_graph_that_just_fits_is_not_folded()
    {
        Assert.Equal(GraphDrawing.Capacity, Nodes(Chain(GraphDrawing.Capacity)).Length);
        Assert.DoesNotContain("folded into one", Chain(GraphDrawing.Capacity).ToHtml());
    }

    [Fact]
    public void Text_is_shown_and_never_run()
    {
        const string Text = "<script>alert(\"1\")</script>&'";
        var drawing = GraphDrawing.Of([new("a", Text, GraphNodeKind.Variable, Text, [Text])], []).WithTitle(Text);
        Assert.DoesNotContain("<script>alert", drawing.ToHtml());
        var node = Assert.Single(Nodes(drawing));
        // Reading XML turns the line break within the attribute into a space.
        Assert.Equal($"{Text}   {Text} {Text}", node.Attribute("data-details")!.Value);
    }

    [Fact]
    public async Task A_browser_shows_figure_and_graph_without_an_error()
    {
        string html = Report.Titled("t").Graph(Loss).Figure(Figure.Line([1, 2], [1, 2])).ToHtml();
        string document = Pages.WithoutPlotly(await Browser.DocumentOf(html));
        Assert.DoesNotMatch("<html[^>]* data-errors", document);
        Assert.Contains("data-ready=\"yes\"", document);
        Assert.Contains("data-drawn=\"yes\"", document);
    }

    [Fact]
    public async Task The_pointer_on_a_node_lights_up_what_it_depends_on_and_what_depends_on_it()
    {
        // Node 6 is add: X, w, b and multiply come before it; subtract, power, scale and mean after it.
        const string Point = "<script>document.querySelector('[data-node=\"6\"]')"
            + ".dispatchEvent(new PointerEvent('pointerenter'));</script></body>";
        string document = await Browser.DocumentOf(Loss.ToHtml().Replace("</body>", Point));
        var lit = Regex.Matches(document, "<g class=\"node [a-z]+ [^\"]*\\bon\\b[^\"]*\" data-node=\"(\\d+)\"");
        Assert.Equal([0, 1, 2, 5, 6, 7, 8, 9, 10], lit.Select(match => int.Parse(match.Groups[1].Value)).Order());
        Assert.Matches("<output>add   \\[n, 1\\]</output>", document);
    }

    public static TheoryData<Action, string> Refusals => new()
    {
        { () => GraphDrawing.Of([], []), "GraphDrawing: there are no nodes. A drawing needs at least one." },
        { () => GraphDrawing.Of([Node("a"), Node("a")], []),
            "GraphDrawing: two nodes have the id \"a\". Each node needs an id of its own." },
        { () => GraphDrawing.Of([Node("a")], [("a", "b")]),
            "GraphDrawing: the edge from \"a\" to \"b\" leads to no node: there is none with the id \"b\"." },
        { () => GraphDrawing.Of([Node("z"), Node("a"), Node("b")], [("z", "a"), ("a", "b"), ("b", "a")]),
            "GraphDrawing: the node \"a\" depends on itself. A computation graph has no cycles." },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_is_no_graph_is_refused_with_a_sentence(Action action, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);
}
