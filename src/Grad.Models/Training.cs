using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using Grad.Numerics;

namespace Grad.Models;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>What is minimised.</summary>
    public Loss Loss { get; init; } = Loss.MeanSquaredError;

    /// <summary>How the parameters are changed.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>How often every example is seen.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>How many examples a step sees, in an order shuffled anew each epoch; absent: all of them, in order.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Determines the initial parameters and the shuffling.</summary>
    public long Seed { get; init; }

    /// <summary>The initial parameters in the model's order, instead of drawn ones.</summary>
    public ImmutableArray<Value>? InitialParameters { get; init; }

    /// <summary>Is told about each epoch.</summary>
    public IProgress<TrainingStep>? Progress { get; init; }

    /// <summary>Ends the training between two steps.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>Where a training is.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">The mean loss of the epoch, each batch's before its update.</param>
public readonly record struct TrainingStep(int Epoch, int Epochs, double Loss);

/// <summary>Training: forward pass, gradients and update are one compiled program.</summary>
public static class Training
{
    /// <summary>Trains in <see cref="float"/>.</summary>
    /// <inheritdoc cref="Train{T}"/>
    public static Fit<float> Train(this Layer model, Value inputs, Value targets, TrainingOptions options) =>
        model.Train<float>(inputs, targets, options);

    /// <summary>Learns parameters that make the model's loss on some examples small.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs; the first axis numbers the examples.</param>
    /// <param name="targets">The targets, of the predictions' shape.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">Shapes do not match, data are not finite, or a parameter cannot be learned.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Fit<T> Train<T>(this Layer model, Value inputs, Value targets, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(inputs, targets, options);
        var x = Variable("inputs", Batched(inputs));
        var t = Variable("targets", Batched(targets));
        var parameters = model.Declare();
        var loss = options.Loss.Of(model.Apply([.. parameters], x), t);
        RequireReached(model, parameters, loss);
        var trainer = new Trainer<T>(x, t, parameters, loss, options);
        var initial = options.InitialParameters ?? Initial(model, options.Seed);
        var losses = trainer.Run(inputs, targets, initial);
        return new Fit<T>(model, x, parameters, trainer.Read(), losses);
    }

    /// <summary>Initial parameters drawn as each layer says; they depend on the seed alone.</summary>
    public static ImmutableArray<Value> Initial(Layer model, long seed)
    {
        ulong root = Philox.FromSeed(seed);
        return [.. model.Parameters.Select((p, i) =>
        {
            var numbers = new double[p.Shape.Size.Value];
            Philox.FillUniform<double>(Philox.Split(root, (ulong)i), 0, numbers);
            for (int k = 0; k < numbers.Length; k++) numbers[k] = ((2 * numbers[k]) - 1) * p.Bound;
            return Value.Of(numbers, [.. p.Shape.Select(d => d.Value)]);
        })];
    }

    private static Shape Batched(Value data) => Shape.Of(["n", .. data.Sizes.Skip(1).Select(s => Dimension.Fixed(s))]);

    private static void RequireReached(Layer model, ImmutableArray<Variable> parameters, Expr loss)
    {
        var reached = new HashSet<Expr>(Graph.Variables(loss), ReferenceEqualityComparer.Instance);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!reached.Contains(parameters[i])) throw ModelErrors.Unreached(model.Parameters[i]);
        }
    }

    private static void Check(Value inputs, Value targets, TrainingOptions options)
    {
        if (inputs.Sizes.Length == 0 || targets.Sizes.Length == 0) throw ModelErrors.InputRank();
        if (inputs.Sizes[0] == 0) throw ModelErrors.NoExamples();
        if (inputs.Sizes[0] != targets.Sizes[0]) throw ModelErrors.Counts(inputs.Sizes[0], targets.Sizes[0]);
        if (options.Epochs < 1) throw ModelErrors.Positive("Epochs", options.Epochs);
        if (options.BatchSize < 1) throw ModelErrors.Positive("BatchSize", options.BatchSize.Value);
        CheckFinite("inputs", inputs);
        CheckFinite("targets", targets);
    }

    private static void CheckFinite(string what, Value data)
    {
        int at = Array.FindIndex(data.Numbers, n => !double.IsFinite(n));
        if (at >= 0) throw ModelErrors.NotFinite(what, at / (data.Numbers.Length / data.Sizes[0]));
    }
}

/// <summary>A model with learned parameters; immutable.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Fit<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Layer model;
    private readonly Variable x;
    private readonly ImmutableArray<Variable> variables;
    private readonly Lazy<(CompiledFunction<T> Function, Expr Output)> predictor;

    internal Fit(
        Layer model, Variable x, ImmutableArray<Variable> variables, ImmutableArray<Tensor<T>> parameters,
        ImmutableArray<double> losses)
    {
        (this.model, this.x, this.variables) = (model, x, variables);
        (Parameters, Losses) = (parameters, losses);
        predictor = new(() =>
        {
            var output = this.model.Apply([.. this.variables], this.x);
            return (Compile<T>([this.x, .. this.variables], [output]), output);
        });
    }

    /// <summary>The learned parameters, in the order of the model's descriptions.</summary>
    public ImmutableArray<Tensor<T>> Parameters { get; }

    /// <summary>The mean loss of each epoch.</summary>
    public ImmutableArray<double> Losses { get; }

    /// <summary>The loss of the last epoch.</summary>
    public double FinalLoss => Losses[^1];

    /// <summary>The model's outputs for some inputs.</summary>
    public Tensor<T> Predict(Value inputs)
    {
        var (function, output) = predictor.Value;
        var values = new (Variable, Value)[variables.Length + 1];
        values[0] = (x, inputs);
        for (int i = 0; i < variables.Length; i++) values[i + 1] = (variables[i], Data(Parameters[i]));
        var session = function.Bind(values);
        session.Run();
        return session.Read(output);
    }

    private static Value Data(Tensor<T> tensor) =>
        Value.Of([.. tensor.Select(double.CreateTruncating)], [.. tensor.Lengths.ToArray().Select(l => (int)l)]);
}
