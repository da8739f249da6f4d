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

    [Fact]
    public void Sparse_derivatives_are_the_dense_ones() => Cases.Hold(Laws.SparseEqualsDense, 0.2);

    [Theory]
    [MemberData(nameof(Names))]
    public void Transforms_of_transforms_keep_the_laws(string outer)
    {
        foreach (var law in Composable) Cases.Hold(After(law, All[outer]), 0.01);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transforms_of_transforms_of_transforms_keep_the_laws(string outer)
    {
        foreach (string inner in All.Keys)
            Cases.Hold(After(Laws.BatchesAreLoops, c => All[outer](All[inner](c))), 0.005);
    }

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<Case, Case>> All { get; } = new()
    {
        ["batch"] = Transformed.Batched,
        ["gradient"] = Transformed.Gradient,
        ["jvp"] = Transformed.Directional,
        ["jacobian"] = Transformed.Jacobian,
    };

    private static Law[] Composable { get; } = [Laws.BatchesAreLoops, Laws.JacobiansAgree, Laws.DerivativesAreSlopes];

    private static Law After(Law law, Func<Case, Case> transform) => new($"{law}, of transforms", c => law.Check(transform(c)));
}
