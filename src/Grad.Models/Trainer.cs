using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using System.Numerics.Tensors;
using Grad.Numerics;

namespace Grad.Models;

/// <summary>Runs the compiled training step over the examples; lives for one training.</summary>
internal sealed class Trainer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Variable x;
    private readonly Variable t;
    private readonly ImmutableArray<Variable> parameters;
    private readonly ImmutableArray<Variable> state;
    private readonly Variable step = IntegerVariable("step", []);
    private readonly Expr loss;
    private readonly CompiledFunction<T> program;
    private readonly Evaluation<T>? validation;
    private readonly TrainingOptions options;
    private readonly Dictionary<int, Session<T>> sessions = [];
    private readonly Value inputs;
    private readonly Value targets;
    private readonly Examples<T>? inputRows;
    private readonly Examples<T>? targetRows;
    private Session<T>? current;

    public Trainer(
        (Variable Variable, Value Data) inputs, (Variable Variable, Value Data) targets,
        ImmutableArray<Variable> parameters, Expr loss, Evaluation<T>? validation, TrainingOptions options)
    {
        ((x, this.inputs), (t, this.targets)) = (inputs, targets);
        (this.parameters, this.loss, this.validation, this.options) = (parameters, loss, validation, options);
        if (options.BatchSize is not null) (inputRows, targetRows) = (new(x, this.inputs), new(t, this.targets));
        var updates = new List<(Variable, Expr)> { (step, step + 1) };
        var remembered = ImmutableArray.CreateBuilder<Variable>();
        var gradients = Gradients(loss, [.. parameters]);
        var now = ToReal(step + 1);
        for (int i = 0; i < parameters.Length; i++)
        {
            var own = Enumerable.Range(0, options.Optimizer.StateCount)
                .Select(k => Variable($"{parameters[i].Name}.state{k}", parameters[i].Shape)).ToArray();
            var (next, nextState) = options.Optimizer.Update(parameters[i], gradients[i], own, now);
            updates.Add((parameters[i], next));
            for (int k = 0; k < own.Length; k++) updates.Add((own[k], nextState[k]));
            remembered.AddRange(own);
        }
        state = remembered.ToImmutable();
        program = Compile<T>([x, t], [loss], [.. updates]);
    }

    /// <summary>The mean loss of each epoch, and the metric on the examples kept apart.</summary>
    public (ImmutableArray<double> Losses, ImmutableArray<double> Validations) Run(ImmutableArray<Value> initial)
    {
        int examples = inputs.Sizes[0];
        int batch = Math.Min(options.BatchSize ?? examples, examples);
        var losses = ImmutableArray.CreateBuilder<double>(options.Epochs);
        var validations = ImmutableArray.CreateBuilder<double>();
        var order = Enumerable.Range(0, examples).ToArray();
        ulong shuffling = Philox.Split(Philox.FromSeed(options.Seed), ulong.MaxValue);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            if (options.BatchSize is not null) Philox.FillPermutation(Philox.Split(shuffling, (ulong)epoch), order);
            double sum = 0;
            long start = Stopwatch.GetTimestamp();
            for (int first = 0; first < examples; first += batch)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var rows = order.AsSpan(first, Math.Min(batch, examples - first));
                var session = SessionFor(rows, initial);
                session.Run();
                sum += session.Scalar(loss) * rows.Length;
            }
            var duration = Stopwatch.GetElapsedTime(start);
            losses.Add(sum / examples);
            if (validation is not null) validations.Add(validation.Of(Read()));
            double judged = validation is null ? double.NaN : validations[^1];
            options.Progress?.Report(new(epoch, options.Epochs, losses[^1], judged, duration));
        }
        return (losses.MoveToImmutable(), validations.ToImmutable());
    }

    /// <summary>The parameters as they are now.</summary>
    public ImmutableArray<Tensor<T>> Read() => [.. parameters.Select(p => current!.Read(p))];

    /// <summary>The session for a batch's size, holding the batch and the present parameters.</summary>
    private Session<T> SessionFor(ReadOnlySpan<int> rows, ImmutableArray<Value> initial)
    {
        if (!sessions.TryGetValue(rows.Length, out var session))
            sessions[rows.Length] = session = Bound(rows.Length, initial);
        inputRows?.Write(rows, session);
        targetRows?.Write(rows, session);
        if (current is not null && current != session) current.CopyUpdatedTo(session);
        return current = session;
    }

    private Session<T> Bound(int count, ImmutableArray<Value> initial) => program.Bind(
    [
        (x, inputs.Rows(0, count)), (t, targets.Rows(0, count)), (step, 0),
        .. parameters.Select((p, i) => (p, initial[i])),
        .. state.Select(s => (s, Value.Of(new double[s.Shape.Size.Value], [.. s.Shape.Select(d => d.Value)]))),
    ]);
}
