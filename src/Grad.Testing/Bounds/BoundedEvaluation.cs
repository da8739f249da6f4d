namespace Grad.Testing;

/// <summary>
/// Values of expressions from the reference interpreter, each with a running bound of its error,
/// err(y) = Σ |∂y/∂xᵢ|·err(xᵢ) + ulps(operator)·ulp(y)
/// (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §3.3). Values are computed in <see cref="double"/>;
/// the bound holds for any evaluation in the precision given, in whatever order it sums.
/// </summary>
public sealed class BoundedEvaluation
{
    private readonly Dictionary<Expr, Interpreter.Array> values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, double[]> errors = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<Variable, double[]>? moves;

    internal BoundedEvaluation(
        Bindings bindings, Precision precision, IReadOnlyDictionary<Variable, double[]>? moves = null)
    {
        (Bindings, Precision, this.moves) = (bindings, precision, moves);
    }

    /// <summary>What the errors are bounded for.</summary>
    public Precision Precision { get; }

    /// <summary>
    /// The first operator that has a point without a derivative, or a jump, no farther from its operands than their
    /// error: on the other side the derivative is another. <see langword="null"/> where there is none.
    /// </summary>
    public Expr? Kink { get; private set; }

    /// <summary>Evaluates expressions with bounds.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <param name="at">A value for each variable that they depend on.</param>
    /// <param name="precision">What the errors are bounded for.</param>
    /// <param name="moves">
    /// How far each element of a variable may be moved; absent for not at all. The bounds cover the values on the way.
    /// </param>
    public static BoundedEvaluation Of(
        ReadOnlySpan<Expr> expressions,
        ReadOnlySpan<(Variable Variable, Value Value)> at,
        Precision precision,
        IReadOnlyDictionary<Variable, double[]>? moves = null)
    {
        var evaluation = new BoundedEvaluation(new Bindings(at), precision, moves);
        foreach (var node in Graph.TopologicalOrder(expressions)) evaluation.Add(node);
        return evaluation;
    }

    /// <summary>The elements of an expression in row-major order.</summary>
    public ReadOnlySpan<double> Values(Expr expression) => values[expression].Numbers;

    /// <summary>For each element how far it can be off; ∞ or NaN where nothing can be said.</summary>
    public ReadOnlySpan<double> Errors(Expr expression) => errors[expression];

    internal int[] Sizes(Expr expression) => values[expression].Sizes;

    internal bool Contains(Expr expression) => values.ContainsKey(expression);

    internal Bindings Bindings { get; set; }

    /// <summary>Whether every node on the way has finite values, as the simplifier asks for.</summary>
    internal bool IsFinite => values.Values.All(a => Array.TrueForAll(a.Numbers, double.IsFinite));

    /// <summary>Evaluates a node whose operands have been evaluated.</summary>
    internal void Add(Expr node)
    {
        var value = Interpreter.Evaluate(node, values, Bindings);
        values[node] = value;
        var error = node is Leaf leaf
            ? Rounding(leaf, value.Numbers)
            : ErrorRules.Apply(node, this, value, values, errors);
        for (int i = 0; i < error.Length && node.Kind == Kind.Real; i++)
        {
            if (Math.Abs(value.Numbers[i]) > Precision.Largest) error[i] = double.PositiveInfinity;
        }
        errors[node] = error;
    }

    internal void Remove(Expr node)
    {
        values.Remove(node);
        errors.Remove(node);
        if (Kink == node) Kink = null;
    }

    internal void Meet(Expr kink) => Kink ??= kink;

    // Data and literals are rounded once when a program is built for float.
    private double[] Rounding(Leaf leaf, double[] numbers)
    {
        var moved = leaf is Variable variable ? moves?.GetValueOrDefault(variable) : null;
        bool rounds = leaf.Kind == Kind.Real && Precision != Precision.Double;
        return [.. numbers.Select((x, i) => (moved?[i] ?? 0) + (rounds && (float)x != x ? Precision.Ulps(0.5, x) : 0))];
    }
}
