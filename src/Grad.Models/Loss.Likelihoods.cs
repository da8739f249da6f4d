namespace Grad.Models;

public sealed partial class Loss
{
    /// <summary>
    /// The divergence Σ t·(ln t − p) of target probabilities t from predictions given as logarithms p, summed over all
    /// axes but the first and averaged over that; t·ln t is 0 at t = 0.
    /// </summary>
    public static Loss KlDivergence { get; } = new(nameof(KlDivergence), (p, t) =>
    {
        RequireEqualShapes(nameof(KlDivergence), p, t);
        if (p.Rank == 0) throw ModelErrors.NoVectors(nameof(KlDivergence));
        var positive = t > 0;
        var logarithm = Log(Where(positive, t, 1));
        return Sum(t * (logarithm - p)) / Size(p.Shape[0]);
    });

    /// <summary>
    /// The mean of eᵖ − t·p, where p is the logarithm of the rate of a Poisson distribution and t is a count.
    /// </summary>
    public static Loss PoissonNll { get; } = PerElement(nameof(PoissonNll), (p, t) => Exp(p) - (t * p));

    /// <summary>
    /// The mean of ½·(s + (t − m)²·e⁻ˢ). The predictions' last axis is twice as long as the targets': first the means
    /// m, then the logarithms s of the variances, which may be any number.
    /// </summary>
    public static Loss GaussianNll { get; } = new(nameof(GaussianNll), (p, t) =>
    {
        int last = t.Rank - 1;
        if (t.Rank == 0 || p.Shape != t.Shape.With(last, t.Shape[last] + t.Shape[last]))
            throw ModelErrors.HalvesShape(nameof(GaussianNll), p.Shape, t.Shape);
        var halves = Split(p, [t.Shape[last], t.Shape[last]], last);
        return Mean(halves[1] + (Square(t - halves[0]) * Exp(-halves[1]))) / 2;
    });
}
