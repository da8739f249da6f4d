using Grad.Numerics;

namespace Grad.Writing;

/// <summary>The small functions that a file needs, each written once: operators, loads and stores, sums over lanes.</summary>
/// <param name="called">The operators that are too long to be inlined.</param>
internal sealed class Helpers(IReadOnlySet<Type> called)
{
    private const int LongestInside = 56;

    private static readonly Text[] Letters = [new("x", Text.Atom), new("y", Text.Atom), new("z", Text.Atom), new("w", Text.Atom)];

    private readonly Dictionary<(string Name, string Lanes), string> texts = [];
    private readonly Dictionary<(string Body, string Arguments), string> operators = [];
    private readonly Identifiers names = new();

    /// <summary>All functions that were asked for, by name.</summary>
    public IEnumerable<string> Texts => texts.OrderBy(t => t.Key.Name, StringComparer.Ordinal).Select(t => t.Value);

    /// <summary>Keeps a name of the class from an operator.</summary>
    public void Reserve(string name) => names.Give(name);

    /// <summary>An operator on operands that are written: an expression, or a call of a function.</summary>
    /// <exception cref="NotSupportedException">The operator's vector body cannot be written.</exception>
    public Text Apply(Elementwise node, LaneSyntax syntax, Text[] operands)
    {
        var passage = Recorded(node, syntax);
        Text[] letters = [.. operands.Select((o, k) => Letters[k] with { IsMask = o.IsMask })];
        if (passage.Result is not null && BodyText.Expression(passage, syntax, letters) is { } expression
            && expression.Code.Length <= LongestInside)
        {
            var text = BodyText.Expression(passage, syntax, operands)!.Value;
            Need(passage, syntax);
            return node.Kind == Kind.Boolean ? syntax.AsMask(text) : syntax.AsValue(text);
        }
        string name = NameOf(node);
        if (!texts.ContainsKey((name, syntax.Type)))
        {
            bool isMask = node.Kind == Kind.Boolean;
            string parameters = string.Join(", ", letters.Select(l => $"{(l.IsMask ? syntax.MaskType : syntax.Type)} {l.Code}"));
            string summary = $"{node.Operator}{(NumberOf(node) is { } number ? $" {number}" : "")}";
            Add(name, syntax, summary, $"{(isMask ? syntax.MaskType : syntax.Type)} {name}({parameters})",
                BodyText.Statements(passage, syntax, letters, isMask, "        "),
                called.Contains(node.GetType()) ? "NoInlining | MethodImplOptions.AggressiveOptimization" : "AggressiveInlining");
            Need(passage, syntax);
        }
        return Text.Call(name, node.Kind == Kind.Boolean, operands);
    }

    /// <summary>A function that loads, stores or combines lanes, by its name.</summary>
    public string Use(string name, LaneSyntax syntax)
    {
        if (!texts.ContainsKey((name, syntax.Type)))
        {
            texts[(name, syntax.Type)] = "";
            texts[(name, syntax.Type)] = HelperText.Of(name, (VectorSyntax)syntax, this);
        }
        return name;
    }

    private static Passage Recorded(Elementwise node, LaneSyntax syntax)
    {
        try
        {
            var body = node.Body<RecordingLanes>();
            return Recording.Of(x => body.Of(x), [.. node.Operands.Select(o => o.Kind == Kind.Boolean)], syntax.Count, syntax.IsDouble);
        }
        catch (NotRecordedException)
        {
            throw Errors.NotWritten(node.Operator);
        }
    }

    /// <summary>The whole number that a body takes after its operands.</summary>
    private static int? NumberOf(Elementwise node) => node.Body<RecordingLanes>().Number;

    private string NameOf(Elementwise node)
    {
        string arguments = NumberOf(node) switch { null => "", < 0 and var number => $"Minus{-number}", var number => $"{number}" };
        var key = (node.GetType().AssemblyQualifiedName!, arguments);
        if (!operators.TryGetValue(key, out string? name))
            operators[key] = name = names.Give(node.GetType().Name.Split('`')[0] + arguments);
        return name;
    }

