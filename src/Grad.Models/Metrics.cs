namespace Grad.Models;

/// <summary>How good predictions are, in numbers that need no derivative.</summary>
public static class Metrics
{
    /// <summary>The share of examples whose largest prediction, the first of several, is that of their class.</summary>
    /// <param name="predictions">[n, classes, …]: logits, probabilities or any other scores.</param>
    /// <param name="labels">[n, …], whole numbers.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Expr Accuracy(Expr predictions, Expr labels) =>
        predictions.Rank >= 2 && labels.Kind == Kind.Integer && labels.Shape == ArgMax(predictions, 1).Shape
            ? Mean(Where(Equal(ArgMax(predictions, 1), labels), 1, 0))
            : throw ModelErrors.Accuracy(predictions.Shape, labels.Shape);
}
