using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// A loop that ends by a condition, as one node: c ← step(c) as long as condition(c) holds; c in the end. A condition that
    /// does not hold at first leaves c₀.
    /// </summary>
    /// <param name="initial">c₀, of any shape.</param>
    /// <param name="condition">A single condition on c. It is written down twice: of c₀ and of what a step makes.</param>
    /// <param name="step">The next c, of the shape and kind of the first.</param>
    /// <param name="most">
    /// The most steps; the loop ends after them whatever the condition says. A reverse pass needs it: memory for so many carried
    /// values is set apart, and as many steps as were taken are gone back. A forward pass does not.
    /// </param>
    /// <exception cref="ArgumentException">The condition is no scalar condition; c changes its shape or kind.</exception>
    /// <remarks>
    /// For each of several examples (<see cref="Batch(Expr, ReadOnlySpan{ValueTuple{Expr, Expr}})"/>) it runs until the last has
    /// ended; those that ended before keep their c.
    /// </remarks>
    public static Expr While(Expr initial, Func<Expr, Expr> condition, Func<Expr, Expr> step, Dimension? most = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        return While([initial], c => condition(c[0]), c => [step(c[0])], most)[0];
    }

    /// <summary>The loop with several carried values.</summary>
    /// <param name="initial">The first carried values.</param>
    /// <param name="condition">A single condition on them.</param>
    /// <param name="step">The next ones.</param>
    /// <param name="most">The most steps, for the reverse pass.</param>
    /// <exception cref="ArgumentException">
    /// The condition is no scalar condition; the number, shape or kind of the carried values changes.
    /// </exception>
    public static ImmutableArray<Expr> While(
        ReadOnlySpan<Expr> initial,
        Func<ImmutableArray<Expr>, Expr> condition,
        Func<ImmutableArray<Expr>, ImmutableArray<Expr>> step,
        Dimension? most = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        var first = Holds([.. initial]);
        var carried = CarriedParameters(initial);
        var going = new Variable("going", Shape.Scalar, Kind.Boolean, default);
        var next = Carried(nameof(While), initial, step([.. carried]));
        var (closed, captured) = Function.Close([.. carried, going], [.. next, Holds(next)]);
        var draft = new ScanDraft(most, isReversed: false) { Going = going };
        foreach (var (parameter, value) in captured) draft.Capture(parameter, value);
        for (int i = 0; i < carried.Length; i++) draft.Carry(carried[i], initial[i], closed[i]);
        draft.Carry(going, first, closed[^1]);
        return Grad.Scan.Of(draft).All.Carried[..^1];

        Expr Holds(ImmutableArray<Expr> c)
        {
            var holds = condition(c);
            return holds is { Kind: Kind.Boolean, Shape.IsScalar: true } ? holds : throw Errors.WhileCondition(holds);
        }
    }
}
