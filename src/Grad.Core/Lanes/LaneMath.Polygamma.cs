using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>The derivatives of the digamma function.</content>
public static unsafe partial class LaneMath
{
    /// <summary>B₂ₖ / (2k)!, k = 1, 2, … of the Bernoulli numbers.</summary>
    private static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691 / 1307674368000.0,
        1.0 / 74724249600, -3617 / 10670622842880000.0, 43867 / 5109094217170944000.0,
    ];

    /// <summary>ψ⁽ⁿ⁾(x) for n ≥ 2; at 0, −1, −2, … ±∞ or NaN, as n is odd or even.</summary>
    /// <remarks>
    /// (−1)ⁿ⁺¹·n!·ζ(n + 1, x): the sum of x⁻ⁿ⁻¹ up to 12 + n, beyond it the Euler-Maclaurin formula (Abramowitz and
    /// Stegun, Handbook of Mathematical Functions, 6.4.10 and 23.1.30). For negative x the reflection formula 6.4.7.
    /// </remarks>
    [MethodImpl(Called)]
    public static V Polygamma<V>(V x, int n) where V : struct, ILanes<V>
    {
        double factorial = 1;
        for (int k = 2; k <= n; k++) factorial *= k;
        V negative = V.LessThan(x, V.Zero);
        V sign = V.Constant((n & 1) == 0 ? -factorial : factorial);
        // 1 − x with what it loses.
        V y = V.Select(negative, V.One - x, x), lost = V.Select(negative, (V.One - y) - x, V.Zero);
        V result = sign * Zeta(y, lost, n);
        if (!V.Any(negative)) return result;
        V reflected = ((n & 1) == 0 ? result : -result) - CotangentDerivative(x, n);
        return V.Select(negative, reflected, result);
    }

    /// <summary>Σ (x + lost + k)⁻ⁿ⁻¹ over k ≥ 0, each power and their sum with what they lose.</summary>
    [MethodImpl(Inline)]
    private static V Zeta<V>(V x, V lost, int n) where V : struct, ILanes<V>
    {
        V y = x, sum = V.Zero, rest = V.Zero, limit = V.Constant(12 + n);
        for (int i = 0; i < 12 + n; i++)
        {
            V below = V.LessThan(y, limit);
            V power = ReciprocalPower(y, lost, n + 1, out V powerRest);
            sum = DoubleWord.Sum(sum, V.Select(below, power, V.Zero), out V sumRest);
            rest += sumRest + V.Select(below, powerRest, V.Zero);
            y = DoubleWord.Sum(y, below & V.One, out V moved);
            lost += moved;
        }
        // y⁻ⁿ·(1/n + 1/(2y) + Σ B₂ₖ/(2k)! · (n + 1)(n + 2)…(n + 2k − 1) / y²ᵏ)
        V reciprocal = V.One / y, square = reciprocal * reciprocal, tail = V.Zero;
        ReadOnlySpan<double> numbers = BernoulliOverFactorial;
        for (int k = numbers.Length; k > 0; k--)
        {
            double rising = 1;
            for (int j = n + 1; j < n + 2 * k; j++) rising *= j;
            tail = V.Fma(tail, square, V.Constant(numbers[k - 1] * rising));
        }
        tail = V.Fma(tail, square, V.Fma(reciprocal, V.Constant(0.5), V.Constant(1.0 / n)));
        V last = ReciprocalPower(y, lost, n, out V lastRest);
        V product = DoubleWord.Product(last, tail, out V productRest);
        V total = DoubleWord.Sum(sum, product, out V totalRest);
        V correction = rest + totalRest + productRest + (lastRest * tail);
        return V.Select(V.IsFinite(total), total + V.Select(V.IsFinite(correction), correction, V.Zero), total);
    }

    /// <summary>(y + lost)⁻ⁿ, and (out) what it is rounded by.</summary>
    [MethodImpl(Inline)]
    private static V ReciprocalPower<V>(V y, V lost, int n, out V rest) where V : struct, ILanes<V>
    {
        V x = V.One / y, xRest = x * (V.Fma(-x, y, V.One) - (x * lost)), result = V.One;
        rest = V.Zero;
        for (int k = n; k > 0; k >>= 1)
        {
            if ((k & 1) != 0) result = DoubleWord.Product(result, rest, x, xRest, out rest);
            x = DoubleWord.Product(x, xRest, x, xRest, out xRest);
        }
        return result;
    }

    /// <summary>
    /// π·dⁿ/dxⁿ cot πx: (−1)ⁿ πⁿ⁺¹ times a polynomial in c = cot πx with positive whole coefficients, from p ↦ (1 + c²)·p′.
    /// </summary>
    [MethodImpl(Inline)]
    private static V CotangentDerivative<V>(V x, int n) where V : struct, ILanes<V>
    {
        double* p = stackalloc double[n + 2], next = stackalloc double[n + 3];
        for (int i = 0; i < n + 2; i++) p[i] = i == 1 ? 1 : 0;
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n + 2; i++)
                next[i] = (i <= n ? (i + 1) * p[i + 1] : 0) + (i > 0 ? (i - 1) * p[i - 1] : 0);
            for (int i = 0; i < n + 2; i++) p[i] = next[i];
        }
        // Every other coefficient is 0: a polynomial in c², times c where n is even.
        V c = Cotangent(x, out V cRest);
        V square = DoubleWord.Product(c, cRest, c, cRest, out V squareRest);
        V sum = V.Constant(p[n + 1]), rest = V.Zero;
        for (int i = n - 1; i >= 0; i -= 2)
        {
            V product = DoubleWord.Product(sum, rest, square, squareRest, out V productRest);
            sum = DoubleWord.OrderedSum(product, V.Constant(p[i]), out V sumRest);
            V other = DoubleWord.OrderedSum(V.Constant(p[i]), product, out V otherRest);
            V ordered = V.GreaterThanOrEqual(product, V.Constant(p[i]));
            (sum, rest) = (V.Select(ordered, sum, other), productRest + V.Select(ordered, sumRest, otherRest));
        }
        if ((n & 1) == 0) sum = DoubleWord.Product(sum, rest, c, cRest, out rest);
        V power = V.Constant((n & 1) == 0 ? 1 : -1), powerRest = V.Zero;
        for (int k = 0; k <= n; k++) power = DoubleWord.Product(power, powerRest, Pi<V>(), PiRest<V>(), out powerRest);
        V plain = DoubleWord.Product(sum, rest, power, powerRest, out V plainRest), exact = plain + plainRest;
        return V.Select(V.IsFinite(exact), exact, plain);
    }
}
