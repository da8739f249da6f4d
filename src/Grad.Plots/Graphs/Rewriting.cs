using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Grad.Plots;

/// <summary>A formula beside a graph on its way through the simplifier: as it is at first, then after each rule that
/// changes how it is written.</summary>
/// <param name="Name">What the formula is, for instance <c>∂/∂x</c>.</param>
/// <param name="Steps">The states in order; the first one has no law but says where the formula is from.</param>
internal sealed partial record Rewriting(string Name, ImmutableArray<Rewriting.Step> Steps)
{
    // Longer formulas are not read, and not worth the time.
    private const int MostNodes = 300, LongestText = 400, LongestChange = 120, MostSteps = 60;

    /// <summary>One state of the formula.</summary>
    /// <param name="Law">The law of the rule that led to it.</param>
    /// <param name="Text">The whole formula.</param>
    /// <param name="Change">The part that the rule changed, before and after it, if it is short and not everything.
    /// </param>
    /// <param name="Source">The id of the node of the graph that the changed part goes back to; may be empty.</param>
    public sealed record Step(string Law, string Text, (string Before, string After)? Change = null, string Source = "")
    {
        /// <summary>Where the changed part stands in the text, if it stands there once.</summary>
        public Range? Changed
        {
            get
            {
                if (Change is not var (_, after)) return null;
                var places = Regex.Matches(Text, $@"(?<![\w.]){Regex.Escape(after)}(?![\w.²³ᵀ^(])");
                return places.Count == 1 ? places[0].Index..(places[0].Index + places[0].Length) : null;
            }
        }
    }

    /// <summary>The steps of an expression's simplification, or nothing if there are none or it is too large.</summary>
    /// <param name="name">What the expression is.</param>
    /// <param name="origin">Where it is from, in words.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="ids">The ids of the drawn nodes.</param>
    public static Rewriting? Of(
        string name, string origin, Expr expression, IReadOnlyDictionary<Expr, string> ids)
    {
        if (Grad.Graph.TopologicalOrder(expression).Count > MostNodes) return null;
        var trace = SimplificationTrace.Of(expression);
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(new(origin, expression.ToString()));
        if (steps[0].Text.Length > LongestText) return null;
        for (int i = 0; i < trace.Steps.Length && steps.Count <= MostSteps; i++)
        {
            // Moving data, or marking it as scalar, does not show in mathematics.
            string text = trace.After(i + 1).ToString();
            if (text == steps[^1].Text) continue;
            var (law, before, after, source) = trace.Steps[i];
            steps.Add(new(law, text, ChangeOf($"{before}", $"{after}", text), ids.GetValueOrDefault(source, "")));
        }
        string result = trace.Result.ToString();
        if (steps[^1].Text != result) steps.Add(new("the rules that follow", result));
        return steps.Count == 1 ? null : new(name, steps.ToImmutable());
    }

    // What is everything, or long, says no more than the formula itself.
    private static (string Before, string After)? ChangeOf(string before, string after, string text) =>
        after == text || before.Length + after.Length > LongestChange || before.Contains(" where ")
            ? null
            : (before, after);
}
