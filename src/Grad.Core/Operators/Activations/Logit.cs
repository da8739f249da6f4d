namespace Grad;

public static partial class Functions
{
    /// <summary>ln(x / (1 − x)), the inverse of the logistic function, for 0 &lt; x &lt; 1.</summary>
    public static Expr Logit(Expr x)
    {
        // Near ½, where the logarithms cancel, 2x − 1 is exact; near the ends it is not.
        var centred = 2 * x - 1;
        return Where(Abs(centred) < 0.5, 2 * Atanh(centred), Log(x) - Log1p(-x));
    }
}
