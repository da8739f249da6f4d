using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// Turns a computation for one example into that for many: each node that depends on what differs between examples gets
/// the axis of the examples in front, by a rule of its own; the others stay as they are.
/// </summary>
internal static class Batching
{
    /// <summary>Each y with the axis of the examples in front.</summary>
    /// <param name="y">What is computed for one example.</param>
    /// <param name="examples">What differs between examples, and all of it with the axis in front.</param>
    /// <param name="count">The number of examples.</param>
    public static ImmutableArray<Expr> Of(
        ReadOnlySpan<Expr> y, ReadOnlySpan<(Expr X, Expr Batch)> examples, Dimension count)
    {
        var batched = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var results = new Dictionary<Expr, ImmutableArray<Expr>>(ReferenceEqualityComparer.Instance);
        foreach (var (x, batch) in examples) batched[x] = batch;
        foreach (var node in Graph.TopologicalOrder(y))
        {
            if (batched.ContainsKey(node)) continue;
            if (node is Result r)
            {
                if (results.TryGetValue(r.Procedure, out var all)) batched[node] = all[r.Index];
                continue;
            }
            ImmutableArray<Expr?> operands = [.. node.Operands.Select(o => batched.GetValueOrDefault(o))];
            if (operands.All(o => o is null)) continue;
            var each = new Examples(node.Operands, operands, count);
            if (node is Procedure p) batched[node] = (results[node] = p.BatchedResults(each))[0];
            else batched[node] = node.Batched(each);
        }
        return [.. y.ToArray().Select(node => batched.GetValueOrDefault(node) ?? Examples.Repeated(node, count))];
    }
}
