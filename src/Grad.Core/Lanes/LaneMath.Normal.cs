using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>The tails of the standard normal distribution: density φ, distribution function Φ.</content>
public static partial class LaneMath
{
    private const double DensityAtZero = 0.3989422804014327; // 1/√2π
    private const double NearZero = 0.7;

    /// <summary>ln Φ(x).</summary>
    [MethodImpl(Called)]
    public static V LogNdtr<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V square = DoubleWord.Product(V.Constant(0.5) * x, x, out V squareRest); // x²/2
        V hazard = magnitude + FirstNormalTail(magnitude);
        V left = Log(V.Constant(DensityAtZero) / hazard) - V.Select(V.IsFinite(square), squareRest, V.Zero) - square;
        V right = -NormalDensity(magnitude) / hazard;
        V near = V.LessThan(magnitude, V.Constant(NearZero));
        V result = Log1p(V.Select(near, -NormalUpperNearZero(x), right));
        return V.Select(V.LessThan(x, V.Zero) & ~near, left, result);
    }

    /// <summary>φ(x) / Φ(−x), the hazard rate.</summary>
    [MethodImpl(Called)]
    public static V NormalHazard<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V right = magnitude + FirstNormalTail(magnitude);
        V density = NormalDensity(magnitude);
        V near = V.LessThan(magnitude, V.Constant(NearZero));
        V left = density / V.Select(near, NormalUpperNearZero(x), V.One - density / right); // Φ(−x) = 1 − Φ(x)
        return V.Select(V.LessThan(x, V.Zero), left, right);
    }

    /// <summary>rₙ = Qₙ(x)/Q₀(x), n ≥ 1: Q₀ the upper tail, Qₙ the integral of Qₙ₋₁ from x on.</summary>
    /// <remarks>
    /// The recurrence n·rₙ = rₙ₋₂ − x·rₙ₋₁ upwards below 1, where it loses little, from there on a continued fraction
    /// (Gautschi, "Recursive computation of the repeated integrals of the error function", 1961).
    /// </remarks>
    [MethodImpl(Called)]
    public static V NormalTail<V>(V x, int n) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V first = FirstNormalTail(magnitude);
        first = V.Select(V.LessThan(x, V.Zero), NormalHazard(x) + magnitude, first);
        if (n == 1) return first;

        V below = V.One, near = first;
        for (int k = 2; k <= n; k++) (below, near) = (near, V.Fma(-x, near, below) / V.Constant(k));

        int last = n + (V.IsDouble ? 240 : 60);
        V positive = V.GreaterOrSecond(V.One, x);
        V ratio = V.Constant(2) / (positive + V.Sqrt(V.Fma(positive, positive, V.Constant(4 * last + 2))));
        V far = first;
        for (int k = last - 1; k > 1; k--)
        {
            ratio = V.One / V.Fma(V.Constant(k + 1), ratio, positive); // rₖ/rₖ₋₁
            if (k <= n) far *= ratio;
        }
        return V.Select(V.LessThan(x, V.One), near, far);
    }

    /// <summary>r₁ = φ(x)/Φ(−x) − x for x ≥ 0.</summary>
    /// <remarks>
    /// (x + 1¼)·r₁ as a polynomial in (x − 3½)/(x + 3½), as Shepherd and Laframboise did for erfc ("Chebyshev
    /// approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞", 1981).
    /// </remarks>
    [MethodImpl(Inline)]
    private static V FirstNormalTail<V>(V x) where V : struct, ILanes<V>
    {
        V limited = V.LesserOrSecond(V.Constant(1e18), x);
        V u = (limited - V.Constant(3.5)) / (limited + V.Constant(3.5));
        ReadOnlySpan<double> coefficients = V.IsDouble
            ? [
                1.1941085080740737, -0.13328356062672062, -0.18809202917632248, 0.17202950723148828,
                -0.018984962476819317, -0.047447433389061332, 0.017019354295533201, 0.012816264232649179,
                -0.0073971895071217276, -0.0036283068739475977, 0.0027120661039821685, 0.0011045362827672801,
                -0.00090144649614044146, -0.00035818416169993186, 0.00027318458811677371, 0.00011797991911103185,
                -7.4168844182014329e-05, -3.686873727819371e-05, 1.7505531718722621e-05, 1.0138483275279997e-05,
                -3.459896009905388e-06, -2.2428160692316813e-06, 5.4936126243975775e-07, 3.4779502826968858e-07,
                -6.5790440086353769e-08, -2.7841333264801507e-08, 4.7341397867763056e-09]
            : [
                1.19410852, -0.133283527, -0.18809328, 0.172028221, -0.0189643468, -0.0474330516, 0.0168904254,
                0.0127442985, -0.00700494967, -0.00343859588, 0.00207316713, 0.000822652867, -0.000331696489,
                -0.000117850462];
        return Polynomial.Evaluate(u, coefficients) / (x + V.Constant(1.25));
    }

    /// <summary>Φ(−x) = ½ erfc(x/√2) for |x| ≤ √½.</summary>
    [MethodImpl(Inline)]
    private static V NormalUpperNearZero<V>(V x) where V : struct, ILanes<V>
    {
        V argument = x * V.Constant(0.7071067811865476);
        return V.Constant(0.5) * (V.One - V.Fma(argument, ErfTail(argument * argument), argument));
    }

    /// <summary>φ(x) for x ≥ 0.</summary>
    [MethodImpl(Inline)]
    private static V NormalDensity<V>(V x) where V : struct, ILanes<V>
    {
        x = V.LesserOrSecond(Constant<V>(39, 15), x);
        V square = DoubleWord.Product(V.Constant(0.5) * x, x, out V squareRest);
        return TimesExp(V.Constant(DensityAtZero), square, squareRest);
    }
}
