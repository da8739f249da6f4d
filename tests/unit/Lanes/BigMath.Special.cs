namespace Grad.Tests.Unit.Lanes;

/// <content>Special functions.</content>
public static partial class BigMath
{
    /// <summary>B₂, B₄, … B₆₀ as fractions of integers that double holds exactly or Big divides.</summary>
    private static readonly Big[] Bernoulli = EvenBernoulli(30);

    public static Big Erf(Big x)
    {
        // 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!: no cancellation. Beyond 32 it is 1 to 2⁻¹⁴⁰⁰.
        if (x.IsZero) return 0;
        if (x.Magnitude > 4) return x.Sign;
        Big square = x * x, term = x, sum = 0;
        for (int n = 0; term.Magnitude > sum.Magnitude - 240 || sum.IsZero; n++)
        {
            sum += term;
            term = term * square.Scale(1) / (2 * n + 3);
        }
        return sum.Scale(1) * Exp(-square) / Big.Sqrt(Pi);
    }

    public static Big Erfc(Big x)
    {
        if (x < 6) return 1 - Erf(x);
        return Exp(-(x * x)) / (Big.Sqrt(Pi) * ErfcFraction(x));
    }

    /// <summary>e^(−x²)/(√π·erfc x) = x + (1/2)/(x + 1/(x + (3/2)/(x + …))) for x ≥ 6, from far inside.</summary>
    private static Big ErfcFraction(Big x)
    {
        Big fraction = x;
        for (int n = 60; n > 0; n--) fraction = x + ((Big)n).Scale(-1) / fraction;
        return fraction;
    }

    /// <summary>The x with erf x = y, from a guess that is good to a few ulps of double.</summary>
    public static Big ErfInv(Big y, double guess)
    {
        Big x = guess;
        for (int i = 0; i < 2; i++) x += (y - Erf(x)) * Big.Sqrt(Pi).Scale(-1) * Exp(x * x);
        return x;
    }

    public static Big LogNdtr(Big x)
    {
        Big y = -x / Big.Sqrt(2);
        if (y < 6) return Log1p(-Erfc(-y).Scale(-1));
        return -(y * y) - Log(Big.Sqrt(Pi) * ErfcFraction(y)) - Ln2;
    }

    /// <summary>φ(x) / Φ(−x).</summary>
    public static Big Hazard(Big x)
    {
        Big y = x / Big.Sqrt(2), factor = Big.Sqrt(2 / Pi);
        return y < 6 ? factor * Exp(-(y * y)) / Erfc(y) : factor * Big.Sqrt(Pi) * ErfcFraction(y);
    }

    /// <summary>rₙ = Qₙ/Q₀ of the normal's repeated upper tails, by n·rₙ = rₙ₋₂ − x·rₙ₋₁.</summary>
    public static Big NormalTail(int order, Big x)
    {
        Big below = 1, tail = Hazard(x) - x;
        for (int n = 2; n <= order; n++) (below, tail) = (tail, (below - x * tail) / n);
        return tail;
    }

    /// <summary>ln |Γ(x)| by Stirling's series beyond 60.</summary>
    public static Big Lgamma(Big x)
    {
        Big product = 1;
        while (x < 60)
        {
            product *= x;
            x += 1;
        }
        Big power = 1 / x, square = power * power, sum = (x - Half) * Log(x) - x + Log(Pi.Scale(1)).Scale(-1);
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            sum += Bernoulli[k - 1] * power / (2 * k * (2 * k - 1));
            power *= square;
        }
        return sum - Log(product.Abs());
    }

    /// <summary>ψ⁽ⁿ⁾(x) for n ≥ 1 by its asymptotic series beyond 60.</summary>
    public static Big Polygamma(int n, Big x)
    {
        Big sum = 0, factorial = Factorial(n);
        while (x < 60)
        {
            sum += factorial / Power(x, n + 1);
            x += 1;
        }
        Big square = x * x, term = Factorial(n - 1) / Power(x, n);
        sum += term + factorial / Power(x, n + 1).Scale(1);
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            // (2k + n − 1)! / ((2k)!·x²ᵏ⁺ⁿ)
            term = term * ((2 * k + n - 1) * (2 * k + n - 2)) / ((2 * k) * (2 * k - 1)) / square;
            sum += Bernoulli[k - 1] * term;
        }
        return n % 2 == 0 ? -sum : sum;
    }

    public static Big Digamma(Big x)
    {
        Big sum = 0;
        while (x < 60)
        {
            sum -= 1 / x;
            x += 1;
        }
        Big square = 1 / (x * x), power = square;
        sum += Log(x) - (1 / x).Scale(-1);
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            sum -= Bernoulli[k - 1] * power / (2 * k);
            power *= square;
        }
        return sum;
    }

    /// <summary>Iₙ(x)/xⁿ by the power series.</summary>
    public static Big BesselRatio(int order, Big x)
    {
        Big quarter = (x * x).Scale(-2), term = ((Big)1).Scale(-order) / Factorial(order), sum = 0;
        for (int k = 1; !term.IsZero && (sum.IsZero || term.Magnitude > sum.Magnitude - 240); k++)
        {
            sum += term;
            term = term * quarter / (k * (k + order));
        }
        return sum;
    }

    /// <summary>jₙ(x)/xⁿ by the power series, for moderate x.</summary>
    public static Big SphericalBesselRatio(int order, Big x)
    {
        Big half = -(x * x).Scale(-1), term = 1, sum = 0;
        for (int k = 1; k <= order; k++) term /= 2 * k + 1;
        for (int k = 1; !term.IsZero && (sum.IsZero || term.Magnitude > sum.Magnitude - 240); k++)
        {
            sum += term;
            term = term * half / (k * (2 * k + 2 * order + 1));
        }
        return sum;
    }

    private static Big Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private static Big Power(Big x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

    private static Big Half => ((Big)1).Scale(-1);

    /// <summary>B₂ₖ by the recurrence Σ C(n + 1, j) Bⱼ = 0.</summary>
    private static Big[] EvenBernoulli(int count)
    {
        Big[] all = new Big[2 * count + 1];
        all[0] = 1;
        for (int n = 1; n < all.Length; n++)
        {
            Big sum = 0, binomial = 1;
            for (int j = 0; j < n; j++)
            {
                sum += binomial * all[j];
                binomial = binomial * (n + 1 - j) / (j + 1);
            }
            all[n] = -sum / (n + 1);
        }
        return [.. Enumerable.Range(1, count).Select(k => all[2 * k])];
    }
}
