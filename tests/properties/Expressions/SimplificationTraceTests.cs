using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class SimplificationTraceTests
{
    [Fact]
    public void Every_step_keeps_the_value_of_its_node_and_of_the_whole() => ExpressionGen.SmoothScalars.Sample(e =>
    {
        var gradient = Sum(Gradient(e.Expression, e.Variables[2]));
        var trace = SimplificationTrace.Of(gradient);
        double expected = gradient.Evaluate(e.At());
        double allowed = 1e-9 * gradient.Operands.Aggregate(1.0, (sum, o) => sum + Sum(Abs(o)).Evaluate(e.At()));
        for (int i = 0; i < trace.Steps.Length; i++)
        {
            var (law, before, after, _) = trace.Steps[i];
            var (value, other) = (Mean(before).Evaluate(e.At()), Mean(after).Evaluate(e.At()));
            Assert.True(
                Math.Abs(value - other) <= 1e-9 * (1 + Mean(Abs(before)).Evaluate(e.At())),
                $"{law}: {before} = {value}, {after} = {other}");
            Assert.Equal(expected, trace.After(i + 1).Evaluate(e.At()), allowed);
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void The_trace_ends_where_the_simplifier_does() => ExpressionGen.Scalars.Sample(e =>
    {
        var gradient = Gradient(e.Expression, e.Variables[1]);
        var trace = SimplificationTrace.Of(gradient);
        Assert.Equal(Simplify(gradient).ToString(), trace.After(trace.Steps.Length).ToString());
        var nodes = Graph.TopologicalOrder(gradient).ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.All(trace.Steps, step => Assert.Contains(step.Source, nodes));
    }, iter: 300, threads: 1);
}
