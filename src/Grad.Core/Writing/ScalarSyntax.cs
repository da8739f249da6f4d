namespace Grad.Writing;

/// <summary>One lane as a plain number, and a mask as a condition.</summary>
internal sealed class ScalarSyntax(bool isDouble) : LaneSyntax(isDouble)
{
    public override int Bits => 0;

    public override int Count => 1;

    public override string Type => Element;

    public override string MaskType => "bool";

    private string ToBits => IsDouble ? "BitConverter.DoubleToInt64Bits" : "BitConverter.SingleToInt32Bits";

    private string OfBits => IsDouble ? "BitConverter.Int64BitsToDouble" : "BitConverter.Int32BitsToSingle";

    public override Text Constant(double value) => Number(value) is var text && text[0] == '-'
        ? new(text, Text.Sign)
        : new(text, Text.Atom);

    public override Text Constant(bool value) => new(value ? "true" : "false", Text.Atom, true);

    public override string Any(Text mask) => AsMask(mask).Code;

    // The sign bit says it, as in a vector's select.
    public override Text AsMask(Text x) => x.IsMask ? x : Text.Call($"{Element}.IsNegative", true, x);

    public override Text AsValue(Text x) => x.IsMask ? new($"{OfBits}({x.Within(Text.Or)} ? -1 : 0)", Text.Atom) : x;

    public override bool Repeats(Operation operation) => operation.Name is "LesserOrSecond" or "GreaterOrSecond";

    public override Text Write(Operation operation, Text[] x)
    {
        if (HelperOf(operation) is { } helper) return Text.Call(helper, false, [.. x.Select(AsValue)]);
        Text[] values = operation.Name == "Select" || operation.IsMask ? x : [.. x.Select(AsValue)];
        return operation.Name switch
        {
            "+" or "-" or "*" or "/" => Text.Infix(values[0], operation.Name, values[1]),
            "&" or "|" or "^" => operation.IsMask ? Text.Infix(x[0], operation.Name, x[1], true) : Combined(operation.Name),
            "~" => operation.IsMask ? Text.Prefix("!", x[0], true) : new($"{OfBits}(~{ToBits}({values[0].Code}))", Text.Atom),
            "negate" => Text.Prefix("-", values[0]),
            "Constant" => Constant((double)operation.Argument!),
            "ConstantBits" => new($"{OfBits}({Pattern((long)operation.Argument!)})", Text.Atom),
            "Fma" => Call("FusedMultiplyAdd"),
            "Minimum" => Call("Min"),
            "Maximum" => Call("Max"),
            "LesserOrSecond" => Choice($"{values[0].Within(Text.Shift)} < {values[1].Within(Text.Shift)}", values[0], values[1]),
            "GreaterOrSecond" => Choice($"{values[0].Within(Text.Shift)} > {values[1].Within(Text.Shift)}", values[0], values[1]),
            "LessThan" => Compared("<"),
            "LessThanOrEqual" => Compared("<="),
            "GreaterThan" => Compared(">"),
            "GreaterThanOrEqual" => Compared(">="),
            "Equal" => Compared("=="),
            "NotEqual" => Compared("!="),
            "IsNaN" or "IsFinite" => Text.Call($"{Element}.{operation.Name}", true, AsValue(x[0])),
            "Select" => operation.IsMask
                ? Choice(AsMask(x[0]).Within(Text.Or), x[1], x[2]) with { IsMask = true }
                : Choice(AsMask(x[0]).Within(Text.Or), AsValue(x[1]), AsValue(x[2])),
            "AddBits" => Combined("+"),
            "SubtractBits" => Combined("-"),
            "ShiftLeft" => new($"{OfBits}({ToBits}({values[0].Code}) << {operation.Argument})", Text.Atom),
            "ShiftRight" => new($"{OfBits}({ToBits}({values[0].Code}) >>> {operation.Argument})", Text.Atom),
            "Abs" or "Sqrt" or "Floor" or "Ceiling" or "Truncate" or "Round" or "CopySign" => Call(operation.Name),
            _ => throw new System.Diagnostics.UnreachableException(operation.Name),
        };

        Text Call(string name) => Text.Call($"{Element}.{name}", false, values);

        Text Combined(string sign) => new($"{OfBits}({ToBits}({values[0].Code}) {sign} {ToBits}({values[1].Code}))", Text.Atom);

        // The C# compiler warns where a number is compared with itself.
        Text Compared(string sign)
        {
            var (left, right) = (AsValue(x[0]), AsValue(x[1]));
            if (left.Code != right.Code) return Text.Infix(left, sign, right, true);
            var isNaN = Text.Call($"{Element}.IsNaN", true, left);
            return sign switch { "!=" => isNaN, "<" or ">" => Constant(false), _ => Text.Prefix("!", isNaN, true) };
        }

        Text Choice(string condition, Text yes, Text no) => new($"{condition} ? {yes.Within(Text.Or)} : {no.Within(Text.Or)}", Text.Choice);
    }
}
