using System.Collections.Immutable;
using System.Globalization;

namespace Grad;

/// <summary>
/// The size of one axis: an integer polynomial in named symbols, kept in normal form, so that equal sizes compare equal
/// however they were computed. <c>n·28·28</c> equals <c>784·n</c>. A number converts to a fixed size, a string to a
/// symbol.
/// </summary>
public sealed class Dimension : IEquatable<Dimension>
{
    // A term is a coefficient times a product of symbols; terms are sorted, coefficients are not zero.
    private readonly ImmutableArray<Term> terms;
    private readonly int hash;

    private Dimension(ImmutableArray<Term> terms)
    {
        this.terms = terms;
        var code = new HashCode();
        foreach (var term in terms) code.Add(term.Key);
        foreach (var term in terms) code.Add(term.Coefficient);
        hash = code.ToHashCode();
    }

    /// <summary>The size 1.</summary>
    public static Dimension One { get; } = Fixed(1);

    /// <summary>Whether the size is a number that is known now.</summary>
    public bool IsFixed => terms.IsEmpty || (terms.Length == 1 && terms[0].Symbols.IsEmpty);

    /// <summary>The size when it is known now.</summary>
    /// <exception cref="InvalidOperationException">The size depends on a symbol.</exception>
    public int Value => FixedValue is { } value
        ? checked((int)value)
        : throw Errors.SizeNotKnown(this);

    internal long? FixedValue => terms.IsEmpty ? 0 : IsFixed ? terms[0].Coefficient : null;

    internal bool IsOne => FixedValue == 1;

    /// <summary>A fixed size.</summary>
    /// <exception cref="ArgumentException">The size is negative.</exception>
    public static Dimension Fixed(long size) => size switch
    {
        < 0 => throw Errors.NegativeSize(size),
        _ => Number(size),
    };

    /// <summary>A size that is known only when data is bound.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Dimension Named(string name) => string.IsNullOrWhiteSpace(name)
        ? throw Errors.NamelessSize()
        : new([new Term([new Symbol(name, null, 1)], 1)]);

    /// <summary>A fixed size.</summary>
    public static implicit operator Dimension(int size) => Fixed(size);

    /// <summary>A size that is known only when data is bound.</summary>
    public static implicit operator Dimension(string name) => Named(name);

    /// <summary>The sum of two sizes.</summary>
    public static Dimension operator +(Dimension left, Dimension right) =>
        left.FixedValue is { } x && right.FixedValue is { } y ? Number(checked(x + y))
        : Collect(left.terms.Concat(right.terms));

    /// <summary>The difference of two sizes.</summary>
    public static Dimension operator -(Dimension left, Dimension right) =>
        left.FixedValue is { } x && right.FixedValue is { } y ? Number(checked(x - y))
        : Collect(left.terms.Concat(right.terms.Select(t => t with { Coefficient = -t.Coefficient })));

    /// <summary>The product of two sizes.</summary>
    /// <exception cref="ArgumentException">The product is beyond 64 bits.</exception>
    public static Dimension operator *(Dimension left, Dimension right) =>
        // Most sizes are numbers, and most strides are products of them.
        left.IsOne ? right
        : right.IsOne ? left
        : left.FixedValue is { } x && right.FixedValue is { } y ? Number(Product(x, y, left, right))
        : Expanded(left, right);

    /// <summary>
    /// ⌈size / divisor⌉: the number of steps of length <paramref name="divisor"/> that cover the size.
    /// </summary>
    public static Dimension CeilingDivide(Dimension size, int divisor) =>
        divisor == 1 ? size
        : size.FixedValue is { } value ? Fixed((value + divisor - 1) / divisor)
        : size.terms.All(t => t.Coefficient % divisor == 0)
            ? new([.. size.terms.Select(t => t with { Coefficient = t.Coefficient / divisor })])
        : new([new Term([new Symbol($"⌈({size})/{divisor}⌉", size, divisor)], 1)]);

    /// <summary>The size for given values of the symbols.</summary>
    /// <exception cref="ArgumentException">A symbol has no value.</exception>
    public long Evaluate(IReadOnlyDictionary<string, int> symbols)
    {
        long sum = 0;
        foreach (var term in terms)
        {
            long product = term.Coefficient;
            foreach (var symbol in term.Symbols) product = checked(product * symbol.Evaluate(symbols));
            sum = checked(sum + product);
        }
        return sum;
    }

