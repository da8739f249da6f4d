using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class DerivativeTests
{
    [Fact]
    public void Reverse_equals_forward_equals_differences() => Cases.Hold(Laws.DerivativesAreSlopes);
}
