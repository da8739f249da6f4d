using Grad.Testing;

namespace Grad.Tests.Unit.Operators.Control;

/// <summary>What holds of every expression with loops and branches, at one point.</summary>
internal static class ControlLaw
{
    public static void Hold(Expr y, (Variable, Value)[] at)
    {
        Laws.DerivativesAreSlopes.Require(y, at);
        Laws.SecondDerivativesAreSlopes.Require(y, at);
        Laws.HessianIsSymmetric.Require(y, at);
        Laws.SimplifyingKeepsValues.Require(y, at);
        foreach (var way in Compilation.All.Where(w => w.Options.LaneWidth is LaneWidth.Scalar or LaneWidth.Widest))
            way.Law.OnGradients.Require(y, at);
    }
}
