using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Grad.Plots;

namespace Grad.Tests.Unit.Plots.Graphs;

public sealed class GraphDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // mean((w·X + b − t)²) with a constant that two nodes use, and an edge that passes several layers.
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
        foreach (var drawing in new[] { Loss, Ladder(20), TwoParts })
        {
            double[] view = View(drawing);
            var boxes = Nodes(drawing).Select(Box).ToArray();
            Assert.All(boxes, a =>
            {
                Assert.True(a.Left >= view[0] && a.Top >= view[1]);
                Assert.True(a.Right <= view[0] + view[2] && a.Bottom <= view[1] + view[3]);
                Assert.Single(
                    boxes, b => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom);
            });
        }
    }

    [Fact]
    public void Unconnected_parts_stand_close_together() => Assert.InRange(View(TwoParts)[2], 0, 4 * 80);

    [Fact]
    public void The_trunk_of_a_chain_with_leaves_at_its_side_is_straight()
    {
        var trunk = Nodes(Ladder(30)).Where(node => node.Attribute("class")!.Value != "node variable");
        double[] middles = [.. trunk.Select(Box).Select(box => (box.Left + box.Right) / 2)];
        Assert.InRange(middles.Max() - middles.Min(), 0, 40);
    }

    [Fact]
    public void An_edge_ends_at_its_nodes()
    {
        var boxes = Nodes(Loss).Select(Box).ToArray();
        Assert.All(Edges(Loss), edge =>
        {
            double[] numbers =
                [.. Regex.Matches(edge.Attribute("d")!.Value, @"-?\d+(\.\d+)?").Select(match => Number(match.Value))];
            var from = boxes[(int)edge.Attribute("data-from")!];
            var to = boxes[(int)edge.Attribute("data-to")!];
            Assert.InRange(numbers[0], from.Left, from.Right);
            Assert.Equal(from.Bottom, numbers[1], 0.2);
            Assert.InRange(numbers[^2], to.Left, to.Right);
            Assert.Equal(to.Top, numbers[^1], 0.2);
        });
    }

    [Fact]
    public void A_leaf_is_drawn_beside_each_of_its_users()
    {
        Assert.Equal(2, Nodes(Loss).Count(node => node.Attribute("data-id")!.Value == "2"));
        Assert.Equal(12, Edges(Loss).Length);
    }

    [Fact]
    public void The_same_graph_is_drawn_the_same_each_time() => Assert.Equal(Loss.ToHtml(), Loss.ToHtml());

    [Fact]
    public void A_large_graph_is_folded_far_from_its_outputs()
    {
        var drawing = Chain(2000);
        Assert.Contains(
            "The graph has 2,000 nodes; the 1,851 farthest from the outputs are folded into one.", drawing.ToHtml());
        string[] ids = [.. Nodes(drawing).Select(node => node.Attribute("data-id")!.Value)];
        Assert.Equal(GraphDrawing.Capacity, ids.Length);
        Assert.Contains("n1999", ids);
        Assert.DoesNotContain("n50", ids);
    }

    [Fact]
    public void A_graph_that_just_fits_is_not_folded()
    {
        Assert.Equal(GraphDrawing.Capacity, Nodes(Chain(GraphDrawing.Capacity)).Length);
        Assert.DoesNotContain("folded into one", Chain(GraphDrawing.Capacity).ToHtml());
    }

    [Fact]
    public void Parts_can_be_folded_and_opened_one_by_one()
    {
        var views = GraphPage.ViewsOf(Grouped(3, 4));
        Assert.Equal(["Everything", "Folded", "net.0", "net.1", "net.2"], views.Select(view => view.Label));
        Assert.Equal([12, 3, 6, 6, 6], views.Select(view => view.Graph.Nodes.Length));
        Assert.Equal("Folded: net.0 (4 nodes), net.1 (4 nodes), net.2 (4 nodes).", views[1].Graph.Sentence);
        Assert.Equal("Folded: net.0 (4 nodes), net.2 (4 nodes).", views[3].Graph.Sentence);
        Assert.Equal(["n0", "n1", "n2", "n3"], views[1].Graph.Nodes[0].Members);
    }

    [Fact]
    public void A_model_that_does_not_fit_is_shown_folded_at_first()
    {
        var views = GraphPage.ViewsOf(Grouped(10, 20));
        Assert.Equal("Folded", views[0].Label);
        Assert.Equal(10, views[0].Graph.Nodes.Length);
        Assert.Equal(29, views[1].Graph.Nodes.Length);
    }

    [Fact]
    public void Parts_that_feed_each_other_are_drawn_all_the_same()
    {
        var drawing = GraphDrawing.Of(
            [Part("a", "p"), Part("b", "q"), Part("c", "p"), Part("d", "q")], [("a", "b"), ("b", "c"), ("c", "d")]);
        Assert.Equal(2, GraphPage.ViewsOf(drawing)[1].Graph.Nodes.Length);
    }

    [Fact]
    public void A_gradient_stands_beside_and_knows_what_produced_its_terms()
    {
        var adjoint = GraphDrawing.Of(
            [Node("w", GraphNodeKind.Variable), Node("twice"), Node("result", GraphNodeKind.Output)],
            [("w", "twice"), ("twice", "result")]);
        string html = Loss.WithAdjoint(adjoint, [("multiply", "twice")]).ToHtml();
        Assert.Contains("\"produced\":{\"multiply\":[\"twice\"]}", html);
        Assert.Equal(2, Regex.Count(html, "<svg "));
    }

    [Fact]
    public void Text_is_shown_and_never_run()
    {
        const string Text = "</script><script>alert(\"1\")</script>&'";
        var node = new GraphNode(Text, Text, GraphNodeKind.Variable, Text)
        {
            Formula = Text,
            Attributes = [(Text, Text)],
            Group = Text,
        };
        var drawing = GraphDrawing.Of([node], []).WithTitle(Text);
        Assert.DoesNotContain("<script>alert", drawing.ToHtml());
        Assert.Equal(Text, Assert.Single(Nodes(drawing)).Attribute("data-id")!.Value);
    }

    [Fact]
    public void A_picture_of_a_graph_needs_no_browser()
    {
        var folder = Directory.CreateTempSubdirectory("grad-plots-test-");
        string path = Path.Combine(folder.FullName, "g.svg");
        var saved = Loss.SaveImage(path);
        var root = XDocument.Load(path).Root!;
        Assert.Equal(12, root.Elements(Svg + "path").Count(edge => edge.Attribute("class")!.Value == "edge"));
        Assert.True(Number(root.Attribute("width")!.Value) > 100);
        Assert.Equal(new FileInfo(path).Length, saved.Bytes);
        folder.Delete(recursive: true);
    }

    public static TheoryData<Action, string> Refusals => new()
    {
        { () => GraphDrawing.Of([], []), "GraphDrawing: there are no nodes. A drawing needs at least one." },
        {
            () => GraphDrawing.Of([Node("a"), Node("a")], []),
            "GraphDrawing: two nodes have the id \"a\". Each node needs an id of its own."
        },
        {
            () => GraphDrawing.Of([Node("a")], [("a", "b")]),
            "GraphDrawing: the edge from \"a\" to \"b\" leads to no node: there is none with the id \"b\"."
        },
        {
            () => GraphDrawing.Of([Node("z"), Node("a"), Node("b")], [("z", "a"), ("a", "b"), ("b", "a")]),
            "GraphDrawing: the node \"a\" depends on itself. A computation graph has no cycles."
        },
        {
            () => Loss.WithAdjoint(Loss, [("multiply", "divide")]),
            "GraphDrawing: the edge from \"multiply\" to \"divide\" leads to no node: there is none with the id " +
            "\"divide\"."
        },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_is_no_graph_is_refused_with_a_sentence(Action action, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(action).Message);

    private static GraphNode Node(string id, GraphNodeKind kind = GraphNodeKind.Operator) =>
        new(id, id, kind, "[n, 1]");

    private static GraphNode Part(string id, string group) => Node(id) with { Group = group };

    private static GraphDrawing Chain(int length) => GraphDrawing.Of(
        Enumerable.Range(0, length).Select(i => Node($"n{i}")),
        Enumerable.Range(1, length - 1).Select(i => ($"n{i - 1}", $"n{i}")));

    private static GraphDrawing Grouped(int groups, int size) => GraphDrawing.Of(
        Enumerable.Range(0, groups * size).Select(i => Part($"n{i}", $"net.{i / size}")),
        Enumerable.Range(1, groups * size - 1).Select(i => ($"n{i - 1}", $"n{i}")));

    // A chain in which every node also has a leaf of its own.
    private static GraphDrawing Ladder(int length) => GraphDrawing.Of(
        Enumerable.Range(0, length).SelectMany(i => new[] { Node($"v{i}", GraphNodeKind.Variable), Node($"n{i}") }),
        Enumerable.Range(0, length).SelectMany(i => i == 0
            ? new[] { ("v0", "n0") }
            : [($"n{i - 1}", $"n{i}"), ($"v{i}", $"n{i}")]));

    private static GraphDrawing TwoParts => GraphDrawing.Of(
        [Node("a"), Node("b"), Node("c"), Node("d"), Node("e")], [("a", "b"), ("c", "d"), ("d", "e")]);

    private static XElement Drawn(GraphDrawing drawing) =>
        XElement.Parse(Regex.Match(drawing.ToHtml(), "<svg.*?</svg>", RegexOptions.Singleline).Value);

    private static double[] View(GraphDrawing drawing) =>
        [.. Drawn(drawing).Attribute("viewBox")!.Value.Split(' ').Select(Number)];

    private static XElement[] Nodes(GraphDrawing drawing) => [.. Drawn(drawing).Elements(Svg + "g")];

    private static XElement[] Edges(GraphDrawing drawing) => [.. Drawn(drawing).Elements(Svg + "path")];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (double Left, double Top, double Right, double Bottom) Box(XElement node)
    {
        double[] centre = [.. node.Attribute("transform")!.Value["translate(".Length..^1].Split(' ').Select(Number)];
        var box = node.Elements(Svg + "rect").Last();
        double Side(string name) => (double)box.Attribute(name)!;
        var (left, top) = (centre[0] + Side("x"), centre[1] + Side("y"));
        return (left, top, left + Side("width"), top + Side("height"));
    }
}
