using CsCheck;
using Grad.Testing;

namespace Grad.Tests.Properties.Running;

public sealed class UpdateTests
{
    /// <summary>Three steps of gradient descent and of a running mean, in the next subset of the optimizations each time.</summary>
    [Fact]
    public void Repeated_updates_equal_interpreted_ones()
    {
        int turn = 0;
        ExpressionGen.Cases.SampleRepeatably(
            c =>
            {
                var (projected, variables) = (c.Projected(), c.Differentiable);
                var loss = Tanh(projected.Outputs[0] / 100);
                var options = new CompilationOptions
                {
                    Optimizations = (Optimizations)(turn++ % ((int)Optimizations.All + 1)),
                    CodeGeneration = turn % 3 == 0 ? CodeGeneration.None : CodeGeneration.Dynamic,
                    Checking = Checking.On,
                };
                var gradients = Gradients(loss, [.. variables]);
                (Variable, Expr)[] updates = [.. variables.Select((v, i) =>
                    (v, (i % 2 == 0 ? 1 : 0.9) * v + 1e-6 * Tanh(gradients[i])))];
                (Variable, Value)[] values = [.. projected.Bindings];
                var session = Compile<double>([.. values.Select(v => v.Item1)], [loss], updates, options).Bind(values);
                for (int step = 0; step < 3; step++)
                {
                    session.Run();
                    // Data move, and so may come to a kink or a pole: what happens there is not this test's business.
                    var bounds = BoundedEvaluation.Of([loss, .. updates.Select(u => u.Item2)], values, Precision.Double);
                    if (!bounds.IsFinite || bounds.Kink is not null) return;
                    double expected = loss.Evaluate(values);
                    Assert.Equal(expected, session.Scalar(loss), 1e-7 * (1 + Math.Abs(expected)));
                    var now = values;
                    values = [.. values.Select(v => updates.Any(u => u.Item1 == v.Item1)
                        ? (v.Item1, Next(v.Item1, updates.First(u => u.Item1 == v.Item1).Item2, now)) : v)];
                    foreach (var (variable, _) in updates)
                    {
                        var value = values.First(v => v.Item1 == variable).Item2;
                        Assert.Equal(value.Numbers, session.Read(variable).ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
                    }
                }
            },
            count: 200);
    }

    private static Value Next(Variable variable, Expr update, (Variable, Value)[] values) => Value.Of(
        update.EvaluateTensor(values).ToArray(), [.. values.First(v => v.Item1 == variable).Item2.Sizes]);
}
