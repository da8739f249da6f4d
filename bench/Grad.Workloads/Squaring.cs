namespace Grad.Workloads;

/// <summary>GradBench's first words: x² and its derivative.</summary>
public sealed class Squaring
{
    public Squaring() => Value = Square(X);

    public Variable X { get; } = Variable("x");

    public Expr Value { get; }
}