    /// <summary>The functions that a body calls.</summary>
    private void Need(Passage passage, LaneSyntax syntax)
    {
        foreach (var operation in passage.Operations)
        {
            if (LaneSyntax.HelperOf(operation) is not { } name || texts.ContainsKey((name, syntax.Type))) continue;
            if (operation.Name == Operation.EachLane) AddEach(name, operation, syntax);
            else AddFromParts(name, operation, syntax);
        }
        if (passage.IfAny is { } any) Need(any, syntax);
        if (passage.IfNone is { } none) Need(none, syntax);
    }

    private void AddEach(string name, Operation operation, LaneSyntax syntax)
    {
        string function = (string)operation.Argument!;
        string[] letters = [.. Letters[..operation.Operands.Length].Select(l => l.Code)];
        string at = syntax.Count == 1 ? "" : "[i]";
        string[] elements = [.. letters.Select(l => l + at)];
        string value = function == "%" ? $"{elements[0]} % {elements[1]}" : $"({syntax.Element}){function}({string.Join(", ", elements)})";
        string body = syntax.Count == 1
            ? $"        return {value};\n"
            : $"        for (int i = 0; i < {syntax.Type}.Count; i++) x = x.WithElement(i, {value});\n        return x;\n";
        Add(name, syntax, $"{function} of each number by itself, for the few that need it", $"{syntax.Type} {name}("
            + $"{string.Join(", ", letters.Select(l => $"{syntax.Type} {l}"))})", body, "NoInlining");
    }

    /// <summary>What AVX-512 has an instruction for; elsewhere it is put together of others.</summary>
    private void AddFromParts(string name, Operation operation, LaneSyntax syntax)
    {
        string parts = operation.Name == "ScaleByPowerOfTwo" ? nameof(LaneBits.Scale) : operation.Name;
        Func<RecordingLanes[], RecordingLanes> body = parts switch
        {
            nameof(LaneBits.Exponent) => x => LaneBits.Exponent(x[0]),
            nameof(LaneBits.Significand) => x => LaneBits.Significand(x[0]),
            _ => x => LaneBits.Scale(x[0], x[1]),
        };
        int arity = operation.Operands.Length;
        var passage = Recording.Of(body, new bool[arity], syntax.Count, syntax.IsDouble);
        string statements = BodyText.Statements(passage, syntax, Letters[..arity], false, "        ");
        var (instruction, last, said) = parts switch
        {
            nameof(LaneBits.Exponent) => ("GetExponent", "", "⌊log₂ |x|⌋"),
            nameof(LaneBits.Significand) => ("GetMantissa", ", 0", "x · 2⁻ᵉ, in [1, 2), for e = ⌊log₂ |x|⌋"),
            _ => ("Scale", "", "x · 2ʸ for a whole y"),
        };
        string set = syntax.Bits == 512 ? "Avx512F" : "Avx512F.VL";
        string letters = string.Join(", ", Letters[..arity].Select(l => l.Code));
        if (syntax.Bits > 0) statements = $"        if ({set}.IsSupported) return {set}.{instruction}({letters}{last});\n" + statements;
        Add(name, syntax, said, $"{syntax.Type} {name}("
            + $"{string.Join(", ", Letters[..arity].Select(l => $"{syntax.Type} {l.Code}"))})", statements, "AggressiveInlining");
    }

    private void Add(string name, LaneSyntax syntax, string summary, string signature, string body, string options) =>
        texts[(name, syntax.Type)] = $$"""
                /// <summary>{{summary}}.</summary>
                [MethodImpl(MethodImplOptions.{{options}})]
                private static {{signature}}
                {
            {{body.TrimEnd('\n')}}
                }

            """;
}
