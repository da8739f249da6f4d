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

    /// <summary>
    /// How many examples a step sees, in an order shuffled anew each epoch; absent: all of them, in order.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>Determines the initial parameters and the shuffling.</summary>
    public long Seed { get; init; }

    /// <summary>The initial parameters in the model's order, instead of drawn ones.</summary>
    public ImmutableArray<Value>? InitialParameters { get; init; }

    /// <summary>Examples on which the model is judged after each epoch.</summary>
    public Validation? Validation { get; init; }

    /// <summary>Is told about each epoch.</summary>
    public IProgress<TrainingStep>? Progress { get; init; }

    /// <summary>Ends the training between two steps.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>Where a training is.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">The mean loss of the epoch, each batch's before its update.</param>
/// <param name="Validation">The metric on the examples kept apart; NaN where there are none.</param>
/// <param name="Duration">How long the epoch's steps took, without the validation.</param>
public readonly record struct TrainingStep(
    int Epoch, int Epochs, double Loss, double Validation = double.NaN, TimeSpan Duration = default);

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
    /// <param name="targets">The targets, of the shape that the loss asks for; whole numbers name classes.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">Shapes do not match, data are not finite, or a parameter cannot be
    /// learned.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Fit<T> Train<T>(this Layer model, Value inputs, Value targets, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(inputs, targets, options);
        var x = Variable("inputs", Batched(inputs));
        var t = targets.Kind == Kind.Integer && options.Loss.TakesClasses
            ? IntegerVariable("targets", Batched(targets))
            : Variable("targets", Batched(targets));
        var parameters = model.Declare();
        var output = model.Apply([.. parameters], x);
        var loss = options.Loss.Of(output, t);
        RequireReached(model, parameters, loss);
        if (t.Kind == Kind.Integer) RequireClasses(options.Loss.Name, targets, output.Shape[1]);
        var validation = options.Validation is { } v
            ? new Evaluation<T>(nameof(Validation), v, x, parameters, output)
            : null;
        var trainer = new Trainer<T>((x, inputs), (t, targets), parameters, loss, validation, options);
        var initial = options.InitialParameters ?? Initial(model, options.Seed);
        var (losses, validations) = trainer.Run(initial);
        return new Fit<T>(model, x, parameters, trainer.Read(), losses, validations);
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

    private static void RequireClasses(string loss, Value targets, Dimension classes)
    {
        if (!classes.IsFixed) return;
        int at = Array.FindIndex(targets.Numbers, c => c < 0 || c >= classes.Value);
        if (at >= 0)
            throw ModelErrors.NoSuchClass(loss, ExampleOf(at, targets), targets.Numbers[at], classes.Value);
    }

    private static void Check(Value inputs, Value targets, TrainingOptions options)
    {
        if (inputs.Sizes.Length == 0 || targets.Sizes.Length == 0) throw ModelErrors.InputRank(nameof(Train));
        if (inputs.Sizes[0] == 0) throw ModelErrors.NoExamples(nameof(Train));
        if (inputs.Sizes[0] != targets.Sizes[0])
            throw ModelErrors.Counts(nameof(Train), inputs.Sizes[0], targets.Sizes[0]);
        if (options.Epochs < 1) throw ModelErrors.Positive("Epochs", options.Epochs);
        if (options.BatchSize < 1) throw ModelErrors.Positive("BatchSize", options.BatchSize.Value);
        CheckFinite("inputs", inputs);
        CheckFinite("targets", targets);
    }

    private static void CheckFinite(string what, Value data)
    {
        int at = Array.FindIndex(data.Numbers, n => !double.IsFinite(n));
        if (at >= 0) throw ModelErrors.NotFinite(what, ExampleOf(at, data));
    }

    private static int ExampleOf(int place, Value data) => place / (data.Numbers.Length / data.Sizes[0]);
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
        ImmutableArray<double> losses, ImmutableArray<double> validations)
    {
        (this.model, this.x, this.variables) = (model, x, variables);
        (Parameters, Losses, Validations) = (parameters, losses, validations);
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

    /// <summary>The metric of each epoch on the examples kept apart; empty where there were none.</summary>
    public ImmutableArray<double> Validations { get; }

    /// <summary>The loss of the last epoch.</summary>
    public double FinalLoss => Losses[^1];

    /// <summary>The model's outputs for some inputs.</summary>
    /// <param name="inputs">The inputs; the first axis numbers the examples.</param>
    /// <exception cref="ArgumentException">The inputs have other axes than those trained on.</exception>
    public Tensor<T> Predict(Value inputs)
    {
        var example = x.Shape.Skip(1).Select(d => d.Value);
        if (inputs.Sizes.Length != x.Rank || !inputs.Sizes.Skip(1).SequenceEqual(example))
            throw ModelErrors.PredictShape(x.Shape, [.. inputs.Sizes]);
        var (function, output) = predictor.Value;
        var session = function.Bind([(x, inputs), .. Learned]);
        session.Run();
        return session.Read(output);
    }

    /// <summary>The share of examples whose largest output is that of their class.</summary>
    /// <param name="inputs">The inputs; the first axis numbers the examples.</param>
    /// <param name="labels">The classes, whole numbers.</param>
    /// <exception cref="ArgumentException">There are no examples, or not as many labels, or the model's outputs are no
    /// classes.</exception>
    public double Accuracy(Value inputs, Value labels)
    {
        var evaluation = new Evaluation<T>(
            nameof(Accuracy), new(inputs, labels, Metrics.Accuracy), x, variables, predictor.Value.Output);
        return evaluation.Of(Parameters);
    }

    private IEnumerable<(Variable, Value)> Learned => variables.Select((v, i) => (v, Parameter.Value(Parameters[i])));
}

/// <summary>Parameters as data.</summary>
internal static class Parameter
{
    public static Value Value<T>(Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Grad.Value.Of([.. tensor.Select(double.CreateTruncating)], [.. tensor.Lengths.ToArray().Select(l => (int)l)]);
}
