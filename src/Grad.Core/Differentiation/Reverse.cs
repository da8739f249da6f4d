using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The reverse pass: cotangents flow from the results to the operands, each node once, in reverse topological order. Only
/// nodes are added; the forward nodes keep their identity, so that a gradient shares with its loss.
/// </summary>
internal static class Reverse
{
    /// <summary>x̄ = Σ ȳⱼ · ∂yⱼ/∂x for each x.</summary>
    /// <param name="y">The expressions that are differentiated.</param>
    /// <param name="yBar">Their cotangents.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <param name="made">Told of each share and sum, after the node that it comes from.</param>
    public static ImmutableArray<Expr> Vjp(
        ReadOnlySpan<Expr> y, ReadOnlySpan<Expr> yBar, ReadOnlySpan<Expr> x, Action<Expr, Expr>? made = null)
    {
        var order = Graph.TopologicalOrder(y);
        var active = Active(order, x);
        var bars = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var resultBars = new Dictionary<Expr, Expr?[]>(ReferenceEqualityComparer.Instance);
        for (int j = 0; j < y.Length; j++) Accumulate(bars, y[j], yBar[j]);

        for (int i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            if (!active.Contains(node)) continue;
            var bar = bars.GetValueOrDefault(node);
            if (node is Procedure or Result && Collect(resultBars, node, bar)) continue;
            if (bar is null && node is not Procedure) continue;
            bool[] wanted = [.. node.Operands.Select(active.Contains)];
            var shares = node is Procedure p ? p.Cotangents(resultBars[node], wanted) : default;
            for (int k = 0; k < wanted.Length; k++)
            {
                if (!wanted[k] || (shares.IsDefault ? node.PullBack(bar!, k) : shares[k]) is not { } share) continue;
                made?.Invoke(node, share);
                Accumulate(bars, node.Operands[k], share);
                made?.Invoke(node.Operands[k], bars[node.Operands[k]]);
            }
        }

        var gradients = ImmutableArray.CreateBuilder<Expr>(x.Length);
        foreach (var variable in x)
        {
            gradients.Add(bars.TryGetValue(variable, out var bar) ? bar : new Literal(0, variable.Shape));
        }
        return gradients.MoveToImmutable();
    }

    /// <summary>
    /// Files the cotangent of a procedure's result with the procedure, whose turn comes after all its results; whether
    /// there is nothing more to do.
    /// </summary>
    private static bool Collect(Dictionary<Expr, Expr?[]> resultBars, Expr node, Expr? bar)
    {
        var (procedure, index) = node is Result r ? (r.Procedure, r.Index) : ((Procedure)node, 0);
        if (bar is not null)
        {
            if (!resultBars.TryGetValue(procedure, out var known))
                resultBars[procedure] = known = new Expr?[procedure.Results.Length];
            known[index] = Chain.Sum(known[index], bar);
        }
        return node is Result || !resultBars.ContainsKey(procedure);
    }

    private static void Accumulate(Dictionary<Expr, Expr> bars, Expr node, Expr share) =>
        bars[node] = bars.TryGetValue(node, out var bar) ? new Add(share, bar) : share;

    /// <summary>The real nodes that depend on one of the variables.</summary>
    internal static HashSet<Expr> Active(IReadOnlyList<Expr> order, ReadOnlySpan<Expr> x)
    {
        var active = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var variable in x) active.Add(variable);
        foreach (var node in order)
        {
            if (node.Kind != Kind.Real) continue;
            foreach (var operand in node.Operands)
            {
                if (!active.Contains(operand)) continue;
                active.Add(node);
                break;
            }
        }
        return active;
    }
}
