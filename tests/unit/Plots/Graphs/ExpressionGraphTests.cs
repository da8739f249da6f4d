using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grad.Plots;
using static Grad.Functions;

namespace Grad.Tests.Unit.Plots.Graphs;

public sealed class ExpressionGraphTests
{
    private readonly Variable x = Variable("x"), y = Variable("y");

    [Fact]
    public void Every_node_of_an_expression_is_drawn_with_its_value_and_formula()
    {
        var c = Square((x + 1) * 2);
        var drawing = Figure.Graph(c, (x, 2));
        var details = Data(drawing)["details"]!.AsObject();
        var seen = details.Select(node => $"{node.Value!["kind"]} {node.Value["label"]} = {ValueIn(node.Value)}");
        Assert.Equal(
            [
                "constant 1 = 1", "constant 2 = 2", "operator add = 3", "operator multiply = 6",
                "output square = 36", "variable x = 2",
            ],
            seen.Order(StringComparer.Ordinal));
        Assert.Contains(details, node => (string?)node.Value!["formula"] == c.ToString());
        Assert.Contains("<text class=\"small\" y=\"13\">= 36</text>", drawing.ToHtml());
    }

    [Fact]
    public void Values_of_arrays_are_written_short()
    {
        var v = Variable("v", ["n"]);
        var details = Data(Figure.Graph(Sum(v * 2), (v, new double[] { -1, 5, 2, 7, 3 })))["details"]!.AsObject();
        Assert.Contains(details, node => ValueIn(node.Value!) == "−2 … 14");
        var scaled = Figure.Graph(Sum(v * y), (v, new double[] { -1, 5, 2, 7, 3 }), (y, 4321.987));
        details = Data(scaled)["details"]!.AsObject();
        Assert.Contains(details, node => ValueIn(node.Value!) == "−4320 … 30300");
        Assert.Contains(details, node => ValueIn(node.Value!) == "4320");
        Assert.Contains(details, node => ValueIn(node.Value!) == "4322");
    }

    [Fact]
    public void An_operator_finds_the_terms_of_the_gradient_that_it_produced()
    {
        var square = Square(y);
        var drawing = Figure.GradientGraph(x * y + square, [x, y]);
        var data = Data(drawing);
        string id = data["details"]!.AsObject()
            .First(node => (string?)node.Value!["formula"] == square.ToString() && node.Key[0] == 'n').Key;
        var terms = data["produced"]![id]!.AsArray()
            .Select(term => (string?)data["details"]![(string)term!]!["formula"]);
        Assert.Contains(Gradient(square, y).ToString(), terms);
        Assert.Equal(["∂/∂x", "∂/∂y"], drawing.Adjoint!.Nodes
            .Where(node => node.Kind == GraphNodeKind.Output).Select(node => node.Label));
    }

    [Fact]
    public void What_a_gradient_takes_from_the_forward_pass_is_marked_as_saved()
    {
        var drawing = Figure.GradientGraph(Square(Sin(x) + y), [x]);
        var saved = drawing.Adjoint!.Nodes.Where(node => node.Kind == GraphNodeKind.Saved).ToArray();
        Assert.NotEmpty(saved);
        Assert.Subset(drawing.Nodes.Select(node => node.Id).ToHashSet(), saved.Select(node => node.Id).ToHashSet());
    }

    [Fact]
    public void The_forward_graph_marks_what_the_gradient_keeps()
    {
        var sine = Sin(x);
        var drawing = Figure.GradientGraph(Square(sine), [x]);
        Assert.Equal(["sin", "x"], drawing.Nodes.Where(node => node.IsKept).Select(node => node.Label).Order());
        Assert.Contains("kept for the gradient", drawing.ToHtml());
        Assert.DoesNotContain("kept for the gradient", Figure.Graph(Square(sine)).ToHtml());
    }

