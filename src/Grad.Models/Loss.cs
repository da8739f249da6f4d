namespace Grad.Models;

/// <summary>A loss is a value: a function from predictions and targets to one number.</summary>
public sealed class Loss
{
    private readonly Func<Expr, Expr, Expr> perElement;

    private Loss(string name, Func<Expr, Expr, Expr> perElement) => (Name, this.perElement) = (name, perElement);

    /// <summary>The loss's name.</summary>
    public string Name { get; }

    /// <summary>Mean((p − t)²).</summary>
    public static Loss MeanSquaredError { get; } = new(nameof(MeanSquaredError), (p, t) => Square(p - t));

    /// <summary>Mean(|p − t|).</summary>
    public static Loss MeanAbsoluteError { get; } = new(nameof(MeanAbsoluteError), (p, t) => Abs(p - t));

    /// <summary>The loss as an expression.</summary>
    /// <exception cref="ArgumentException">The shapes differ: [n] against [n, 1] would compare everything with everything.</exception>
    public Expr Of(Expr predictions, Expr targets) => predictions.Shape == targets.Shape
        ? Mean(perElement(predictions, targets))
        : throw ModelErrors.TargetShape(Name, predictions.Shape, targets.Shape);
}
