using Grad.Testing;

namespace Grad.Tests.Properties.Expressions;

public sealed class SecondDerivativeTests
{
    [Fact]
    public void Second_derivatives_are_slopes_of_the_first() => Cases.Hold(Laws.SecondDerivativesAreSlopes, 0.1);

    [Fact]
    public void Hessians_are_symmetric() => Cases.Hold(Laws.HessianIsSymmetric, 0.1);
}
