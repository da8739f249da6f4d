using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Testing;

/// <summary>The laws of derivatives, of simplification and of compilation.</summary>
public static partial class Laws
{
    /// <summary>⟨x̄, ẋ⟩ = ⟨ȳ, ẏ⟩ = ⟨ȳ, dy(x + tẋ)/dt⟩: reverse pass, forward pass and differences agree.</summary>
    public static Law DerivativesAreSlopes { get; } = new("derivatives are slopes", c =>
        Slope(c.Projected(), c.Differentiable));

    /// <summary>The gradient's own derivatives are its slopes: the rules can be differentiated again.</summary>
    public static Law SecondDerivativesAreSlopes { get; } = new("second derivatives are slopes", c =>
    {
        var (x, p) = (c.Differentiable, c.Projected());
        var u = Directions(p, x, 3);
        var slope = Along(Gradients(p.Outputs[0], [.. x]), u);
        return Slope(new([slope], [.. p.Bindings, .. u]), x);
    });

    /// <summary>vᵀHu = uᵀHv, whether the reverse or the forward pass differentiates the gradient.</summary>
    public static Law HessianIsSymmetric { get; } = new("the Hessian is symmetric", c =>
    {
        var (x, p) = (c.Differentiable, c.Projected());
        var (u, v) = (Directions(p, x, 3), Directions(p, x, 4));
        var gradient = Gradients(p.Outputs[0], [.. x]);
        Expr alongU = Along(gradient, u), alongV = Along(gradient, v);
        Expr[] products =
        [
            Along(Gradients(alongU, [.. x]), v),
            Along(Gradients(alongV, [.. x]), u),
            Jvp(alongU, [.. x.Select((variable, k) => ((Expr)variable, (Expr)v[k].Variable))]),
        ];
        var bounds = BoundedEvaluation.Of(products, [.. p.Bindings, .. u, .. v], Precision.Double);
        return Comparison.Equal("vᵀ(Hu)", bounds, products[0], "uᵀ(Hv)", bounds, products[1])
            ?? Comparison.Equal("vᵀ(Hu)", bounds, products[0], "the forward pass", bounds, products[2])
            ?? Comparison.Decided(bounds, products);
    });

    /// <summary>Simplifying keeps the value wherever every intermediate is finite.</summary>
    public static Law SimplifyingKeepsValues { get; } = new("simplifying keeps values", c =>
    {
        var simplified = Simplifier.Simplify(c.Outputs.AsSpan());
        var bounds = BoundedEvaluation.Of([.. c.Outputs, .. simplified], c.Bindings.AsSpan(), Precision.Double);
        if (!bounds.IsFinite) return Verdict.Undecided("something is not finite");
        for (int j = 0; j < simplified.Length; j++)
        {
            var verdict = Comparison.Equal("the expression", bounds, c.Outputs[j], "simplified", bounds, simplified[j]);
            if (verdict is { } broken) return broken;
        }
        return Comparison.Decided(bounds, [.. c.Outputs]);
    });

    /// <summary>Simplifying what is simplified changes nothing more.</summary>
    public static Law SimplifyingTwiceChangesNothing { get; } = new("simplifying twice changes nothing", c =>
    {
        var once = Simplifier.Simplify(c.Outputs.AsSpan());
        var twice = Simplifier.Simplify(once.AsSpan());
        int j = Enumerable.Range(0, once.Length).FirstOrDefault(i => !ReferenceEquals(once[i], twice[i]), -1);
        return j < 0 ? Verdict.Holds : Verdict.Broken($"{once[j]} becomes {twice[j]}");
    });

    /// <summary>
    /// What is compiled equals what is interpreted, to the bit the same in a second run: in <see cref="float"/> and
    /// <see cref="double"/>, at each width of vectors, simplified and not, with each backend of matrix products.
    /// </summary>
    public static Law CompiledEqualsInterpreted { get; } = new("compiled equals interpreted", c =>
        Compilation.Ways(c).Select(way => way.Check(c)).OrderBy(v => v.Outcome switch
        {
            Outcome.Broken => 0,
            Outcome.Undecided => 1,
            _ => 2,
        }).First());

    /// <summary>All laws, those of compilation and simplification on values and on gradients.</summary>
    // Made when asked for: it names laws of both parts of this class.
    public static ImmutableArray<Law> All =>
    [
        DerivativesAreSlopes, SecondDerivativesAreSlopes, HessianIsSymmetric, SimplifyingKeepsValues,
        SimplifyingKeepsValues.OnGradients, SimplifyingTwiceChangesNothing, SimplifyingTwiceChangesNothing.OnGradients,
        CompiledEqualsInterpreted, CompiledEqualsInterpreted.OnGradients, BatchesAreLoops, JacobiansAgree,
        HessiansAreJacobiansOfGradients, SparseEqualsDense,
    ];

    /// <summary>Requires every law of one expression at one point.</summary>
    /// <param name="expression">The expression, real and of any shape.</param>
    /// <param name="at">A value for each variable that it depends on.</param>
    /// <exception cref="LawException">A law is broken, or cannot be decided there.</exception>
    public static void Require(Expr expression, params ReadOnlySpan<(Variable Variable, Value Value)> at)
    {
        foreach (var law in All) law.Require(expression, at);
    }

    private static Verdict Slope(Case c, ImmutableArray<Variable> x)
    {
        if (x.IsEmpty) return Verdict.Holds;
        var comparison = new DerivativeComparison(c.Outputs[0], x, c.Bindings);
        var random = new Directions(5);
        double[][] direction = [.. x.Select(v => random.Next(comparison.Sizes(v).Aggregate(1, (a, b) => a * b)))];
        var entry = comparison.Entries([("", [1.0])], [("", direction)], (_, _) => "").Single();
        return entry.Skipped is { } reason ? Verdict.Undecided(reason)
            : entry.Agrees ? Verdict.Holds
            : Verdict.Broken(string.Create(CultureInfo.InvariantCulture,
                $"{entry.Remark}: reverse {entry.Reverse:R}, forward {entry.Forward:R}, " +
                $"difference {entry.Difference:R} ± {entry.Allowed:0.0e+00}."));
    }

    /// <summary>A random direction for each variable.</summary>
    internal static (Variable Variable, Value Value)[] Directions(Case c, ImmutableArray<Variable> x, int seed)
    {
        var random = new Directions(seed);
        var values = new Bindings(c.Bindings.AsSpan());
        return [.. x.Select(v => (Variable($"{v.Name}{seed}", v.Shape),
            Value.Of(random.Next(values[v].Numbers.Length), values[v].Sizes)))];
    }

    private static Expr Along(ImmutableArray<Expr> gradient, (Variable Variable, Value Value)[] direction) =>
        gradient.Select((g, k) => Sum(g * direction[k].Variable)).DefaultIfEmpty(0).Aggregate((a, b) => a + b);
}
