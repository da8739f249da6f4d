namespace Grad.Writing;

/// <summary>What the arrays and the sizes of a program are called in a file.</summary>
internal sealed class ProgramNames
{
    private readonly Identifiers fields = new(), properties = new(), parameters = new();
    private readonly Dictionary<Expr, string> pointers = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<string, string> sizes = new(StringComparer.Ordinal);

    /// <summary>The names of the symbolic sizes in the file, by their own.</summary>
    public IReadOnlyDictionary<string, string> Sizes => sizes;

    /// <summary>The namespace of the kernels that the file holds, inside that of its class.</summary>
    public string Kernels { get; init; }

    /// <summary>The name of a type among the kernels.</summary>
    public string Kernel(string type) => $"{Kernels}.{type}";

    /// <summary>Sides of a product, as the kernels name them.</summary>
    public string Sides(StrongSides sides) =>
        string.Join(" | ", $"{sides}".Split(", ").Select(side => Kernel($"{nameof(StrongSides)}.{side}")));

    // What the class is made of besides.
    private static readonly string[] Taken =
    [
        "Run", "Place", "RequireInside", "FirstFloats", "FirstDoubles", "LoadFirst", "StoreFirst", "LoadStrided", "StoreStrided",
        "FloatsOf", "DoublesOf", "FloatMaskOf", "DoubleMaskOf", "StoreWhole", "StoreMask", "Copy", "Largest", "AnyHolds",
    ];

    /// <summary>Names the symbols of all sizes, before anything else gets a name; no property has that of the class.</summary>
    public ProgramNames(string className, IEnumerable<Expr> nodes)
    {
        properties.Give(className);
        Kernels = className + "Kernels";
        properties.Give(Kernels);
        // Methods that call kernels have locals of these names.
        parameters.Give("product");
        parameters.Give("sizes");
        foreach (string name in Taken) properties.Give(name);
        foreach (var dimension in nodes.SelectMany(n => n.Shape)) Size(dimension);
    }

    /// <summary>The field that holds an array's address.</summary>
    public string Pointer(Expr node)
    {
        if (pointers.TryGetValue(node, out string? name)) return name;
        return pointers[node] = fields.Give(Identifiers.Camel(node switch
        {
            Variable variable => variable.Name,
            SizeOf size => $"size {size.Dimension}",
            Copy copy => $"copy of {(copy.Operands[0] as Variable)?.Name ?? copy.Operands[0].Operator}",
            MatMul => "product",
            _ => node.Operator,
        }));
    }

    /// <summary>Lets an array that is written over a variable go by the variable's name.</summary>
    public void Share(Expr node, Variable variable) => pointers[node] = Pointer(variable);

    /// <summary>Gives an array's field another name.</summary>
    public void Rename(Expr node, string wanted) => pointers[node] = fields.Give(Identifiers.Camel(wanted));

    /// <summary>Gives an array's field a name, unless it has one.</summary>
    public void Suggest(Expr node, string wanted)
    {
        if (!pointers.ContainsKey(node)) Rename(node, wanted);
    }

    /// <summary>A name that the class shows.</summary>
    public string Property(string wanted) => properties.Give(Identifiers.Pascal(wanted));

    /// <summary>The field of a program inside, named like its class.</summary>
    public string Field(string className) => fields.Give(Identifiers.Camel(className));

    /// <summary>Names for local variables of a method that speaks of some arrays, of a field and of the sizes.</summary>
    public Identifiers Locals(IEnumerable<Expr> arrays, string field)
    {
        var locals = new Identifiers();
        foreach (string taken in arrays.Select(Pointer).Concat(sizes.Values).Append(field).Distinct()) locals.Give(taken);
        return locals;
    }

    /// <summary>A size as an expression of what the constructor was given.</summary>
    public string Size(Dimension size) => size.ToCSharp(symbol =>
    {
        if (!sizes.TryGetValue(symbol, out string? name)) sizes[symbol] = name = fields.Give(parameters.Give(Identifiers.Camel(symbol)));
        return name;
    });

    /// <summary>The same where something is multiplied with it.</summary>
    public string Factor(Dimension size) => Size(size) is var text && text.AsSpan().ContainsAny('+', '-') ? $"({text})" : text;
}
