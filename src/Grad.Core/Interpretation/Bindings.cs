namespace Grad;

/// <summary>The values of the variables for one evaluation, and the sizes that follow from them.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<Variable, Value> values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (int Size, Variable From)> sizes = new(StringComparer.Ordinal);

    public Bindings(ReadOnlySpan<(Variable Variable, Value Value)> pairs)
    {
        foreach (var (variable, value) in pairs)
        {
            ArgumentNullException.ThrowIfNull(variable);
            ArgumentNullException.ThrowIfNull(value);
            if (!values.TryAdd(variable, value)) throw Errors.BoundTwice(variable);
            if (value.Kind != variable.Kind && (value.Kind, variable.Kind) != (Kind.Integer, Kind.Real))
                throw Errors.WrongData(variable, value.Kind);
            Match(variable, value.Sizes);
        }
        Symbols = sizes.ToDictionary(s => s.Key, s => s.Value.Size, StringComparer.Ordinal);
    }

    /// <summary>Values that fit, and sizes that are known: inside a function.</summary>
    internal Bindings(
        IEnumerable<(Variable Parameter, Interpreter.Array Value)> pairs, IReadOnlyDictionary<string, int> symbols)
    {
        foreach (var (parameter, value) in pairs) values[parameter] = Value.Of(value.Numbers, value.Sizes);
        Symbols = symbols;
    }

    /// <summary>The values of the symbolic sizes.</summary>
    public IReadOnlyDictionary<string, int> Symbols { get; }

    /// <summary>The value of a variable.</summary>
    /// <exception cref="ArgumentException">It is not bound.</exception>
    public Value this[Variable variable] =>
        values.TryGetValue(variable, out var value) ? value : throw Errors.NotBound(variable);

    /// <summary>Whether a variable is bound.</summary>
    public bool Contains(Variable variable) => values.ContainsKey(variable);

    private void Match(Variable variable, int[] data)
    {
        if (data.Length != variable.Rank) throw Errors.BoundShape(variable, data);
        for (int i = 0; i < data.Length; i++)
        {
            var size = variable.Shape[i];
            if (size.FixedValue is { } known && known != data[i]) throw Errors.BoundShape(variable, data);
            if (size.SingleSymbol is not { } symbol) continue;
            if (!sizes.TryAdd(symbol, (data[i], variable)) && sizes[symbol].Size != data[i])
                throw Errors.SymbolTwice(symbol, sizes[symbol].Size, sizes[symbol].From, data[i], variable);
        }
    }
}
