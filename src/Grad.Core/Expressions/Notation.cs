namespace Grad;

/// <summary>How an operator is written in a formula.</summary>
/// <param name="Style">The place of the operator among its operands.</param>
/// <param name="Text">The sign or name.</param>
/// <param name="Precedence">How strongly it binds: 1 comparison, 2 sum, 3 product, 4 sign, 5 power, 6 function.</param>
public readonly record struct Notation(NotationStyle Style, string Text, int Precedence)
{
    internal const int Comparison = 1, Sum = 2, Product = 3, Sign = 4, Power = 5, Atom = 6;

    /// <summary>name(x, y).</summary>
    public static Notation Function(string name) => new(NotationStyle.Function, name, Atom);

    /// <summary>x + y.</summary>
    public static Notation Infix(string sign, int precedence) => new(NotationStyle.Infix, sign, precedence);

    /// <summary>−x.</summary>
    public static Notation Prefix(string sign) => new(NotationStyle.Prefix, sign, Sign);

    /// <summary>x².</summary>
    public static Notation Postfix(string sign) => new(NotationStyle.Postfix, sign, Power);

    /// <summary>|x|.</summary>
    public static Notation Around(string sign) => new(NotationStyle.Around, sign, Atom);
}

/// <summary>The place of an operator among its operands.</summary>
public enum NotationStyle
{
    /// <summary>name(x, y).</summary>
    Function,

    /// <summary>x + y.</summary>
    Infix,

    /// <summary>−x.</summary>
    Prefix,

    /// <summary>x².</summary>
    Postfix,

    /// <summary>|x|.</summary>
    Around,
}
