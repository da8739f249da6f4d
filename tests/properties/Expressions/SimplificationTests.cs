using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class SimplificationTests
{
    [Fact]
    public void Simplifying_keeps_values() => Cases.Hold(Laws.SimplifyingKeepsValues);

    [Fact]
    public void Simplifying_keeps_gradients() => Cases.Hold(Laws.SimplifyingKeepsValues.OnGradients, 0.2);

    [Fact]
    public void Simplifying_twice_changes_nothing_more() =>
        Cases.Hold(Laws.SimplifyingTwiceChangesNothing.OnGradients, 0.2);
}
