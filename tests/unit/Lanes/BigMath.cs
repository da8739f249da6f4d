using System.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>Elementary functions of <see cref="Big"/> by their plainest series, good to 2⁻¹⁸⁰ or better.</summary>
public static partial class BigMath
{
    private const int PiFraction = 2400;

    /// <summary>π·2²⁴⁰⁰: enough to reduce the greatest double.</summary>
    private static readonly BigInteger LongPi = 16 * ArctanOfReciprocal(5) - 4 * ArctanOfReciprocal(239);

    public static Big Pi { get; } = Big.Of(LongPi, -PiFraction);

    /// <summary>Σ 1/(k·2ᵏ).</summary>
    public static Big Ln2 { get; } = Enumerable.Range(1, 300).Aggregate((Big)0, (sum, k) => sum + Big.Of(1, -k) / k);

    public static Big Exp(Big x)
    {
        if (x.Magnitude > 20) return x.Sign < 0 ? 0 : Big.Of(1, 1 << 24); // beyond the range of every type
        BigInteger n = (x / Ln2).Round();
        Big r = (x - Ln2 * Big.Of(n, 0)).Scale(-12);
        Big sum = 1, term = 1;
        for (int k = 1; k < 20; k++) sum += term = term * r / k;
        for (int i = 0; i < 12; i++) sum *= sum;
        return sum.Scale((int)n);
    }

    public static Big Expm1(Big x)
    {
        if (x.IsZero || x.Magnitude > -30) return Exp(x) - 1;
        Big sum = 0, term = 1;
        for (int k = 1; k < 9; k++) sum += term = term * x / k;
        return sum;
    }

    public static Big Log(Big x)
    {
        // A double's logarithm, then what is left over by a series.
        int scale = x.Magnitude;
        double guess = Math.Log(x.Scale(-scale).ToDouble());
        return Log1p(x.Scale(-scale) * Exp(-guess) - 1) + guess + Ln2 * scale;
    }

    public static Big Log1p(Big x)
    {
        if (x.IsZero) return 0;
        if (x.Magnitude > -30) return Log(1 + x);
        Big sum = 0, power = -1;
        for (int k = 1; k < 10; k++) sum += (power *= -x) / k;
        return sum;
    }

    public static (Big Sin, Big Cos) SinCos(Big x)
    {
        BigInteger n = (x / Pi).Scale(1).Round();
        return OfQuadrant((int)(((n % 4) + 4) % 4), x - Pi.Scale(-1) * Big.Of(n, 0));
    }

    /// <summary>The same for any double: reduced with all the bits of π that it needs.</summary>
    public static (Big Sin, Big Cos) SinCos(double x)
    {
        if (Math.Abs(x) < 1e9) return SinCos((Big)x);
        int exponent = Math.ILogB(x) - 52;
        BigInteger halves = (BigInteger)Math.ScaleB(Math.Abs(x), -exponent) << (exponent + PiFraction + 1);
        BigInteger n = (2 * halves + LongPi) / (2 * LongPi);
        (Big sin, Big cos) = OfQuadrant((int)(n % 4), Big.Of(halves - n * LongPi, -PiFraction - 1));
        return x < 0 ? (-sin, cos) : (sin, cos);
    }

    public static Big Atan(Big x)
    {
        if (x.IsZero) return 0;
        double guess = Math.Atan(x.ToDouble());
        (Big sin, Big cos) = x.Magnitude < -60 ? ((Big)0, (Big)1) : SinCos((Big)guess);
        if (x.Magnitude < -60) guess = 0;
        Big t = (x * cos - sin) / (cos + x * sin), square = t * t, sum = 0, power = t;
        for (int k = 1; k < 12; k += 2)
        {
            sum += power / k;
            power = -(power * square);
        }
        return guess + sum;
    }

    /// <summary>The angle of the point (x, y), not the origin.</summary>
    public static Big Atan2(Big y, Big x)
    {
        Big angle = x.IsZero ? Pi.Scale(-1) : Atan((y / x).Abs());
        if (x.Sign < 0) angle = Pi - angle;
        return y.Sign < 0 ? -angle : angle;
    }

    public static Big Tan(double x)
    {
        (Big sin, Big cos) = SinCos(x);
        return sin / cos;
    }

    public static Big Asin(Big x) => Atan2(x, Big.Sqrt((1 - x) * (1 + x)));

    public static Big Acos(Big x) => Atan2(Big.Sqrt((1 - x) * (1 + x)), x);

    /// <summary>ln(1 − eˣ).</summary>
    public static Big Log1mExp(Big x) => x < -1 ? Log1p(-Exp(x)) : Log(-Expm1(x));

    /// <summary>ln(eˣ + eʸ).</summary>
    public static Big LogAddExp(Big x, Big y) => x < y ? LogAddExp(y, x) : x + Log1p(Exp(y - x));

    public static Big Sinh(Big x) => (Expm1(x) - Expm1(-x)).Scale(-1);

    public static Big Cosh(Big x) => (Exp(x) + Exp(-x)).Scale(-1);

    public static Big Tanh(Big x) => Expm1(x.Scale(1)) / (Expm1(x.Scale(1)) + 2);

    /// <summary>x − tanh x, near 0 by (x·cosh x − sinh x)/cosh x term by term.</summary>
    public static Big TanhShrink(Big x)
    {
        if (x.IsZero || x.Magnitude >= -20) return x - Tanh(x);
        Big square = x * x, term = x * square / 3, sum = 0;
        for (int k = 1; k < 10; k++)
        {
            sum += term;
            term = term * square * (k + 1) / (k * (2 * k + 2) * (2 * k + 3));
        }
        return sum / Cosh(x);
    }

    public static Big Asinh(Big x)
    {
        Big magnitude = x.Abs(), square = x * x;
        Big result = Log1p(magnitude + square / (1 + Big.Sqrt(1 + square)));
        return x.Sign < 0 ? -result : result;
    }

    public static Big Acosh(Big x) => Log1p(x - 1 + Big.Sqrt((x - 1) * (x + 1)));

    public static Big Atanh(Big x) => Log1p(x.Scale(1) / (1 - x)).Scale(-1);

    public static Big Cbrt(Big x) => x.IsZero ? 0 : x.Sign < 0 ? -Cbrt(-x) : Exp(Log(x) / 3);

    private static (Big Sin, Big Cos) OfQuadrant(int quadrant, Big r)
    {
        Big sin = 0, cos = 0, term = 1;
        for (int k = 0; k < 56; k += 2)
        {
            cos += term;
            term = term * r / (k + 1);
            sin += term;
            term = -(term * r) / (k + 2);
        }
        return quadrant switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    /// <summary>arctan(1/n)·2²⁴⁰⁰, for Machin's formula.</summary>
    private static BigInteger ArctanOfReciprocal(int n)
    {
        BigInteger power = (BigInteger.One << PiFraction + 64) / n, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= n * n;
            sum += (k & 2) != 0 ? -power / k : power / k;
        }
        return sum >> 64;
    }
}
