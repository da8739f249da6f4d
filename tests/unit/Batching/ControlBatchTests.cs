using static Grad.Functions;

namespace Grad.Tests.Unit.Batching;

/// <summary>Loops, branches and rules of a user's own, written for one example.</summary>
public sealed class ControlBatchTests
{
    private static readonly Variable X = Variable("x", [3]), A = Variable("a"), W = Variable("w", [4, 3]);

    [Fact]
    public void A_condition_for_each_example_becomes_a_choice_for_each()
    {
        var y = Cond(Sum(X) > A, () => Exp(X), () => Sin(X));
        Assert.Contains(Graph.TopologicalOrder(Batched(y)), n => n is Where);
        EqualsLoop(y);
    }

    [Fact]
    public void A_condition_that_all_share_stays_a_branch()
    {
        var y = Cond(A > 0, () => Exp(X), () => Sin(X));
        var all = Batched(y);
        Assert.Contains(Graph.TopologicalOrder(all), n => n is Cond);
        Assert.DoesNotContain(Graph.TopologicalOrder(all), n => n is Where);
        EqualsLoop(y);
    }

    [Fact]
    public void A_loop_for_each_example_is_one_loop()
    {
        var (carried, outputs) = Scan(X, W, (c, w) => (Tanh(c * A + w), Sum(c)), reverse: true);
        var all = Batched(Sum(carried) + outputs);
        Assert.Single(Graph.TopologicalOrder(all).OfType<Scan>());
        EqualsLoop(Sum(carried) + outputs);
        EqualsLoop(Gradient(Sum(carried * carried) + Sum(Sin(outputs)), W));
    }

    /// <summary>The counter is the same in all examples and is carried once.</summary>
    [Fact]
    public void What_all_examples_share_is_carried_once()
    {
        var all = Scan([new Literal(0, Shape.Scalar), X], [], (c, _) => ([c[0] + 1, c[1] * c[0]], [c[0]]), length: 4);
        var batched = Batch([all.Carried[0], all.Carried[1], all.Outputs[0]], (X, Variable("X", ["n", 3])));
        var scan = Assert.Single(Graph.TopologicalOrder([.. batched]).OfType<Scan>());
        Assert.Equal([0, 2], scan.Step.Results.Take(2).Select(r => r.Rank));
        EqualsLoop(all.Carried[0]);
        EqualsLoop(all.Outputs[0]);
    }

    [Fact]
    public void Fixed_points_checkpoints_and_rules_are_batched()
    {
        EqualsLoop(FixedPoint(new Literal(0, [3]), z => Tanh(z * A + X) / 3));
        EqualsLoop(Gradient(Sum(FixedPoint(new Literal(0, [3]), z => Tanh(z * A + X) / 3)), X));
        EqualsLoop(Checkpoint(X, x => Sin(x) * Sum(x)));
        EqualsLoop(Gradient(Sum(CustomVjp(X, x => Exp(x), (_, y, bar) => bar * y)), X));
        EqualsLoop(Gradient(Sum(Square(CustomJvp([X, A], x => x[0] * x[1], (x, _, dot) => dot[0] * x[1] + x[0] * dot[1]))), X));
        // A rule that says nothing of an argument.
        EqualsLoop(Gradient(Sum(CustomVjp([X, A], x => x[0] * x[1], (x, _, bar) => [bar * x[1], 0])), X));
    }

    private static Expr Batched(Expr y) => Batch(y, (X, Variable("X", ["n", 3])));

    /// <summary>A batch of four examples is the four one by one, interpreted and compiled.</summary>
    private static void EqualsLoop(Expr y)
    {
        const int Count = 4;
        var all = Variable("X", ["n", 3]);
        var batch = Batch(y, (X, all));
        double[] numbers = [.. Enumerable.Range(0, Count * 3).Select(i => Math.Sin(i + 0.5))];
        (Variable, Value)[] shared = [(A, 0.3), (W, Value.Of([.. Enumerable.Range(0, 12).Select(i => Math.Cos(i))], 4, 3))];
        double[] loop = [.. Enumerable.Range(0, Count).SelectMany(
            i => y.EvaluateTensor([.. shared, (X, Value.Of(numbers.AsSpan(i * 3, 3), 3))]).ToArray())];
        (Variable, Value)[] at = [.. shared, (all, Value.Of(numbers, Count, 3))];
        Assert.Equal(loop, batch.EvaluateTensor(at).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        var session = Compile<double>([A, W, all], [batch]).Bind(at);
        session.Run();
        Assert.Equal(loop, session.Read(batch).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
