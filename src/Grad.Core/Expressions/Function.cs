using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Expressions of some parameters and of nothing else. Passes run inside it as at the root; nothing is merged or moved
/// across its boundary, so that a loop runs it again and again and a checkpoint computes it anew.
/// </summary>
public sealed class Function
{
    internal Function(ImmutableArray<Variable> parameters, ImmutableArray<Expr> results) =>
        (Parameters, Results) = (parameters, results);

    /// <summary>What its results depend on.</summary>
    public ImmutableArray<Variable> Parameters { get; }

    /// <summary>What it computes.</summary>
    public ImmutableArray<Expr> Results { get; }

    /// <summary>The parameters and the formulas: <c>(c, x) ↦ tanh(w·c + x)</c>.</summary>
    public override string ToString()
    {
        string results = string.Join(", ", Results.Select(r => r.ToString()));
        string parameters = string.Join(", ", Parameters.Select(p => p.Name));
        return $"({parameters}) ↦ {(Results.Length == 1 ? results : $"({results})")}";
    }

    /// <summary>The results for arguments in the parameters' places, as part of the surroundings.</summary>
    internal ImmutableArray<Expr> Inline(ReadOnlySpan<Expr> arguments)
    {
        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        for (int k = 0; k < arguments.Length; k++) replaced[Parameters[k]] = arguments[k];
        foreach (var node in Graph.TopologicalOrder(Results.AsSpan()))
            if (!replaced.ContainsKey(node)) replaced[node] = Rebuilt(node, replaced);
        return [.. Results.Select(r => replaced[r])];
    }

    /// <summary>The function with some of its results alone.</summary>
    internal Function Only(ReadOnlySpan<int> results)
    {
        var kept = ImmutableArray.CreateBuilder<Expr>(results.Length);
        foreach (int r in results) kept.Add(Results[r]);
        return new(Parameters, kept.MoveToImmutable());
    }

    /// <summary>
    /// A parameter in an expression's place: of its shape, kind and growth, and named like it where it is a variable.
    /// </summary>
    internal static Variable ParameterFor(Expr value, string name, int? growth = null) => new(
        value is Variable v ? v.Name : name,
        value.Shape,
        value.Kind,
        value is Variable { Place: var place } ? place : default,
        growth ?? value.Degree);

    /// <summary>
    /// Closes expressions over what they are computed from besides their parameters: the largest parts that depend on none of
    /// them become parameters too, computed once outside. What costs nothing stays inside: literals, sizes, views; and
    /// whatever was made later than a node given.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="results">Expressions of the parameters and of the surroundings.</param>
    /// <param name="after">The last serial of what is outside, where only some of it is to be computed there.</param>
    /// <returns>The expressions of the parameters alone, and what stands for which part of the outside.</returns>
    internal static (ImmutableArray<Expr> Closed, ImmutableArray<(Variable Parameter, Expr Value)> Captured) Close(
        ReadOnlySpan<Variable> parameters, ReadOnlySpan<Expr> results, long after = long.MaxValue)
    {
        var inside = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var parameter in parameters) inside.Add(parameter);
        var order = Graph.TopologicalOrder(results);
        foreach (var node in order)
        {
            // A result is where its procedure is, even if it was asked for later.
            bool made = node.Serial > after && node is not (Variable or Constant or Result);
            if (made || node.Operands.Any(inside.Contains)) inside.Add(node);
        }

        var closed = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var captured = ImmutableArray.CreateBuilder<(Variable, Expr)>();
        foreach (var parameter in parameters) closed[parameter] = parameter;
        // What lies outside is met only where something inside asks for it.
        var asked = new HashSet<Expr>([.. results], ReferenceEqualityComparer.Instance);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            if (inside.Contains(node) || (asked.Contains(node) && IsFree(node))) asked.UnionWith(node.Operands);
        }
        foreach (var node in order)
        {
            if (closed.ContainsKey(node)) continue;
            if (inside.Contains(node) || (asked.Contains(node) && IsFree(node)))
            {
                closed[node] = Rebuilt(node, closed);
            }
            else if (asked.Contains(node))
            {
                var parameter = ParameterFor(node, $"p{captured.Count + 1}");
                captured.Add((parameter, node));
                closed[node] = parameter;
            }
        }
        return ([.. results.ToArray().Select(r => closed[r])], captured.ToImmutable());
    }

    /// <summary>Whether a node outside costs nothing inside.</summary>
    // A part of an array is handed in as such: its cotangents then add up in a part.
    private static bool IsFree(Expr node) =>
        node is Broadcast or Permute or Literal or SizeOf or KeyLiteral or Arange;

    private static Expr Rebuilt(Expr node, Dictionary<Expr, Expr> closed)
    {
        Expr[] operands = [.. node.Operands.Select(o => closed[o])];
        return operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance) ? node : node.With(operands);
    }
}
