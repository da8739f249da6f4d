namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// Each element zero with a given probability, the others divided by what is left of it, so that the mean stays.
    /// </summary>
    /// <remarks>N. Srivastava et al.: "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15 (2014).</remarks>
    /// <param name="x">The elements.</param>
    /// <param name="key">A random key; a training step splits it anew.</param>
    /// <param name="rate">The probability of zero, from 0 to below 1.</param>
    /// <exception cref="ArgumentException">The rate is out of range, the key is not a key, or x is not real.</exception>
    public static Expr Dropout(Expr x, Expr key, double rate)
    {
        if (!(rate >= 0 && rate < 1)) throw Errors.Rate(nameof(Dropout), rate);
        if (x.Kind != Kind.Real) throw Errors.WrongKind(nameof(Dropout), x, Kind.Real);
        Draws.RequireKey(nameof(Dropout), key);
        return rate == 0 ? x : new Where(new Bernoulli(key, 1 - rate, x.Shape), x / (1 - rate), new Literal(0, x.Shape));
    }
}
