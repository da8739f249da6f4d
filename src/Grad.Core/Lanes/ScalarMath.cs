namespace Grad.Numerics;

/// <summary>Scalar functions that <see cref="Math"/> lacks.</summary>
/// <remarks>After Kahan, in the HP-15C Advanced Functions Handbook (1982).</remarks>
public static class ScalarMath
{
    /// <summary>ln(1 + x), accurate near 0; −∞ at −1, NaN below.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || double.IsPositiveInfinity(u)) return x;
        // ln(1 + x) / x = ln u / (u − 1) to second order in the rounding error of u.
        return u <= 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 1)) return Math.Exp(x) - 1;
        double u = Math.Exp(x);
        if (u == 1) return x;
        // (u − 1) / ln u is smooth, so its value at the rounded u is that at the exact one.
        return (u - 1) * (x / Math.Log(u));
    }
}
