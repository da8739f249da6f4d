using System.Collections.Immutable;

namespace Grad;

/// <summary>A function for one example made one for all of them.</summary>
internal static class BatchedFunction
{
    /// <summary>
    /// The function whose parameters have the axis of the examples in front where they differ between them; all its results have
    /// it.
    /// </summary>
    /// <param name="function">What is computed for one example.</param>
    /// <param name="differs">Which parameters differ between examples.</param>
    /// <param name="count">The number of examples.</param>
    public static Function Of(Function function, IReadOnlyList<bool> differs, Dimension count)
    {
        var parameters = function.Parameters.Select((p, k) => differs[k] ? ForAll(p, count) : p).ToImmutableArray();
        (Expr, Expr)[] examples = [.. function.Parameters.Zip(parameters)
            .Where(p => p.First != p.Second).Select(p => ((Expr)p.First, (Expr)p.Second))];
        return new(parameters, Batching.Of(function.Results.AsSpan(), examples, count));
    }

    /// <summary>Which results depend on a parameter that differs between examples.</summary>
    public static bool[] Differing(Function function, IReadOnlyList<bool> differs)
    {
        var differing = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        for (int k = 0; k < differs.Count; k++) if (differs[k]) differing.Add(function.Parameters[k]);
        foreach (var node in Graph.TopologicalOrder(function.Results.AsSpan()))
            if (node.Operands.Any(differing.Contains)) differing.Add(node);
        return [.. function.Results.Select(differing.Contains)];
    }

    private static Variable ForAll(Variable x, Dimension count) =>
        new(x.Name, Examples.InFront(count, x.Shape), x.Kind, x.Place, x.Degree);
}
