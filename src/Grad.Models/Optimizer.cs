using System.Collections.Immutable;

namespace Grad.Models;

/// <summary>
/// An optimizer is a pure description: from parameter, gradient, state and step to the next parameter and state, all of
/// them expressions.
/// </summary>
public abstract class Optimizer
{
    private protected Optimizer() { }

    /// <summary>How many arrays of the parameter's shape it remembers; they start at 0.</summary>
    public abstract int StateCount { get; }

    /// <summary>One update.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">The loss's gradient, of the same shape.</param>
    /// <param name="state">What it remembers, <see cref="StateCount"/> arrays.</param>
    /// <param name="step">The number of the step, from 1, a real scalar.</param>
    public abstract (Expr Parameter, ImmutableArray<Expr> State) Update(
        Expr parameter, Expr gradient, ReadOnlySpan<Expr> state, Expr step);

    /// <summary>Gradient descent: p − η·g.</summary>
    /// <param name="rate">The learning rate η.</param>
    public static Optimizer Sgd(double rate) => new GradientDescent(rate);

    /// <summary>Adam (Kingma and Ba, 2015), with the arithmetic of PyTorch's.</summary>
    /// <param name="rate">The learning rate η.</param>
    /// <param name="beta1">The decay of the mean, β₁.</param>
    /// <param name="beta2">The decay of the mean square, β₂.</param>
    /// <param name="epsilon">Added to the denominator.</param>
    public static Optimizer Adam(double rate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new AdaptiveMoments(rate, beta1, beta2, epsilon);

    private sealed class GradientDescent(double rate) : Optimizer
    {
        public override int StateCount => 0;

        public override (Expr Parameter, ImmutableArray<Expr> State) Update(
            Expr parameter, Expr gradient, ReadOnlySpan<Expr> state, Expr step) => (parameter - (rate * gradient), []);
    }

    private sealed class AdaptiveMoments(double rate, double beta1, double beta2, double epsilon) : Optimizer
    {
        public override int StateCount => 2;

        // m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  p ← p − η/(1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε)
        public override (Expr Parameter, ImmutableArray<Expr> State) Update(
            Expr parameter, Expr gradient, ReadOnlySpan<Expr> state, Expr step)
        {
            var mean = (beta1 * state[0]) + ((1 - beta1) * gradient);
            var square = (beta2 * state[1]) + ((1 - beta2) * Square(gradient));
            var size = rate / (1 - Pow(beta1, step));
            var root = Sqrt(1 - Pow(beta2, step));
            return (parameter - (size * (mean / ((Sqrt(square) / root) + epsilon))), [mean, square]);
        }
    }
}