    [Fact]
    public void The_formula_of_a_gradient_is_shown_after_each_rule_that_changes_it()
    {
        var rewriting = Assert.Single(Figure.GradientGraph(Square((x + 1) * 2), [x]).Rewritings);
        Assert.Equal("∂/∂x", rewriting.Name);
        Assert.Equal(
            ["2·(x + 1)·2·2", "2·2·(x + 1)·2", "4·(x + 1)·2", "2·4·(x + 1)", "8·(x + 1)"],
            rewriting.Steps.Select(step => step.Text));
        Assert.Equal("a·(b·x) = (a·b)·x", rewriting.Steps[2].Law);
        Assert.Equal("4·(x + 1)", rewriting.Steps[2].Text[rewriting.Steps[2].Changed!.Value]);
        Assert.StartsWith("g", rewriting.Steps[2].Source);
        Assert.Null(rewriting.Steps[4].Changed);
    }

    [Fact]
    public void Rules_that_do_not_show_are_passed_over()
    {
        var w = Variable("w");
        var loss = Mean(Square(w * Variable("X", ["n", 1]) - Variable("t", ["n", 1])));
        var texts = Assert.Single(Figure.GradientGraph(loss, [w]).Rewritings).Steps.Select(step => step.Text).ToArray();
        Assert.Equal("2/n·Σ ((w·X − t)·X)", texts[^1]);
        Assert.Equal(texts.Distinct(), texts);
    }

    [Fact]
    public void A_part_that_stands_in_a_formula_twice_or_inside_a_word_is_not_marked()
    {
        Assert.Null(new Rewriting.Step("", "x·x", ("1·x", "x")).Changed);
        Assert.Null(new Rewriting.Step("", "exp(y)", ("1·x", "x")).Changed);
        Assert.Equal(4..5, new Rewriting.Step("", "exp(x)", ("1·x", "x")).Changed);
    }

    [Fact]
    public void What_is_simple_has_no_steps_to_show() =>
        Assert.DoesNotContain("<section class=\"rewritings\"", Figure.Graph(Sin(x)).ToHtml());

    [Fact]
    public void Attributes_tell_operators_apart()
    {
        var v = Variable("v", ["n", 3]);
        var details = Data(Figure.Graph(Sum(Pow(v, 3) + y, 0)))["details"]!.AsObject().Select(node => node.Value!);
        string[] attributes =
            [.. details.SelectMany(node => node["rows"]!.AsArray()).Select(row => $"{row![0]}: {row[1]}")];
        Assert.Contains("exponent: 3", attributes);
        Assert.Contains("over the axes: [0]", attributes);
        Assert.Contains("along the axes: [0, 1]", attributes);
    }

    [Fact]
    public void Parameters_name_the_layers_that_operators_belong_to()
    {
        Variable first = Variable("net.0.weight"), second = Variable("net.2.weight");
        var drawing = Figure.Graph(Tanh(first * x) * second);
        Assert.Equal(["net.0", "net.2"], Folding.GroupsOf(drawing));
        Assert.Equal("net.0", drawing.Nodes.Single(node => node.Label == "tanh").Group);
        Assert.Equal("", drawing.Nodes.Single(node => node.Label == "x").Group);
    }

    [Fact]
    public void A_deep_expression_is_drawn_without_recursion()
    {
        Expr deep = x;
        for (int i = 0; i < 100_000; i++) deep = Sin(deep);
        Assert.Contains("The graph has 100,001 nodes", Figure.Graph(deep).ToHtml());
    }

    private static string? ValueIn(JsonNode details) => (string?)details["rows"]!.AsArray()
        .SingleOrDefault(row => (string?)row![0] == "value")?[1];

    private static JsonObject Data(GraphDrawing drawing) => JsonNode.Parse(Regex.Match(
        drawing.ToHtml(), "<script type=\"application/json\" id=\"graph-1-data\">(.*?)</script>").Groups[1].Value)!
        .AsObject();
}
