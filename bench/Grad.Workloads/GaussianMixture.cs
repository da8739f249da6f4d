namespace Grad.Workloads;

/// <summary>
/// ADBench's Gaussian mixture: the logarithm of the posterior of weights, means and inverse covariance factors, with its
/// Wishart prior. One expression for all points.
/// </summary>
public sealed class GaussianMixture
{
    // The constant of the reference, which shows at the tenth digit of its objectives.
    private const double Pi = 3.14159265359;

    public GaussianMixture(int dimensions, int components, double gamma, int degrees)
    {
        int d = dimensions, k = components;
        Points = Variable("points", ["n", d]);
        Weights = Variable("alphas", [k]);
        Means = Variable("means", [k, d]);
        Factors = Variable("icf", [k, d * (d + 1) / 2]);

        var logarithms = Factors[.., ..d];
        var below = Factors[.., d..];
        var factors = Take(Pad(below, 1, 0, 1), Constant(Places(d)), 1)
            + DiagonalMatrix(Exp(logarithms));
        var apart = ExpandDims(Points, 0) - ExpandDims(Means, 1);
        var distances = Sum(Square(MatMul(apart, Transpose(factors))), -1);
        var likelihoods = LogSumExp(ExpandDims(Weights + Sum(logarithms, 1), 1) - (distances / 2), 0);

        double n = d + degrees + 1, constant = (n * d * (Math.Log(gamma) - (Math.Log(2) / 2))) - LogGamma(n / 2, d);
        var penalty = (gamma * gamma / 2 * (Sum(Exp(2 * logarithms)) + Sum(Square(below))))
            - (degrees * Sum(logarithms)) - (k * constant);
        var likelihood = Sum(likelihoods) - (Size("n") * ((d / 2.0 * Math.Log(2 * Pi)) + LogSumExp(Weights)));
        (Objective, Posterior) = (likelihood + penalty, likelihood - penalty);
    }

    public Variable Points { get; }

    public Variable Weights { get; }

    public Variable Means { get; }

    public Variable Factors { get; }

    /// <summary>What ADBench computes, with the prior's sign the wrong way round.</summary>
    public Expr Objective { get; }

    /// <summary>What GradBench computes.</summary>
    public Expr Posterior { get; }

    /// <summary>For each place of a factor its number among the entries below the diagonal, column by column.</summary>
    private static Value Places(int d)
    {
        // A zero stands behind the entries.
        int next = 0;
        var places = new int[d * d];
        Array.Fill(places, d * (d - 1) / 2);
        for (int column = 0; column < d; column++)
        {
            for (int row = column + 1; row < d; row++) places[(row * d) + column] = next++;
        }
        return Value.Of(places, d, d);
    }

    /// <summary>The logarithm of the multivariate gamma function.</summary>
    private static double LogGamma(double p, int d) => (d * (d - 1) / 4.0 * Math.Log(Pi))
        + Enumerable.Range(1, d).Sum(j => MathNet.Numerics.SpecialFunctions.GammaLn(p + ((1 - j) / 2.0)));
}
