namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// The expression with others in place of some variables, all at once; what is shared stays shared, and what does not
    /// depend on them is not copied. A number fits every shape.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="replacements">For each variable, or any expression within, what takes its place.</param>
    /// <exception cref="ArgumentException">A replacement has another shape or kind.</exception>
    public static Expr Substitute(Expr expression, params ReadOnlySpan<(Expr X, Expr Replacement)> replacements)
    {
        var substituted = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var (x, replacement) in replacements) substituted[x] = Standing(x, replacement);
        foreach (var node in Graph.TopologicalOrder(expression))
        {
            if (substituted.ContainsKey(node) || !node.Operands.Any(substituted.ContainsKey)) continue;
            substituted[node] = node.With([.. node.Operands.Select(o => substituted.GetValueOrDefault(o, o))]);
        }
        return substituted.GetValueOrDefault(expression, expression);
    }

    private static Expr Standing(Expr x, Expr replacement)
    {
        if (replacement is Literal { Shape.IsScalar: true } literal)
        {
            bool whole = x.Kind == Kind.Integer && literal.Value == Math.Floor(literal.Value);
            replacement = new Literal(literal.Value, x.Shape, whole ? Kind.Integer : literal.Kind);
        }
        return replacement.Kind != x.Kind ? throw Errors.KindsDiffer(nameof(Substitute), x, replacement)
            : replacement.Shape != x.Shape ? throw Errors.ReplacementShape(x, replacement)
            : replacement;
    }
}
