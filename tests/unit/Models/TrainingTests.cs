using System.Collections.Immutable;
using Grad.Models;
using static Grad.Functions;
using static Grad.Models.Layers;

namespace Grad.Tests.Unit.Models;

/// <summary>Training learns, is repeatable, and refuses what cannot be learned with a sentence.</summary>
public class TrainingTests
{
    private static readonly double[,] Inputs = Column(i => i / 10.0);
    private static readonly double[,] Targets = Column(i => 3 * (i / 10.0) + 2);
    private readonly Layer line = Linear(1, 1);

    [Fact]
    public void A_line_is_learned()
    {
        var fit = line.Train(Inputs, Targets, new() { Optimizer = Optimizer.Sgd(0.1), Epochs = 2000, Seed = 1 });
        Assert.Equal(3, fit.Parameters[0].Single(), 1e-3);
        Assert.Equal(2, fit.Parameters[1].Single(), 1e-3);
        Assert.Equal(5, fit.Predict(new double[,] { { 1 } }).Single(), 1e-3);
    }

    [Fact]
    public void A_loop_written_by_hand_learns_what_Train_learns()
    {
        Variable x = Variable("x", ["n", 1]), t = Variable("t", ["n", 1]);
        var parameters = line.Declare();
        var loss = Loss.MeanSquaredError.Of(line.Apply([.. parameters], x), t);
        var gradients = Gradients(loss, [.. parameters]);
        var updates = parameters.Select((p, i) => (p, Optimizer.Sgd(0.1).Update(p, gradients[i], [], 1).Parameter));
        var initial = Training.Initial(line, seed: 1);
        var session = Compile<float>([x, t], [loss], [.. updates])
            .Bind((x, Inputs), (t, Targets), (parameters[0], initial[0]), (parameters[1], initial[1]));
        session.Repeat(2000);

        var fit = line.Train(Inputs, Targets, new() { Optimizer = Optimizer.Sgd(0.1), Epochs = 2000, Seed = 1 });
        Assert.Equal(fit.FinalLoss, session.Scalar(loss));
        Assert.Equal(fit.Parameters[0].Single(), session.Read(parameters[0]).Single());
    }

    [Fact]
    public void Mini_batches_with_a_remainder_learn_it_too_and_repeat_to_the_bit()
    {
        var options = new TrainingOptions { Optimizer = Optimizer.Adam(0.05), Epochs = 400, BatchSize = 7, Seed = 3 };
        var (first, second) = (line.Train(Inputs, Targets, options), line.Train(Inputs, Targets, options));
        Assert.True(first.FinalLoss < 1e-4, $"{first.FinalLoss}");
        Assert.Equal(first.Losses, second.Losses);
    }

    [Fact]
    public void Progress_is_reported_and_cancellation_ends_the_training()
    {
        using var source = new CancellationTokenSource();
        var seen = new Reports(step => { if (step.Epoch == 4) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => line.Train(
            Inputs, Targets, new() { Epochs = 100, Progress = seen, CancellationToken = source.Token }));
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void Targets_of_another_shape_are_refused() => Assert.Equal(
        "MeanSquaredError: the predictions have shape [n, 1] and the targets [n]. They must be equal; reshape the " +
        "targets to [n, 1].", Message(() => line.Train(Inputs, new double[20], new())));

    [Fact]
    public void Data_that_are_not_finite_are_refused()
    {
        var broken = (double[,])Inputs.Clone();
        broken[3, 0] = double.NaN;
        Assert.Equal(
            "Train: the inputs of example 3 are not finite numbers (NaN or infinite). Remove or repair the example.",
            Message(() => line.Train(broken, Targets, new())));
    }

    [Fact]
    public void An_empty_batch_is_refused() => Assert.Equal(
        "Train: there are no examples; the first axis of the inputs has size 0. Give at least one.",
        Message(() => line.Train(new double[0, 1], new double[0, 1], new())));

    [Fact]
    public void A_parameter_that_does_not_reach_the_loss_is_named() => Assert.Equal(
        "Train: the parameter '0.unused' [3] does not reach the loss, so it cannot be learned. Use it in the model, " +
        "or leave it out.", Message(() => Sequential(new Idle(), Linear(1, 1)).Train(Inputs, Targets, new())));

    [Fact]
    public void A_batch_of_no_examples_is_refused() => Assert.Equal(
        "Train: BatchSize is 0; it must be at least 1.",
        Message(() => line.Train(Inputs, Targets, new() { BatchSize = 0 })));

    [Fact]
    public void Numbers_without_an_axis_of_examples_are_refused() => Assert.Equal(
        "Train: inputs and targets need a first axis that numbers the examples; a single number has none. Reshape " +
        "one example to [1].",
        Message(() => line.Train(1.0, Targets, new())));

    [Fact]
    public void Another_width_is_refused() => Assert.Equal(
        "Linear(2 → 1): the input has shape [n, 1], and its last axis must have size 2. Change the layer's number of " +
        "inputs, or reshape what comes before it.", Message(() => Linear(2, 1).Train(Inputs, Targets, new())));

    [Fact]
    public void The_summary_counts_parameters() => Assert.EndsWith(
        "481", Sequential(Linear(1, 20), Relu(), Linear(20, 20), Relu(), Linear(20, 1)).Summary(), StringComparison.Ordinal);

    private static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static double[,] Column(Func<int, double> number)
    {
        var column = new double[20, 1];
        for (int i = 0; i < 20; i++) column[i, 0] = number(i);
        return column;
    }

    /// <summary>A layer that hands its input on and forgets its parameter.</summary>
    private sealed class Idle : Layer
    {
        public override ImmutableArray<ParameterDescription> Parameters => [new("unused", [3], 1)];

        public override string Description => "Idle";

        public override Expr Apply(ReadOnlySpan<Expr> parameters, Expr x) => x;
    }

    private sealed class Reports(Action<TrainingStep> action) : IProgress<TrainingStep>
    {
        public int Count { get; private set; }

        public void Report(TrainingStep value)
        {
            Count++;
            action(value);
        }
    }
}
