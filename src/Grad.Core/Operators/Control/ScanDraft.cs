namespace Grad;

/// <summary>A loop while it is put together: each parameter of its step with what it stands for.</summary>
/// <param name="length">The number of steps, or the most; <see langword="null"/> where there is no limit.</param>
/// <param name="isReversed">Whether it goes from the last element to the first.</param>
internal sealed class ScanDraft(Dimension? length, bool isReversed)
{
    private readonly List<(Variable Parameter, Expr Value)> captured = [], elements = [];
    private readonly List<(Variable Parameter, Expr Initial, Expr Next)> carries = [];
    private readonly List<Expr> outputs = [];

    public Dimension? Length => length;

    public bool IsReversed => isReversed;

    /// <summary>The captured whole numbers of which the largest is the number of steps, where it is not the length.</summary>
    public Variable? Count { get; init; }

    /// <summary>The carried conditions of which one must hold for another step, where there are any.</summary>
    public Variable? Going { get; init; }

    public int Captured => Read(captured).Count();

    public int Carries => carries.Count;

    /// <summary>What each step computes; elements and captured values that it does not read are left out.</summary>
    public Function Function => new(
        [.. Read(captured).Select(c => c.Parameter), .. carries.Select(c => c.Parameter), .. Read(elements).Select(e => e.Parameter)],
        [.. Results]);

    public IEnumerable<Expr> Operands =>
        [.. Read(captured).Select(c => c.Value), .. carries.Select(c => c.Initial), .. Read(elements).Select(e => e.Value)];

    private IEnumerable<Expr> Results => carries.Select(c => c.Next).Concat(outputs);

    /// <summary>A value that is the same in every step.</summary>
    public void Capture(Variable parameter, Expr value) => captured.Add((parameter, value));

    /// <summary>A value that each step hands to the next.</summary>
    public void Carry(Variable parameter, Expr initial, Expr next) => carries.Add((parameter, initial, next));

    /// <summary>An array of which each step reads a row.</summary>
    public void Element(Variable parameter, Expr rows) => elements.Add((parameter, rows));

    /// <summary>A value that each step puts out.</summary>
    public void Output(Expr value) => outputs.Add(value);

    private IEnumerable<(Variable Parameter, Expr Value)> Read(List<(Variable Parameter, Expr Value)> parameters)
    {
        var read = Graph.Variables([.. Results]).ToHashSet<Expr>(ReferenceEqualityComparer.Instance);
        return parameters.Where(p => read.Contains(p.Parameter) || p.Parameter == Count);
    }
}
