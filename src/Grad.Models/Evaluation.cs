using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;

namespace Grad.Models;

/// <summary>Examples that are not learned from, and how well the model does on them.</summary>
/// <param name="Inputs">The inputs; the first axis numbers the examples.</param>
/// <param name="Targets">The targets; whole numbers name classes.</param>
/// <param name="Metric">From predictions and targets the mean over some examples: <see cref="Metrics.Accuracy"/>, a
/// loss.</param>
public sealed record Validation(Value Inputs, Value Targets, Func<Expr, Expr, Expr> Metric);

/// <summary>The mean of a metric over many examples, some of them at a time.</summary>
internal sealed class Evaluation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Enough to keep the lanes busy, few enough to keep a network's arrays small.</summary>
    private const int ExamplesAtOnce = 512;

    private readonly Value inputs, targets;
    private readonly Variable x, t;
    private readonly ImmutableArray<Variable> parameters;
    private readonly Expr metric;
    private readonly CompiledFunction<T> function;
    private readonly Examples<T> inputRows, targetRows;
    private readonly int[] order;
    private readonly Dictionary<int, Session<T>> sessions = [];

    /// <summary>Compiles the metric of a model's output, an expression of x and the parameters.</summary>
    public Evaluation(
        string operation, Validation validation, Variable x, ImmutableArray<Variable> parameters, Expr output)
    {
        (inputs, targets) = (validation.Inputs, validation.Targets);
        Check(operation);
        (this.x, this.parameters) = (x, parameters);
        Shape shape = ["n", .. Shape.Fixed(targets.Sizes.AsSpan(1))];
        t = targets.Kind == Kind.Integer ? IntegerVariable("targets", shape) : Variable("targets", shape);
        metric = validation.Metric(output, t);
        function = Compile<T>([x, t, .. parameters], [metric]);
        (inputRows, targetRows, order) = (new(x, inputs), new(t, targets), [.. Enumerable.Range(0, inputs.Sizes[0])]);
    }

    /// <summary>The mean for the present values of the parameters.</summary>
    public double Of(ImmutableArray<Tensor<T>> values)
    {
        double sum = 0;
        for (int first = 0; first < order.Length; first += ExamplesAtOnce)
        {
            var rows = order.AsSpan(first, Math.Min(ExamplesAtOnce, order.Length - first));
            var session = SessionFor(rows.Length, values);
            inputRows.Write(rows, session);
            targetRows.Write(rows, session);
            session.Run();
            sum += session.Scalar(metric) * rows.Length;
        }
        return sum / order.Length;
    }

    /// <summary>The session for a number of examples, with these parameters.</summary>
    private Session<T> SessionFor(int count, ImmutableArray<Tensor<T>> values)
    {
        if (!sessions.TryGetValue(count, out var session))
        {
            sessions[count] = session = function.Bind(
            [
                (x, inputs.Rows(0, count)), (t, targets.Rows(0, count)),
                .. parameters.Zip(values, (p, v) => (p, Parameter.Value(v))),
            ]);
        }
        for (int i = 0; i < values.Length; i++) values[i].FlattenTo(session.Memory<T>(parameters[i]));
        return session;
    }

    private void Check(string operation)
    {
        if (inputs.Sizes.Length == 0 || targets.Sizes.Length == 0) throw ModelErrors.InputRank(operation);
        if (inputs.Sizes[0] == 0) throw ModelErrors.NoExamples(operation);
        if (inputs.Sizes[0] != targets.Sizes[0]) throw ModelErrors.Counts(operation, inputs.Sizes[0], targets.Sizes[0]);
    }
}
