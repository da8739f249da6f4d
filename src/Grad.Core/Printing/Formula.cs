using System.Globalization;
using System.Text;

namespace Grad;

/// <summary>
/// Writes expressions as mathematics. What is used more than once and is long is named once: <c>… where t1 = …</c>. The
/// text is bounded however large the graph is, and each node is visited once.
/// </summary>
internal static class Formula
{
    private const int LongestPart = 240;
    private const int LongestLine = 72;
    private const int ShortEnoughToRepeat = 24;
    private const int MostNames = 24;

    public static string Of(Expr root)
    {
        var order = Graph.TopologicalOrder(root);
        var uses = Uses(order);
        var parts = new Dictionary<Expr, Part>(ReferenceEqualityComparer.Instance);
        var names = new List<(string Name, string Text)>();
        foreach (var node in order)
        {
            var part = Write(node, parts);
            bool shared = uses.GetValueOrDefault(node) > 1 && part.Text.Length > ShortEnoughToRepeat;
            if (node != root && (shared || part.Text.Length > LongestPart))
            {
                names.Add(($"t{names.Count + 1}", part.Text));
                part = new(names[^1].Name, Notation.Atom);
            }
            parts[node] = part;
        }
        return names.Count == 0 ? parts[root].Text : Explained(parts[root].Text, names);
    }

    /// <summary>
    /// Nodes, operands first, as formulas of what lies outside of them; what is long goes by its name in those that come after.
    /// </summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="kept">Those whose formulas are asked for, and that go by their names.</param>
    /// <param name="name">What a node is called.</param>
    public static IEnumerable<(Expr Node, string Text)> Of(IEnumerable<Expr> nodes, Func<Expr, bool> kept, Func<Expr, string> name)
    {
        var parts = new Dictionary<Expr, Part>(ReferenceEqualityComparer.Instance);
        foreach (var node in nodes)
        {
            foreach (var operand in node.Operands)
            {
                if (!parts.ContainsKey(operand)) parts[operand] = operand is Literal l ? Number(l.Value) : new(name(operand), Notation.Atom);
            }
            parts[node] = Write(node, parts);
            if (!kept(node) && parts[node].Text.Length <= LongestLine) continue;
            yield return (node, parts[node].Text);
            parts[node] = new(name(node), Notation.Atom);
        }
    }

    private static string Explained(string text, List<(string Name, string Text)> names)
    {
        var lines = new StringBuilder(text).Append(" where ");
        // The names nearest to the result say most; a long list keeps its end.
        int left = Math.Max(0, names.Count - MostNames);
        if (left > 0) lines.Append(CultureInfo.InvariantCulture, $"({left} earlier terms left out) … ");
        return lines.AppendJoin(", ", names.Skip(left).Select(n => $"{n.Name} = {n.Text}")).ToString();
    }

    private static Dictionary<Expr, int> Uses(IReadOnlyList<Expr> order)
    {
        var uses = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        foreach (var node in order)
        {
            foreach (var operand in node.Operands) uses[operand] = uses.GetValueOrDefault(operand) + 1;
        }
        return uses;
    }

    private static Part Write(Expr node, Dictionary<Expr, Part> parts)
    {
        var x = node.Operands.Select(o => parts[o]).ToArray();
        return node switch
        {
            Variable v => new(v.Name, Notation.Atom),
            Literal l => Number(l.Value),
            SizeOf s => new(s.Dimension.ToString(), s.Dimension.SingleSymbol is null ? Notation.Sum : Notation.Atom),
            KeyLiteral k => new($"key(0x{k.Value:x})", Notation.Atom),
            Constant c => new($"constant {c.Shape}", Notation.Atom),
            Broadcast => x[0],
            Reshape r => Shape.SameButOnes(r.Shape, r.Operand.Shape)
                ? x[0]
                : new($"reshape({x[0].Text}, {r.Shape})", Notation.Atom),
            Permute { IsTranspose: true } => new($"{x[0].Within(Notation.Power + 1)}ᵀ", Notation.Power),
            Permute p => new($"permute({x[0].Text}, {p.Axes})", Notation.Atom),
            MatMul => new($"{x[0].Within(Notation.Product)} @ {x[1].Within(Notation.Product + 1)}", Notation.Product),
            Sum s => new($"Σ{Over(s)} {x[0].Within(Notation.Product + 1)}", Notation.Product + 1),
            Reduction r => new($"{r.Operator}{Over(r)}({x[0].Text})", Notation.Atom),
            Elementwise e => Write(e.Written, x),
            _ => new($"{node.Operator}({string.Join(", ", x.Select(p => p.Text))})", Notation.Atom),
        };
    }

    /// <summary>The axes of a reduction, when it does not fold them all.</summary>
    private static string Over(Reduction r) => r.IsFull() ? "" : $"{r.Axes}";

    private static bool IsFull(this Reduction r) => r.Axes.Count == r.Operand.Rank;

    private static Part Write(Notation n, Part[] x) => n.Style switch
    {
        NotationStyle.Infix => new(
            $"{x[0].Within(n.Text == "^" ? n.Precedence + 1 : n.Precedence)}{Spaced(n)}" +
            $"{x[1].Within(n.Text is "+" or "·" ? n.Precedence : n.Precedence + 1)}",
            n.Precedence),
        NotationStyle.Prefix => new($"{n.Text}{x[0].Within(n.Precedence)}", n.Precedence),
        NotationStyle.Postfix => new($"{x[0].Within(n.Precedence + 1)}{n.Text}", n.Precedence),
        NotationStyle.Around => new($"{n.Text}{x[0].Text}{n.Text}", Notation.Atom),
        _ => new($"{n.Text}({string.Join(", ", x.Select(p => p.Text))})", Notation.Atom),
    };

    private static string Spaced(Notation n) => n.Text is "·" or "/" or "^" ? n.Text : $" {n.Text} ";

    private static Part Number(double value)
    {
        string text = double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞"
            : value.ToString("R", CultureInfo.InvariantCulture).Replace('-', '−');
        return new(text, value < 0 ? Notation.Sign : Notation.Atom);
    }

    private readonly record struct Part(string Text, int Precedence)
    {
        /// <summary>The text, in parentheses where something that binds at least so strongly is needed.</summary>
        public string Within(int precedence) => Precedence < precedence ? $"({Text})" : Text;
    }
}
