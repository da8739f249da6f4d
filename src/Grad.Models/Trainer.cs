using System.Collections.Immutable;
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
    private readonly TrainingOptions options;
    private readonly Dictionary<int, Session<T>> sessions = [];
    private Session<T>? current;

    public Trainer(Variable x, Variable t, ImmutableArray<Variable> parameters, Expr loss, TrainingOptions options)
    {
        (this.x, this.t, this.parameters, this.loss, this.options) = (x, t, parameters, loss, options);
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

    /// <summary>The mean loss of each epoch.</summary>
    public ImmutableArray<double> Run(Value inputs, Value targets, ImmutableArray<Value> initial)
    {
        int examples = inputs.Sizes[0];
        int batch = Math.Min(options.BatchSize ?? examples, examples);
        var losses = ImmutableArray.CreateBuilder<double>(options.Epochs);
        var order = Enumerable.Range(0, examples).ToArray();
        ulong shuffling = Philox.Split(Philox.FromSeed(options.Seed), ulong.MaxValue);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            if (options.BatchSize is not null) Philox.FillPermutation(Philox.Split(shuffling, (ulong)epoch), order);
            double sum = 0;
            for (int first = 0; first < examples; first += batch)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var rows = order.AsSpan(first, Math.Min(batch, examples - first));
                var session = SessionFor(rows, inputs, targets, initial);
                session.Run();
                sum += session.Scalar(loss) * rows.Length;
            }
            losses.Add(sum / examples);
            options.Progress?.Report(new(epoch, options.Epochs, losses[^1]));
        }
        return losses.MoveToImmutable();
    }

    /// <summary>The parameters as they are now.</summary>
    public ImmutableArray<Tensor<T>> Read() => [.. parameters.Select(p => current!.Read(p))];

    /// <summary>The session for a batch's size, holding the batch and the present parameters.</summary>
    private Session<T> SessionFor(ReadOnlySpan<int> rows, Value inputs, Value targets, ImmutableArray<Value> initial)
    {
        bool known = sessions.TryGetValue(rows.Length, out var session);
        if (!known || options.BatchSize is not null)
        {
            var (inputBatch, targetBatch) = (Rows(inputs, rows), Rows(targets, rows));
            if (known)
            {
                session!.Write(x, inputBatch);
                session.Write(t, targetBatch);
            }
            else
            {
                sessions[rows.Length] = session = Bound(inputBatch, targetBatch, rows.Length, inputs, targets, initial);
            }
        }
        if (current is not null && current != session) current.CopyUpdatedTo(session!);
        return current = session!;
    }

    private Session<T> Bound(
        T[] inputBatch, T[] targetBatch, int count, Value inputs, Value targets, ImmutableArray<Value> initial)
    {
        var values = new List<(Variable, Value)>
        {
            (x, Data(inputBatch, count, inputs)), (t, Data(targetBatch, count, targets)), (step, 0),
        };
        values.AddRange(parameters.Select((p, i) => (p, initial[i])));
        values.AddRange(state.Select(s => (s, Value.Of(new double[s.Shape.Size.Value], [.. s.Shape.Select(d => d.Value)]))));
        return program.Bind([.. values]);
    }

    private static Value Data(T[] batch, int count, Value like) =>
        Value.Of([.. batch.Select(double.CreateTruncating)], [count, .. like.Sizes.Skip(1)]);

    private static T[] Rows(Value data, ReadOnlySpan<int> rows)
    {
        int width = data.Numbers.Length / data.Sizes[0];
        var batch = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < width; k++) batch[(i * width) + k] = T.CreateTruncating(data.Numbers[(rows[i] * width) + k]);
        }
        return batch;
    }
}
