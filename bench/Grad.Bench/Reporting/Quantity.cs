using System.Globalization;

namespace Grad.Bench;

/// <summary>A measured number with its unit.</summary>
internal readonly record struct Quantity(double Value, string Unit)
{
    public static Quantity Nanoseconds(double seconds) => new(seconds * 1e9, "ns");

    public static Quantity Microseconds(double seconds) => new(seconds * 1e6, "µs");

    public static Quantity Milliseconds(double seconds) => new(seconds * 1e3, "ms");

    /// <summary>Three digits and the unit.</summary>
    public override string ToString() => $"{ThreeDigits(Value)} {Unit}".TrimEnd();

    /// <summary>A number with three digits that mean something, and no exponent.</summary>
    public static string ThreeDigits(double value)
    {
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        int digits = value == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 3);
        return value.ToString("N" + digits, CultureInfo.InvariantCulture);
    }
}
