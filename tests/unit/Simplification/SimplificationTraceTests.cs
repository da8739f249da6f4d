using static Grad.Functions;

// Simplification would hide the option of that name from the other tests.
namespace Grad.Tests.Unit.Simplification;

public sealed class SimplificationTraceTests
{
    private static readonly Variable X = Variable("x"), Y = Variable("y");

    [Fact]
    public void Each_step_names_its_law_and_shows_what_it_changed()
    {
        var trace = SimplificationTrace.Of((X + 1) * 2 * 2 - 0);
        Assert.Equal(
            [
                "x·c = c·x, numbers first: (x + 1)·2 → 2·(x + 1)",
                "x·c = c·x, numbers first: 2·(x + 1)·2 → 2·2·(x + 1)",
                "a·(b·x) = (a·b)·x: 2·2·(x + 1) → 4·(x + 1)",
                "x − 0 = x: 4·(x + 1) − 0 → 4·(x + 1)",
            ],
            trace.Steps.Select(step => $"{step.Law}: {step.Before} → {step.After}"));
    }

    [Fact]
    public void After_each_step_the_whole_expression_is_known()
    {
        var trace = SimplificationTrace.Of(Sin(X * 1) + Cos(Y) * -1);
        Assert.Equal(
            ["sin(x·1) + cos(y)·−1", "sin(x) + cos(y)·−1", "sin(x) + −cos(y)", "sin(x) − cos(y)"],
            Enumerable.Range(0, trace.Steps.Length + 1).Select(count => trace.After(count).ToString()));
    }

    [Fact]
    public void The_trace_ends_where_the_simplifier_does()
    {
        Variable w = Variable("w"), data = Variable("X", ["n", 1]), t = Variable("t", ["n", 1]);
        var slope = Gradient(Mean(Square(w * data - t)), w);
        var trace = SimplificationTrace.Of(slope);
        Assert.NotEmpty(trace.Steps);
        Assert.Same(slope, trace.After(0));
        Assert.Equal(Simplify(slope).ToString(), trace.Result.ToString());
        Assert.Same(trace.Result, trace.After(trace.Steps.Length));
    }

    [Fact]
    public void A_step_goes_back_to_a_node_of_the_expression()
    {
        var sine = Sin(X) * 1;
        var product = sine * -1;
        var trace = SimplificationTrace.Of(product + 0);
        Assert.Equal([sine, product, product + 0], trace.Steps.Select(step => step.Source), Likewise);
        Assert.Same(sine, trace.Steps[0].Source);

        static bool Likewise(Expr a, Expr b) => a.ToString() == b.ToString();
    }

    [Fact]
    public void A_rule_below_the_result_of_another_is_a_step_of_its_own()
    {
        var trace = SimplificationTrace.Of(Sum(3 * (0 - Variable("v", ["n"]))));
        Assert.Equal("−3·Σ v", trace.Result.ToString());
        var rewritten = trace.Steps.Select(step => step.Before);
        Assert.Equal(trace.Steps.Length, rewritten.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Nothing_to_simplify_is_no_step()
    {
        var trace = SimplificationTrace.Of(Sin(X) + Y);
        Assert.Empty(trace.Steps);
        Assert.Equal("sin(x) + y", trace.Result.ToString());
    }

    [Fact]
    public void A_step_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SimplificationTrace.Of(X * 1).After(2));

    [Fact]
    public void A_deep_expression_is_traced_in_linear_time()
    {
        Expr deep = X;
        for (int i = 0; i < 50_000; i++) deep = Sin(deep) * 1;
        var trace = SimplificationTrace.Of(deep);
        Assert.Equal(50_000, trace.Steps.Length);
        Assert.Equal(25_000, Graph.TopologicalOrder(trace.After(25_000)).OfType<Multiply>().Count());
        Assert.Equal(50_001, Graph.TopologicalOrder(trace.After(50_000)).Count);
    }
}
