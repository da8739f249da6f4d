using static Grad.Functions;

namespace Grad.Tests.Unit.Differentiation;

public sealed class GradientTraceTests
{
    private static readonly Variable X = Variable("X", ["n", 2]), W = Variable("W", [2, 1]), B = Variable("b");

    private static Expr Loss => Mean(Square(Tanh(MatMul(X, W)) * B + Exp(B)));

    [Fact]
    public void The_gradients_are_those_without_a_trace()
    {
        var loss = Loss;
        Assert.Equal(
            Gradients(loss, W, B).Select(gradient => gradient.ToString()),
            GradientTrace.Of(loss, W, B).Gradients.Select(gradient => gradient.ToString()));
    }

    [Fact]
    public void Every_new_node_has_a_source_and_every_source_is_a_forward_node()
    {
        var loss = Loss;
        var (gradients, sources) = GradientTrace.Of(loss, W, B);
        var forward = Graph.TopologicalOrder(loss).ToHashSet(ReferenceEqualityComparer.Instance);
        var made = Graph.TopologicalOrder([.. gradients]).Where(node => !forward.Contains(node)).ToArray();
        Assert.NotEmpty(made);
        Assert.All(made, node => Assert.True(sources.ContainsKey(node), $"{node} has no source."));
        Assert.All(sources.Values, source => Assert.Contains(source, forward));
    }

    [Fact]
    public void A_term_comes_from_the_operator_whose_rule_made_it()
    {
        var x = Variable("x");
        var sine = Sin(x);
        var (gradients, sources) = GradientTrace.Of(Square(sine), x);
        var cosine = Assert.Single(Graph.TopologicalOrder(gradients[0]).OfType<Cos>());
        Assert.Same(sine, sources[cosine]);
    }

    [Fact]
    public void A_sum_of_shares_comes_from_the_node_whose_cotangent_it_is()
    {
        var x = Variable("x");
        var (gradients, sources) = GradientTrace.Of(Sin(x) + Exp(x), x);
        Assert.Same(x, sources[Assert.IsType<Add>(gradients[0])]);
    }
}
