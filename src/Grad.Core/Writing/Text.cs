namespace Grad.Writing;

/// <summary>A C# expression.</summary>
/// <param name="Code">The expression.</param>
/// <param name="Precedence">How strongly its outermost operator binds.</param>
/// <param name="IsMask">Whether it says yes or no in each lane.</param>
internal readonly record struct Text(string Code, int Precedence, bool IsMask = false)
{
    public const int Choice = 1, Or = 2, ExclusiveOr = 3, And = 4, Compare = 5, Shift = 6, Sum = 7, Product = 8, Sign = 9, Atom = 10;

    /// <summary>The expression, in parentheses where something that binds at least so strongly is needed.</summary>
    public string Within(int precedence) => Precedence < precedence ? $"({Code})" : Code;

    /// <summary>left ∘ right, grouped from the left.</summary>
    public static Text Infix(Text left, string sign, Text right, bool isMask = false)
    {
        int precedence = sign switch
        {
            "+" or "-" => Sum,
            "*" or "/" or "%" => Product,
            "|" => Or,
            "^" => ExclusiveOr,
            "&" => And,
            "<<" or ">>>" => Shift,
            _ => Compare,
        };
        // Whoever reads knows how sums and products bind; other signs are kept apart.
        int within = precedence is Sum or Product ? precedence : Sign;
        return new($"{left.Within(within)} {sign} {right.Within(within + (precedence is Sum or Product ? 1 : 0))}", precedence, isMask);
    }

    /// <summary>sign x.</summary>
    public static Text Prefix(string sign, Text x, bool isMask = false) => new($"{sign}{x.Within(Atom)}", Sign, isMask);

    /// <summary>function(x, …).</summary>
    public static Text Call(string function, bool isMask, params ReadOnlySpan<Text> operands) =>
        new($"{function}({string.Join(", ", operands.ToArray().Select(o => o.Code))})", Atom, isMask);
}
