namespace Grad.Writing;

/// <summary>Loads, stores and combinations of lanes as C#: what the loops of a file use of them.</summary>
internal static class HelperText
{
    public static string Of(string name, VectorSyntax v, Helpers helpers)
    {
        string masked = v.Bits == 512 ? "Avx512F" : "Avx";
        return name switch
        {
            "FirstFloats" or "FirstDoubles" => Function(
                "All bits set in the first lanes",
                $"{v.Type} {name}(int count)",
                $"return {v.Class}.LessThan({v.Type}.Indices, {v.Class}.Create(({v.Element})count));"),
            "LoadFirst" => Function(
                "The first elements, zeros behind them",
                $"{v.Type} LoadFirst({v.Element}* from, int count)",
                $"if ({masked}.IsSupported) return {masked}.MaskLoad(from, {First(v, helpers)}(count){(v.Bits == 512 ? ", default" : "")});",
                $"return {helpers.Use("LoadStrided", v)}(from, 1, count);"),
            "StoreFirst" => Function(
                "Stores the first lanes and nothing behind them",
                $"void StoreFirst({v.Element}* to, {v.Type} x, int count)",
                $"if ({masked}.IsSupported) {masked}.MaskStore(to, {First(v, helpers)}(count), x);",
                $"else {helpers.Use("StoreStrided", v)}(to, 1, x, count);"),
            "LoadStrided" => Function(
                "Elements that lie a stride apart, zeros behind them",
                $"{v.Type} LoadStrided({v.Element}* from, nint stride, int count)",
                $"var x = {v.Type}.Zero;",
                $"for (int i = 0; i < count; i++) x = x.WithElement(i, from[i * stride]);",
                "return x;"),
            "StoreStrided" => Function(
                "Stores the first lanes to elements that lie a stride apart",
                $"void StoreStrided({v.Element}* to, nint stride, {v.Type} x, int count)",
                "for (int i = 0; i < count; i++) to[i * stride] = x[i];"),
            "FloatsOf" or "DoublesOf" => Function(
                "Whole numbers that lie a stride apart as reals, zeros behind them",
                $"{v.Type} {name}(int* from, nint stride, int count)",
                $"var x = {v.Type}.Zero;",
                "for (int i = 0; i < count; i++) x = x.WithElement(i, from[i * stride]);",
                "return x;"),
            "FloatMaskOf" or "DoubleMaskOf" => Function(
                "Conditions that lie a stride apart as a mask",
                $"{v.Type} {name}(byte* from, nint stride, int count)",
                $"var x = Vector{v.Bits}<{v.Whole}>.Zero;",
                "for (int i = 0; i < count; i++) x = x.WithElement(i, from[i * stride] == 0 ? 0 : -1);",
                $"return x.As{(v.IsDouble ? "Double" : "Single")}();"),
            "StoreWhole" => Function(
                "Stores the first lanes as whole numbers",
                $"void StoreWhole(int* to, {v.Type} x, int count)",
                "for (int i = 0; i < count; i++) to[i] = (int)x[i];"),
            "StoreMask" => Function(
                "Stores the first lanes of a mask as 0 and 1",
                $"void StoreMask(byte* to, {v.Type} mask, int count)",
                "ulong bits = mask.ExtractMostSignificantBits();",
                "for (int i = 0; i < count; i++) to[i] = (byte)(bits >> i & 1);"),
            "SumOfLanes" or "ProductOfLanes" or "MaxOfLanes" or "MinOfLanes" => Horizontal(name, v),
            _ => throw new System.Diagnostics.UnreachableException(name),
        };
    }

    /// <summary>The name of the function that makes a mask of the first lanes.</summary>
    public static string First(VectorSyntax v, Helpers helpers) => helpers.Use(v.IsDouble ? "FirstDoubles" : "FirstFloats", v);

    /// <summary>Halves are combined until one number is left, so that the order is always the same.</summary>
    private static string Horizontal(string name, VectorSyntax v)
    {
        var lines = new List<string>();
        string last = "x";
        for (int bits = v.Bits; bits > 128; bits /= 2)
        {
            string half = bits == 512 ? "half" : v.Bits == 512 ? "quarter" : "half";
            lines.Add($"var {half} = {Combined($"{last}.GetLower()", $"{last}.GetUpper()", $"Vector{bits / 2}")};");
            last = half;
        }
        lines.Add(v.IsDouble
            ? $"return {Combined($"{last}[0]", $"{last}[1]", v.Element)};"
            : $"return {Combined(Both(0, 2), Both(1, 3), v.Element)};");
        string said = name switch
        {
            "SumOfLanes" => "The sum",
            "ProductOfLanes" => "The product",
            "MaxOfLanes" => "The largest",
            _ => "The smallest",
        };
        return Function($"{said} of all lanes", $"{v.Element} {name}({v.Type} x)", [.. lines]);

        string Both(int first, int second) => $"({Combined($"{last}[{first}]", $"{last}[{second}]", v.Element)})";

        string Combined(string left, string right, string type) => name switch
        {
            "SumOfLanes" => $"{left} + {right}",
            "ProductOfLanes" => $"{left} * {right}",
            _ => $"{type}.{name[..3]}({left}, {right})",
        };
    }

    private static string Function(string summary, string signature, params string[] lines) => $$"""
            /// <summary>{{summary}}.</summary>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static {{signature}}
            {
        {{string.Join('\n', lines.Select(l => "        " + l))}}
            }

        """;
}
