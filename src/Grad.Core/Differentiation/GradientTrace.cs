using System.Collections.Immutable;

namespace Grad;

/// <summary>Gradients, and for each node that the reverse pass added the node whose derivative rule made it.</summary>
/// <param name="Gradients">∂y/∂x for each x.</param>
/// <param name="Sources">New node → forward node. Where shares of several users are added up, the source is the node
/// whose cotangent the sum is.</param>
public sealed record GradientTrace(ImmutableArray<Expr> Gradients, IReadOnlyDictionary<Expr, Expr> Sources)
{
    /// <summary>The gradients of a scalar y with respect to several x, with their provenance.</summary>
    /// <param name="y">A scalar expression.</param>
    /// <param name="x">Variables, or any expressions that y is computed from.</param>
    /// <exception cref="ArgumentException">y is not a scalar, or one of them is not real.</exception>
    public static GradientTrace Of(Expr y, params ReadOnlySpan<Expr> x)
    {
        if (!y.Shape.IsScalar) throw Errors.NotScalar("Gradient", y);
        foreach (var expression in (ReadOnlySpan<Expr>)[y, .. x])
            if (expression.Kind != Kind.Real) throw Errors.NotDifferentiable("Gradient", expression);
        var sources = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var known = new HashSet<Expr>(Graph.TopologicalOrder(y), ReferenceEqualityComparer.Instance);
        var gradients = Reverse.Vjp([y], [new Literal(1)], x, Attribute);
        return new(gradients, sources);

        void Attribute(Expr source, Expr made)
        {
            var path = new Stack<Expr>([made]);
            while (path.TryPop(out var node))
            {
                if (!known.Add(node)) continue;
                sources[node] = source;
                foreach (var operand in node.Operands) path.Push(operand);
            }
        }
    }
}
