using Grad.Testing;

namespace Grad.Tests.Properties.Transforms;

/// <summary>Batches, Jacobians and Hessians of random expressions.</summary>
public sealed class TransformTests
{
    [Fact]
    public void A_batch_is_a_loop_over_its_examples() => Cases.Hold(Laws.BatchesAreLoops, 0.5);

    [Fact]
    public void Jacobians_are_the_same_from_either_side() => Cases.Hold(Laws.JacobiansAgree, 0.2);

    [Fact]
    public void Hessians_are_Jacobians_of_gradients() => Cases.Hold(Laws.HessiansAreJacobiansOfGradients, 0.1);
}
