namespace Grad.Models;

public sealed partial class Loss
{
    /// <summary>
    /// The mean of −Σ q·ln softmax(p), where p are logits [n, classes, …] and q is 1 for the class that the target [n,
    /// …] names, or the target [n, classes, …] itself when it is real. Smoothing mixes it with the uniform
    /// distribution: q becomes (1 − ε)·q + ε / classes (C. Szegedy et al.,
    /// "Rethinking the inception architecture for computer vision", 2016).
    /// </summary>
    /// <param name="smoothing">ε, from 0 to 1.</param>
    public static Loss CrossEntropy(double smoothing = 0)
    {
        const string Name = nameof(CrossEntropy);
        if (!(smoothing is >= 0 and <= 1)) throw ModelErrors.Smoothing(smoothing);
        return new(Name, (p, t) =>
        {
            if (p.Rank < 2) throw ModelErrors.NoClasses(Name, p.Shape);
            var logarithms = LogSoftmax(p, 1);
            var loss = t.Kind == Kind.Integer ? -Chosen(Name, logarithms, t) : -Mixed(Name, logarithms, t);
            if (smoothing == 0) return Mean(loss);
            return Mean(((1 - smoothing) * loss) - (smoothing * Mean(logarithms, 1)));
        })
        { TakesClasses = true };
    }

    /// <summary>
    /// The mean of −p[n, class], where p are logarithms of probabilities [n, classes, …] and the target names the
    /// class.
    /// </summary>
    public static Loss NegativeLogLikelihood { get; } = new(nameof(NegativeLogLikelihood), (p, t) =>
        p.Rank < 2 ? throw ModelErrors.NoClasses(nameof(NegativeLogLikelihood), p.Shape)
        : t.Kind != Kind.Integer ? throw ModelErrors.NotClasses(nameof(NegativeLogLikelihood))
        : -Mean(Chosen(nameof(NegativeLogLikelihood), p, t)))
    { TakesClasses = true };

    /// <summary>
    /// The mean of −t·ln p − (1 − t)·ln(1 − p) for probabilities p. The logarithms are held above −100, so that a
    /// certain prediction that is wrong costs 100.
    /// </summary>
    public static Loss BinaryCrossEntropy { get; } = PerElement(nameof(BinaryCrossEntropy), (p, t) =>
        -((t * Maximum(Log(p), -100)) + ((1 - t) * Maximum(Log1p(-p), -100))));

    /// <summary>
    /// The mean of −t·ln σ(p) − (1 − t)·ln σ(−p) for logits p, as t·softplus(−p) + (1 − t)·softplus(p): neither
    /// overflows, and small losses keep their accuracy.
    /// </summary>
    public static Loss BinaryCrossEntropyWithLogits { get; } = PerElement(
        nameof(BinaryCrossEntropyWithLogits), (p, t) => (t * Softplus(-p)) + ((1 - t) * Softplus(p)));

    /// <summary>The mean of max(0, 1 − t·p) for targets −1 and 1.</summary>
    public static Loss Hinge { get; } = PerElement(nameof(Hinge), (p, t) => Relu(1 - (t * p)));

    /// <summary>p[n, t[n, …], …]: the classes are the second axis, which is folded away.</summary>
    private static Expr Chosen(string name, Expr p, Expr targets) => targets.Shape == p.Shape.Without(1)
        ? Reshape(Gather(p, 1, ExpandDims(targets, 1)), targets.Shape)
        : throw ModelErrors.ClassShape(name, p.Shape, targets.Shape);

    private static Expr Mixed(string name, Expr p, Expr targets) => targets.Shape == p.Shape
        ? Sum(targets * p, 1)
        : throw ModelErrors.ClassShape(name, p.Shape, targets.Shape);
}
