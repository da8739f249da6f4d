using System.Globalization;

namespace Grad;

/// <summary>A set of real numbers between two bounds, each of them in it or not.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
/// <param name="LowIncluded">Whether the lower bound belongs to the interval.</param>
/// <param name="HighIncluded">Whether the upper bound belongs to the interval.</param>
public readonly record struct Interval(double Low, double High, bool LowIncluded, bool HighIncluded)
{
    /// <summary>All real numbers.</summary>
    public static Interval Real { get; } = Open(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The numbers above 0.</summary>
    public static Interval Positive { get; } = Open(0, double.PositiveInfinity);

    /// <summary>The numbers from 0.</summary>
    public static Interval NonNegative { get; } = new(0, double.PositiveInfinity, true, false);

    /// <summary>The numbers strictly between two bounds.</summary>
    public static Interval Open(double low, double high) => new(low, high, false, false);

    /// <summary>The numbers from one bound to another, both included.</summary>
    public static Interval Closed(double low, double high) => new(low, high, true, true);

    /// <summary>Whether a number lies in the interval.</summary>
    public bool Contains(double x) =>
        (x > Low || (LowIncluded && x == Low)) && (x < High || (HighIncluded && x == High));

    /// <inheritdoc/>
    public override string ToString()
    {
        string Bound(double b) => b == double.PositiveInfinity ? "∞" : b == double.NegativeInfinity ? "−∞"
            : b.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
        return $"{(LowIncluded ? '[' : '(')}{Bound(Low)}, {Bound(High)}{(HighIncluded ? ']' : ')')}";
    }
}
