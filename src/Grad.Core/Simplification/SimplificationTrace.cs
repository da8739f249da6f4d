using System.Collections.Immutable;

namespace Grad;

/// <summary>One rule applied at one place of an expression.</summary>
/// <param name="Law">The law that allows it, for example <c>x·1 = x</c>; it names the rule.</param>
/// <param name="Before">The node that was rewritten, its operands being simplified already.</param>
/// <param name="After">What stands for it from then on.</param>
/// <param name="Source">The node of the given expression that the rewritten one goes back to.</param>
public sealed record SimplificationStep(string Law, Expr Before, Expr After, Expr Source);

/// <summary>How an expression was simplified, rule by rule, and what it was after each of them.</summary>
/// <example><code>
/// var trace = SimplificationTrace.Of(Gradient(Sin(x), x));
/// foreach (var step in trace.Steps) Console.WriteLine($"{step.Law}: {step.Before} → {step.After}");
/// </code></example>
public sealed class SimplificationTrace
{
    private readonly Expr expression;
    private readonly List<(Expr Before, Expr After)> replacements = [];
    private readonly List<int> replacementsBeforeStep = [];

    private SimplificationTrace(Expr expression)
    {
        this.expression = expression;
        var steps = ImmutableArray.CreateBuilder<SimplificationStep>();
        var standsFor = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var sources = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Graph.TopologicalOrder(expression)) sources[node] = node;
        Result = Simplifier.Simplify([expression], Record)[0];
        Steps = steps.ToImmutable();
        replacementsBeforeStep.Add(replacements.Count);

        void Record(Expr before, Expr after, string? law)
        {
            var source = sources[before];
            Attribute(after, source);
            // An equal node elsewhere was rewritten before, and that step was shown to change both.
            if (Last(after, standsFor) == before || !standsFor.TryAdd(before, after)) return;
            if (law is not null)
            {
                steps.Add(new(law, before, after, source));
                replacementsBeforeStep.Add(replacements.Count);
            }
            replacements.Add((before, after));
        }

        void Attribute(Expr made, Expr source)
        {
            var path = new Stack<Expr>([made]);
            while (path.TryPop(out var node))
                if (sources.TryAdd(node, source))
                    foreach (var operand in node.Operands) path.Push(operand);
        }
    }

    /// <summary>The rules that were applied, in order.</summary>
    public ImmutableArray<SimplificationStep> Steps { get; }

    /// <summary>What <see cref="Functions.Simplify"/> gives.</summary>
    public Expr Result { get; }

    /// <summary>Simplifies an expression and remembers how.</summary>
    public static SimplificationTrace Of(Expr expression) => new(expression);

    /// <summary>The whole expression after the first so many steps; takes time linear in the graph.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer steps.</exception>
    public Expr After(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, Steps.Length);
        var standsFor = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var (before, after) in replacements.Take(replacementsBeforeStep[steps])) standsFor[before] = after;
        var built = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var path = new Stack<Expr>([expression]);
        while (path.TryPeek(out var node))
        {
            var now = Last(node, standsFor);
            int waiting = path.Count;
            foreach (var operand in now.Operands)
                if (!built.ContainsKey(operand)) path.Push(operand);
            if (path.Count > waiting) continue;
            Expr[] operands = [.. now.Operands.Select(operand => built[operand])];
            bool isSame = operands.SequenceEqual(now.Operands, ReferenceEqualityComparer.Instance);
            built[node] = isSame ? now : now.With(operands);
            path.Pop();
        }
        return built[expression];
    }

    private static Expr Last(Expr node, Dictionary<Expr, Expr> standsFor)
    {
        while (standsFor.TryGetValue(node, out var next)) node = next;
        return node;
    }
}
