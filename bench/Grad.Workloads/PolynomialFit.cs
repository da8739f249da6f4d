namespace Grad.Workloads;

/// <summary>
/// GradBench's least squares: half the sum of (sᵢ − x₀ − x₁tᵢ − x₂tᵢ² − …)², tᵢ evenly from −1 to 1, and sᵢ the sign of tᵢ.
/// </summary>
public sealed class PolynomialFit
{
    public PolynomialFit(int points, int coefficients)
    {
        X = Variable("x", [coefficients]);
        var t = (ToReal(Arange(points)) * 2 / (points - 1)) - 1;
        // Powers of each tᵢ by a running product along the degrees.
        var factors = Concat(
            [BroadcastTo(1, [points, 1]), BroadcastTo(ExpandDims(t, 1), [points, coefficients - 1])], 1);
        Value = Sum(Square(Sign(t) - MatMul(CumProd(factors, 1), X))) / 2;
    }

    public Variable X { get; }

    public Expr Value { get; }
}
