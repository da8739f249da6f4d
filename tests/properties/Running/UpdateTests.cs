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
        ExpressionGen.SmoothScalars.Sample(e =>
        {
            var options = new CompilationOptions
            {
                Optimizations = (Optimizations)(turn++ % ((int)Optimizations.All + 1)),
                Checking = Checking.On,
            };
            var gradients = Gradients(e.Expression, e.Variables);
            (Variable, Expr)[] updates =
                [.. e.Variables.Select((v, i) => (v, i % 2 == 0 ? v - 1e-3 * Tanh(gradients[i]) : 0.9 * v + 0.1 * Tanh(gradients[i])))];
            var session = Compile<double>([], [e.Expression], updates, options).Bind(e.At());
            var values = e.At();
            for (int step = 0; step < 3; step++)
            {
                session.Run();
                double loss = e.Expression.Evaluate(values);
                Assert.Equal(loss, session.Scalar(e.Expression), 1e-7 * (1 + Math.Abs(loss)));
                values = [.. updates.Select(u => (u.Item1, Next(u.Item1, u.Item2, values)))];
                foreach (var (variable, value) in values)
                    Assert.Equal(value.Numbers, session.Read(variable).ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
            }
        }, iter: 200, threads: 1);
    }

    private static Value Next(Variable variable, Expr update, (Variable, Value)[] values) => Value.Of(
        update.EvaluateTensor(values).ToArray(), [.. values.First(v => v.Item1 == variable).Item2.Sizes]);
}
