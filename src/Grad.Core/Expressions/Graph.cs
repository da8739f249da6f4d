using System.Collections.Immutable;

namespace Grad;

/// <summary>The graph under some expressions, in an order in which operands come before what uses them.</summary>
public static class Graph
{
    /// <summary>
    /// Every distinct node that the roots are computed from, operands first, in an order that depends on the graph alone.
    /// Takes time linear in the number of nodes and no stack, however deep the graph is.
    /// </summary>
    public static IReadOnlyList<Expr> TopologicalOrder(params ReadOnlySpan<Expr> roots)
    {
        var order = new List<Expr>();
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(Expr Node, int Next)>();
        foreach (var root in roots)
        {
            if (!seen.Add(root)) continue;
            path.Push((root, 0));
            while (path.TryPop(out var step))
            {
                var operands = step.Node.Operands;
                if (step.Next == operands.Length)
                {
                    order.Add(step.Node);
                    continue;
                }
                path.Push((step.Node, step.Next + 1));
                if (seen.Add(operands[step.Next])) path.Push((operands[step.Next], 0));
            }
        }
        return order;
    }

    /// <summary>The variables that an expression depends on, in the order in which they are met.</summary>
    public static IReadOnlyList<Variable> Variables(params ReadOnlySpan<Expr> roots) =>
        [.. TopologicalOrder(roots).OfType<Variable>()];

    /// <summary>The roots with each node replaced, operands first.</summary>
    /// <param name="roots">What is computed.</param>
    /// <param name="rewrite">From a node, and the same with its operands replaced, what stands for it.</param>
    internal static ImmutableArray<Expr> Rebuild(ReadOnlySpan<Expr> roots, Func<Expr, Expr, Expr> rewrite)
    {
        var replaced = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in TopologicalOrder(roots))
        {
            var operands = node.Operands.Select(o => replaced[o]).ToArray();
            bool changed = !operands.SequenceEqual(node.Operands, ReferenceEqualityComparer.Instance);
            replaced[node] = rewrite(node, changed ? node.With(operands) : node);
        }
        return [.. roots.ToArray().Select(r => replaced[r])];
    }
}
