namespace Grad.Workloads;

/// <summary>GradBench's differential equation y₀′ = x₀, yᵢ′ = xᵢ·yᵢ₋₁ from y = 0 to t = 2, by Runge and Kutta's method.</summary>
public sealed class ChainOfRates
{
    public ChainOfRates(int steps)
    {
        double h = 2.0 / steps;
        End = Iterate(BroadcastTo(0, X.Shape), steps, y =>
        {
            var k1 = Rate(y);
            var k2 = Rate(y + (h / 2 * k1));
            var k3 = Rate(y + (h / 2 * k2));
            var k4 = Rate(y + (h * k3));
            return y + (h / 6 * (k1 + (2 * k2) + (2 * k3) + k4));
        });
    }

    public Variable X { get; } = Variable("x", ["n"]);

    /// <summary>y(2), of which GradBench differentiates the last element.</summary>
    public Expr End { get; }

    private Expr Rate(Expr y) => X * Pad(y[..^1], 0, 1, 0, filling: 1);
}
