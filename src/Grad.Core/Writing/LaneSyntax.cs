using System.Globalization;
using Grad.Numerics;

namespace Grad.Writing;

/// <summary>How lanes of one width and one element type are written in C#.</summary>
/// <param name="isDouble">Whether an element is a <see cref="double"/>.</param>
internal abstract class LaneSyntax(bool isDouble)
{
    /// <summary>Lanes of so many bits; of one element for 0.</summary>
    public static LaneSyntax Of(int bits, bool isDouble) => bits == 0 ? new ScalarSyntax(isDouble) : new VectorSyntax(bits, isDouble);

    /// <summary>Whether an element is a <see cref="double"/>.</summary>
    public bool IsDouble { get; } = isDouble;

    /// <summary>The type of an element.</summary>
    public string Element => IsDouble ? "double" : "float";

    /// <summary>The whole number of an element's size.</summary>
    public string Whole => IsDouble ? "long" : "int";

    /// <summary>The number of lanes.</summary>
    public abstract int Count { get; }

    /// <summary>The bits of all lanes together; 0 for one element.</summary>
    public abstract int Bits { get; }

    /// <summary>The type of the lanes.</summary>
    public abstract string Type { get; }

    /// <summary>The type of masks.</summary>
    public abstract string MaskType { get; }

    /// <summary>The number in every lane.</summary>
    public abstract Text Constant(double value);

    /// <summary>Yes or no in every lane.</summary>
    public abstract Text Constant(bool value);

    /// <summary>An operation on operands that are written.</summary>
    public abstract Text Write(Operation operation, Text[] operands);

    /// <summary>Whether a mask is set in some lane.</summary>
    public abstract string Any(Text mask);

    /// <summary>Whether an operation's text has an operand twice, which then needs a name.</summary>
    public virtual bool Repeats(Operation operation) => false;

    /// <summary>An operand that is yes or no.</summary>
    public virtual Text AsMask(Text x) => x;

    /// <summary>An operand that is a number.</summary>
    public virtual Text AsValue(Text x) => x;

    /// <summary>A number of the element's type.</summary>
    public string Number(double value)
    {
        if (!IsDouble) value = (float)value;
        if (double.IsNaN(value)) return $"{Element}.NaN";
        if (double.IsInfinity(value)) return $"{Element}.{(value > 0 ? "Positive" : "Negative")}Infinity";
        if (!IsDouble) return ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";
        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    /// <summary>The pattern of an element's bits.</summary>
    protected string Pattern(long bits)
    {
        if (!IsDouble) bits = (int)bits;
        long least = IsDouble ? long.MinValue : int.MinValue;
        return bits == least ? $"{Whole}.MinValue"
            : bits < 0 ? $"~0x{~bits:X}{(IsDouble ? "L" : "")}"
            : bits < 10 ? $"{bits}{(IsDouble ? "L" : "")}"
            : $"0x{bits:X}{(IsDouble ? "L" : "")}";
    }

    /// <summary>The name of the helper that is called where no instruction does it.</summary>
    public static string? HelperOf(Operation operation) => operation.Name switch
    {
        nameof(LaneBits.Exponent) or nameof(LaneBits.Significand) => operation.Name + "OfLanes",
        "ScaleByPowerOfTwo" => "ScaleLanes",
        Operation.EachLane => "Each" + (string)operation.Argument! switch { "%" => "Remainder", var name => name.Split('.')[^1] },
        _ => null,
    };
}
