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
        V result = sign * Zeta(V.Select(negative, V.One - x, x), n);
        if (!V.Any(negative)) return result;
        V reflected = ((n & 1) == 0 ? result : -result) - V.Constant(Math.PI) * CotangentDerivative(x, n);
        return V.Select(negative, reflected, result);
    }

    /// <summary>Σ (x + k)⁻ⁿ⁻¹ over k ≥ 0.</summary>
    [MethodImpl(Inline)]
    private static V Zeta<V>(V x, int n) where V : struct, ILanes<V>
    {
        V y = x, sum = V.Zero, limit = V.Constant(12 + n);
        for (int i = 0; i < 12 + n; i++)
        {
            V below = V.LessThan(y, limit);
            sum += V.Select(below, Power(V.One / y, n + 1), V.Zero);
            y += below & V.One;
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
        return V.Fma(Power(reciprocal, n), tail, sum);
    }

    /// <summary>dⁿ/dxⁿ cot πx: πⁿ times a polynomial in c = cot πx, from p ↦ −(1 + c²)·p′.</summary>
    [MethodImpl(Inline)]
    private static V CotangentDerivative<V>(V x, int n) where V : struct, ILanes<V>
    {
        double* p = stackalloc double[n + 2], next = stackalloc double[n + 3];
        for (int i = 0; i < n + 2; i++) p[i] = i == 1 ? 1 : 0;
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n + 2; i++)
                next[i] = -Math.PI * ((i <= n ? (i + 1) * p[i + 1] : 0) + (i > 0 ? (i - 1) * p[i - 1] : 0));
            for (int i = 0; i < n + 2; i++) p[i] = next[i];
        }
        V cotangent = Cotangent(x), sum = V.Constant(p[n + 1]);
        for (int i = n; i >= 0; i--) sum = V.Fma(sum, cotangent, V.Constant(p[i]));
        return sum;
    }

    /// <summary>xⁿ by repeated squaring.</summary>
    [MethodImpl(Inline)]
    private static V Power<V>(V x, int n) where V : struct, ILanes<V>
    {
        V result = V.One;
        for (int k = n; k > 0; k >>= 1, x *= x) result = (k & 1) != 0 ? result * x : result;
        return result;
    }
}
