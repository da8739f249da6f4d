using System.Text;

namespace Grad.Writing;

/// <summary>
/// Writes a vector body that was recorded as C#: what is used once and is short stands where it is used, the rest is named
/// in the order in which it is computed.
/// </summary>
internal sealed class BodyText
{
    private const int LongestInside = 72;

    private readonly LaneSyntax syntax;
    private readonly Text[] parameters;
    private readonly Dictionary<int, int> uses = [];
    private readonly Dictionary<int, Text> texts = [];
    private readonly HashSet<int> repeated = [];
    private readonly StringBuilder code = new();
    private int named;

    private BodyText(LaneSyntax syntax, Text[] parameters) => (this.syntax, this.parameters) = (syntax, parameters);

    /// <summary>The statements of a function with this body.</summary>
    public static string Statements(Passage passage, LaneSyntax syntax, Text[] parameters, bool isMask, string indent)
    {
        var text = new BodyText(syntax, parameters);
        text.Count(passage);
        text.Write(passage, isMask, indent);
        return text.code.ToString();
    }

    /// <summary>The body as one expression of its parameters, where it has no names and is short.</summary>
    public static Text? Expression(Passage passage, LaneSyntax syntax, Text[] parameters)
    {
        if (passage.Result is null) return null;
        var text = new BodyText(syntax, parameters);
        text.Count(passage);
        text.Write(passage, passage.Result.IsMask, "");
        return text.named > 0 ? null : text.texts[passage.Result.Id];
    }

    /// <summary>Counts how often each result is used by what is itself used.</summary>
    private void Count(Passage passage)
    {
        var needed = new HashSet<int>();
        Need(passage);

        void Need(Passage part)
        {
            if (part.IfAny is { } any) Need(any);
            if (part.IfNone is { } none) Need(none);
            if (part.Result is { } result) Use(result);
            if (part.Mask is { } mask) Use(mask);
            foreach (var operation in part.Operations.Reverse())
            {
                if (!needed.Contains(operation.Id)) continue;
                foreach (var operand in operation.Operands)
                {
                    Use(operand);
                    if (syntax.Repeats(operation)) repeated.Add(operand.Id);
                }
            }
        }

        void Use(Operation operation)
        {
            needed.Add(operation.Id);
            uses[operation.Id] = uses.GetValueOrDefault(operation.Id) + 1;
        }
    }

    private void Write(Passage passage, bool isMask, string indent)
    {
        foreach (var operation in passage.Operations)
        {
            if (!uses.ContainsKey(operation.Id)) continue;
            var text = operation.Name == Operation.Parameter
                ? parameters[(int)operation.Argument!]
                : syntax.Write(operation, [.. operation.Operands.Select(o => texts[o.Id])]);
            bool isReturned = ReferenceEquals(operation, passage.Result) && uses[operation.Id] == 1;
            texts[operation.Id] = !isReturned && IsNamed(operation, text) ? Named(text, indent) : text;
        }
        if (passage.Result is { } result)
        {
            var text = isMask ? syntax.AsMask(texts[result.Id]) : syntax.AsValue(texts[result.Id]);
            code.Append(indent).Append("return ").Append(text.Code).Append(";\n");
            return;
        }
        var (ifNone, ifAny) = (passage.IfNone!, passage.IfAny!);
        code.Append(indent).Append("if (").Append(syntax.Any(texts[passage.Mask!.Id])).Append(")\n").Append(indent).Append("{\n");
        Write(ifAny, isMask, indent + "    ");
        code.Append(indent).Append("}\n");
        Write(ifNone, isMask, indent);
    }

    private bool IsNamed(Operation operation, Text text) =>
        operation.Name is not (Operation.Parameter or "Constant" or "ConstantBits")
        && (uses[operation.Id] > 1 || text.Code.Length > LongestInside || repeated.Contains(operation.Id));

    private Text Named(Text text, string indent)
    {
        var name = new Text($"t{++named}", Text.Atom, text.IsMask);
        code.Append(indent).Append("var ").Append(name.Code).Append(" = ").Append(text.Code).Append(";\n");
        return name;
    }
}
