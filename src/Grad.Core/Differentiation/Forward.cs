using System.Collections.Immutable;

namespace Grad;

/// <summary>The forward pass: tangents flow from the operands to the results, each node once, in topological order.</summary>
internal static class Forward
{
    /// <summary>ẏⱼ = Σ ∂yⱼ/∂x · ẋ for each y.</summary>
    public static ImmutableArray<Expr> Jvp(ReadOnlySpan<Expr> y, ReadOnlySpan<(Expr X, Expr Tangent)> directions)
    {
        var dots = new Dictionary<Expr, Expr?>(ReferenceEqualityComparer.Instance);
        var resultDots = new Dictionary<Expr, ImmutableArray<Expr?>>(ReferenceEqualityComparer.Instance);
        foreach (var (x, tangent) in directions) dots[x] = tangent;
        foreach (var node in Graph.TopologicalOrder(y))
        {
            if (node.Kind != Kind.Real || dots.ContainsKey(node)) continue;
            var tangents = node.Operands.Select(o => dots.GetValueOrDefault(o)).ToArray();
            if (node is Result r) dots[node] = resultDots.TryGetValue(r.Procedure, out var all) ? all[r.Index] : null;
            else if (!tangents.Any(t => t is not null)) continue;
            else if (node is Procedure p) dots[node] = (resultDots[node] = p.Tangents(tangents))[0];
            else dots[node] = node.PushForward(tangents);
        }

        var results = ImmutableArray.CreateBuilder<Expr>(y.Length);
        foreach (var node in y) results.Add(dots.GetValueOrDefault(node) ?? new Literal(0, node.Shape));
        return results.MoveToImmutable();
    }
}