    /// <summary>The names of the symbols that the size depends on.</summary>
    internal IEnumerable<string> SymbolNames => terms.SelectMany(t => t.Symbols).SelectMany(s => s.Roots);

    /// <summary>The name, when the size is nothing but a symbol.</summary>
    internal string? SingleSymbol =>
        terms is [{ Coefficient: 1, Symbols: [{ Numerator: null } symbol] }] ? symbol.Name : null;

    /// <inheritdoc/>
    public bool Equals(Dimension? other) =>
        ReferenceEquals(this, other) || (other is not null && hash == other.hash && terms.SequenceEqual(other.terms));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Dimension);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>Whether two sizes are equal for every value of their symbols.</summary>
    public static bool operator ==(Dimension? left, Dimension? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether two sizes differ for some value of their symbols.</summary>
    public static bool operator !=(Dimension? left, Dimension? right) => !(left == right);

    /// <inheritdoc/>
    public override string ToString() => terms.IsEmpty ? "0" : string.Join(" + ", terms).Replace("+ -", "− ");

    /// <summary>The size as C#, in which each symbol is a variable of some name.</summary>
    internal string ToCSharp(Func<string, string> name) => terms.IsEmpty
        ? "0"
        : string.Join(" + ", terms.Select(t => t.ToCSharp(name))).Replace("+ -", "- ");

    private static Dimension Expanded(Dimension left, Dimension right) =>
        Collect(from a in left.terms
                from b in right.terms
                select new Term([.. a.Symbols.Concat(b.Symbols).OrderBy(s => s.Name, StringComparer.Ordinal)],
                    Product(a.Coefficient, b.Coefficient, left, right)));

    private static long Product(long a, long b, Dimension left, Dimension right) =>
        Math.BigMul(a, b, out long product) == product >> 63 ? product : throw Errors.SizeTooLarge($"({left})·({right})");

    private static Dimension Number(long value) => value == 0 ? new([]) : new([new Term([], value)]);

    private static Dimension Collect(IEnumerable<Term> terms) => new([.. terms
        .GroupBy(t => t.Key, StringComparer.Ordinal)
        .Select(g => new Term(g.First().Symbols, g.Sum(t => t.Coefficient)))
        .Where(t => t.Coefficient != 0)
        .OrderByDescending(t => t.Symbols.Length).ThenBy(t => t.Key, StringComparer.Ordinal)]);

    /// <summary>A named size, or ⌈numerator / divisor⌉ of another size that is not known yet.</summary>
    private sealed record Symbol(string Name, Dimension? Numerator, int Divisor)
    {
        public IEnumerable<string> Roots => Numerator is null ? [Name] : Numerator.SymbolNames;

        public long Evaluate(IReadOnlyDictionary<string, int> symbols) =>
            Numerator is not null ? (Numerator.Evaluate(symbols) + Divisor - 1) / Divisor
            : symbols.TryGetValue(Name, out var value) ? value
            : throw Errors.UnboundSize(Name);

        public string ToCSharp(Func<string, string> name) =>
            Numerator is null ? name(Name) : $"(({Numerator.ToCSharp(name)} + {Divisor - 1}) / {Divisor})";
    }

    private readonly record struct Term(ImmutableArray<Symbol> Symbols, long Coefficient)
    {
        public string Key { get; } = Symbols.IsEmpty ? "" : string.Join("·", Symbols.Select(s => s.Name));

        public string ToCSharp(Func<string, string> name)
        {
            string number = Coefficient.ToString(CultureInfo.InvariantCulture);
            return string.Join(" * ", Symbols.Select(s => s.ToCSharp(name)).Prepend(number).Skip(Coefficient == 1 && !Symbols.IsEmpty ? 1 : 0));
        }

        public bool Equals(Term other) => Coefficient == other.Coefficient && Key == other.Key;

        public override int GetHashCode() => HashCode.Combine(Key, Coefficient);

        public override string ToString() =>
            Symbols.IsEmpty ? Coefficient.ToString(CultureInfo.InvariantCulture)
            : Coefficient == 1 ? Key
            : $"{Coefficient.ToString(CultureInfo.InvariantCulture)}·{Key}";
    }
}
