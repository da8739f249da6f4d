namespace Grad.Tests.Unit;

/// <summary>The counter sees what is allocated: tests that expect 0 can fail.</summary>
public class AllocationsTests
{
    private object? made;

    [Fact]
    public void An_object_is_counted() => Assert.True(Allocations.Of(() => made = new byte[100]) >= 100 && made is byte[]);
}
