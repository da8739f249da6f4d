namespace Grad.Writing;

/// <summary>Lanes as vectors of System.Runtime.Intrinsics.</summary>
internal sealed class VectorSyntax(int bits, bool isDouble) : LaneSyntax(isDouble)
{
    public override int Bits => bits;

    public override int Count => bits / (IsDouble ? 64 : 32);

    public override string Type => $"{Class}<{Element}>";

    public override string MaskType => Type;

    /// <summary>The class of the operations on the vectors.</summary>
    public string Class => $"Vector{bits}";

    private string AsWhole => IsDouble ? "AsInt64()" : "AsInt32()";

    private string AsReal => IsDouble ? "AsDouble()" : "AsSingle()";

    public override Text Constant(double value) => BitConverter.DoubleToInt64Bits(value) == 0
        ? new($"{Type}.Zero", Text.Atom)
        : value == 1 ? new($"{Type}.One", Text.Atom) : new($"{Class}.Create({Number(value)})", Text.Atom);

    public override Text Constant(bool value) => new($"{Type}.{(value ? "AllBitsSet" : "Zero")}", Text.Atom, true);

    public override string Any(Text mask) => $"{mask.Within(Text.Atom)}.ExtractMostSignificantBits() != 0";

    public override Text Write(Operation operation, Text[] x)
    {
        if (HelperOf(operation) is { } helper) return Text.Call(helper, false, x);
        return operation.Name switch
        {
            "+" or "-" or "*" or "/" or "&" or "|" or "^" => Text.Infix(x[0], operation.Name, x[1], operation.IsMask),
            "negate" => Text.Prefix("-", x[0]),
            "~" => Text.Prefix("~", x[0], operation.IsMask),
            "Constant" => Constant((double)operation.Argument!),
            "ConstantBits" => Bitwise((long)operation.Argument!),
            "Fma" => Call("FusedMultiplyAdd"),
            "Minimum" => Call("Min"),
            "Maximum" => Call("Max"),
            "LesserOrSecond" => Call("MinNative"),
            "GreaterOrSecond" => Call("MaxNative"),
            "Equal" => Call("Equals"),
            "NotEqual" => Text.Prefix("~", Call("Equals"), true),
            "IsNaN" => Text.Prefix("~", Text.Call($"{Class}.Equals", true, x[0], x[0]), true),
            "IsFinite" => Text.Call(
                $"{Class}.LessThan", true, Text.Call($"{Class}.Abs", false, x[0]), Constant(double.PositiveInfinity)),
            "Select" => Call("ConditionalSelect"),
            "AddBits" => OnBits("+"),
            "SubtractBits" => OnBits("-"),
            "ShiftLeft" => Shifted("<<"),
            "ShiftRight" => Shifted(">>>"),
            "Abs" or "Sqrt" or "Floor" or "Ceiling" or "Truncate" or "Round" or "CopySign" or "LessThan" or "LessThanOrEqual"
                or "GreaterThan" or "GreaterThanOrEqual" => Call(operation.Name),
            _ => throw new System.Diagnostics.UnreachableException(operation.Name),
        };

        Text Call(string name) => Text.Call($"{Class}.{name}", operation.IsMask, x);

        Text OnBits(string sign) => new(
            $"({x[0].Within(Text.Atom)}.{AsWhole} {sign} {x[1].Within(Text.Atom)}.{AsWhole}).{AsReal}", Text.Atom);

        Text Shifted(string sign) => new($"({x[0].Within(Text.Atom)}.{AsWhole} {sign} {operation.Argument}).{AsReal}", Text.Atom);
    }

    public override bool Repeats(Operation operation) => operation.Name == "IsNaN";

    private Text Bitwise(long pattern) => pattern switch
    {
        0 => new($"{Type}.Zero", Text.Atom),
        -1 => new($"{Type}.AllBitsSet", Text.Atom),
        _ => new($"{Class}.Create({Pattern(pattern)}).{AsReal}", Text.Atom),
    };
}
