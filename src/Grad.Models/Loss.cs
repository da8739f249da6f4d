namespace Grad.Models;

/// <summary>
/// A loss is a value: a function from predictions and targets to one number, the mean over the examples.
/// </summary>
public sealed partial class Loss
{
    private readonly Func<Expr, Expr, Expr> value;

    private Loss(string name, Func<Expr, Expr, Expr> value) => (Name, this.value) = (name, value);

    /// <summary>The loss's name.</summary>
    public string Name { get; }

    /// <summary>Whether its targets may be class numbers, which stay whole.</summary>
    internal bool TakesClasses { get; private init; }

    /// <summary>Mean((p − t)²).</summary>
    public static Loss MeanSquaredError { get; } = PerElement(nameof(MeanSquaredError), (p, t) => Square(p - t));

    /// <summary>Mean(|p − t|).</summary>
    public static Loss MeanAbsoluteError { get; } = PerElement(nameof(MeanAbsoluteError), (p, t) => Abs(p - t));

    /// <summary>
    /// The mean of ½·d² where |d| ≤ δ and δ·(|d| − δ/2) elsewhere, for d = p − t: quadratic near 0, linear far away (P.
    /// J. Huber, "Robust estimation of a location parameter", 1964).
    /// </summary>
    /// <param name="threshold">δ, above 0.</param>
    public static Loss Huber(double threshold = 1) => PerElement(nameof(Huber), Robust(nameof(Huber), threshold));

    /// <summary>Huber's loss divided by its threshold: ½·d²/β where |d| ≤ β and |d| − β/2 elsewhere.</summary>
    /// <param name="threshold">β, above 0.</param>
    public static Loss SmoothL1(double threshold = 1)
    {
        var huber = Robust(nameof(SmoothL1), threshold);
        return PerElement(nameof(SmoothL1), (p, t) => huber(p, t) / threshold);
    }

    /// <summary>The mean of 1 − p·t / max(‖p‖·‖t‖, 10⁻⁸) over the vectors along the last axis.</summary>
    public static Loss CosineSimilarity { get; } = new(nameof(CosineSimilarity), (p, t) =>
    {
        RequireEqualShapes(nameof(CosineSimilarity), p, t);
        if (p.Rank == 0) throw ModelErrors.NoVectors(nameof(CosineSimilarity));
        return Mean(1 - (Sum(p * t, -1) / Maximum(Norm(p, -1) * Norm(t, -1), 1e-8)));
    });

    /// <summary>The loss as an expression.</summary>
    /// <exception cref="ArgumentException">The shapes differ: [n] against [n, 1] would compare everything with
    /// everything.</exception>
    public Expr Of(Expr predictions, Expr targets) => value(predictions, targets);

    private static Loss PerElement(string name, Func<Expr, Expr, Expr> element) => new(name, (p, t) =>
    {
        RequireEqualShapes(name, p, t);
        return Mean(element(p, t));
    });

    private static void RequireEqualShapes(string name, Expr predictions, Expr targets)
    {
        if (predictions.Shape != targets.Shape) throw ModelErrors.TargetShape(name, predictions.Shape, targets.Shape);
    }

    /// <summary>
    /// c·(d − c/2) with d held within ±δ as c: both branches in one, without a square that overflows.
    /// </summary>
    private static Func<Expr, Expr, Expr> Robust(string name, double threshold)
    {
        if (!(threshold > 0)) throw ModelErrors.Threshold(name, threshold);
        return (p, t) =>
        {
            var held = Minimum(Maximum(p - t, -threshold), threshold);
            return held * (p - t - (held / 2));
        };
    }
}
