using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class SimplificationTraceTests
{
    [Fact]
    public void Every_step_keeps_the_value_of_its_node_and_of_the_whole() => OnGradients(100, (gradient, bindings) =>
    {
        var trace = SimplificationTrace.Of(gradient);
        for (int i = 0; i < trace.Steps.Length; i++)
        {
            var (law, before, after, _) = trace.Steps[i];
            var whole = trace.After(i + 1);
            var bounds = BoundedEvaluation.Of([before, after, gradient, whole], bindings, Precision.Double);
            if (!bounds.IsFinite) continue;
            Assert.Null(Comparison.Equal($"{law}: before", bounds, before, "after", bounds, after));
            Assert.Null(Comparison.Equal("the gradient", bounds, gradient, $"after {law}", bounds, whole));
        }
    });

    [Fact]
    public void The_trace_ends_where_the_simplifier_does() => OnGradients(300, (gradient, _) =>
    {
        var trace = SimplificationTrace.Of(gradient);
        Assert.Equal(Simplify(gradient).ToString(), trace.After(trace.Steps.Length).ToString());
        var nodes = Graph.TopologicalOrder(gradient).ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.All(trace.Steps, step => Assert.Contains(step.Source, nodes));
    });

    private static void OnGradients(int count, Action<Expr, (Variable, Value)[]> check) => ExpressionGen.Cases.SampleRepeatably(
        c =>
        {
            var projected = c.Projected();
            if (!c.Differentiable.IsEmpty)
                check(Sum(Gradient(projected.Outputs[0], c.Differentiable[0])), [.. projected.Bindings]);
        },
        count);
}
