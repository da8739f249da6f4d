using System.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>A floating-point number of 256 bits without bounds on its exponent: what the ulps tests trust.</summary>
public readonly struct Big
{
    private const int Precision = 256;

    private readonly BigInteger significand;
    private readonly int exponent;

    private Big(BigInteger significand, int exponent)
    {
        int excess = (int)BigInteger.Abs(significand).GetBitLength() - Precision;
        if (excess > 0)
        {
            significand = (significand >> (excess - 1)) + 1 >> 1; // to nearest
            exponent += excess;
        }
        this.significand = significand;
        this.exponent = significand.IsZero ? 0 : exponent;
    }

    public static implicit operator Big(int value) => new(value, 0);

    /// <summary>Exact; the value must be finite.</summary>
    public static implicit operator Big(double value)
    {
        if (value == 0) return 0;
        int exponent = Math.ILogB(value) - 60;
        // Two exact steps, since a power of two may lie outside double's range.
        double whole = Math.ScaleB(Math.ScaleB(value, -exponent / 2), -exponent + exponent / 2);
        return new Big((BigInteger)(long)whole, exponent);
    }

    /// <summary>value · 2^exponent, rounded to the precision.</summary>
    public static Big Of(BigInteger value, int exponent) => new(value, exponent);

    public int Sign => significand.Sign;

    public bool IsZero => significand.IsZero;

    /// <summary>⌊log₂ |x|⌋.</summary>
    public int Magnitude => (int)BigInteger.Abs(significand).GetBitLength() - 1 + exponent;

    public static Big operator +(Big x, Big y)
    {
        if (x.IsZero) return y;
        if (y.IsZero) return x;
        if (x.exponent < y.exponent) (x, y) = (y, x);
        int shift = x.exponent - y.exponent;
        if (shift > 4 * Precision) return x.Magnitude >= y.Magnitude ? x : y;
        return new Big((x.significand << shift) + y.significand, y.exponent);
    }

    public static Big operator -(Big x) => new(-x.significand, x.exponent);

    public static Big operator -(Big x, Big y) => x + -y;

    public static Big operator *(Big x, Big y) => new(x.significand * y.significand, x.exponent + y.exponent);

    public static Big operator /(Big x, Big y)
    {
        int shift = Precision + 2 + (int)BigInteger.Abs(y.significand).GetBitLength();
        return new Big((x.significand << shift) / y.significand, x.exponent - y.exponent - shift);
    }

    public static bool operator <(Big x, Big y) => (x - y).Sign < 0;

    public static bool operator >(Big x, Big y) => (x - y).Sign > 0;

    public Big Scale(int power) => new(significand, exponent + power);

    public Big Abs() => new(BigInteger.Abs(significand), exponent);

    /// <summary>The nearest integer.</summary>
    public BigInteger Round()
    {
        if (exponent >= 0) return significand << exponent;
        if (-exponent > 8 * Precision) return 0;
        return ((significand >> (-exponent - 1)) + 1) >> 1;
    }

    public static Big Sqrt(Big x)
    {
        if (x.IsZero) return 0;
        // Newton's iteration on the reciprocal root, from double.
        int half = x.Magnitude / 2;
        Big scaled = x.Scale(-2 * half);
        Big y = 1 / Math.Sqrt(scaled.ToDouble());
        for (int i = 0; i < 4; i++) y += y * (1 - scaled * y * y).Scale(-1);
        return (scaled * y).Scale(half);
    }

    /// <summary>The nearest double but for a double rounding among the subnormal numbers.</summary>
    public double ToDouble()
    {
        if (IsZero) return 0;
        int excess = (int)BigInteger.Abs(significand).GetBitLength() - 60;
        BigInteger top = excess > 0 ? significand >> excess : significand << -excess;
        return Math.ScaleB((double)(long)top, exponent + excess);
    }

    /// <summary>|value − this| in units of the last place that a number as great as this has in T.</summary>
    public double UlpsOf<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);
        int last = IsZero ? int.MinValue : Magnitude - (single ? 23 : 52);
        int lowest = single ? -149 : -1074, greatest = single ? 127 : 1023;
        double finite = double.CreateTruncating(value);
        if (T.IsInfinity(value))
        {
            // What overflowed counts as the number that would come next.
            Big next = Of(T.IsNegative(value) ? -1 : 1, greatest + 1);
            bool overflows = Sign * next.Sign > 0 && Magnitude > greatest;
            return overflows ? 0 : Math.Abs((next - this).Scale(-Math.Max(last, lowest)).ToDouble());
        }
        return Math.Abs(((Big)finite - this).Scale(-Math.Max(last, lowest)).ToDouble());
    }
}
