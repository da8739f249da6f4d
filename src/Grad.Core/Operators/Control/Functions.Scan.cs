using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>
    /// A loop as one node: (cₜ₊₁, yₜ) = step(cₜ, xₜ) for each xₜ along the first axis. The step may use any expression of its
    /// surroundings; what depends on neither c nor x is computed once.
    /// </summary>
    /// <param name="initial">c₀, of any shape.</param>
    /// <param name="over">The xₜ, along a first axis.</param>
    /// <param name="step">The next carried value, of the shape and kind of the first, and what the step puts out.</param>
    /// <param name="reverse">Whether the loop goes from the last element to the first; yₜ stays in its place.</param>
    /// <param name="segment">
    /// If given, differentiation keeps every segment-th carried value alone and computes those between again: a gradient then
    /// takes memory for n/segment + segment carried values instead of n, and about one more loop. √n is the best choice.
    /// </param>
    /// <returns>The carried value in the end, and the yₜ along a first axis.</returns>
    /// <exception cref="ArgumentException">The elements have no axis; the carried value changes its shape or kind.</exception>
    public static (Expr Carried, Expr Outputs) Scan(
        Expr initial,
        Expr over,
        Func<Expr, Expr, (Expr Carried, Expr Output)> step,
        bool reverse = false,
        int? segment = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        var all = Scan(
            [initial],
            [over],
            (c, x) =>
            {
                var (carried, output) = step(c[0], x[0]);
                return ([carried], [output]);
            },
            reverse: reverse,
            segment: segment);
        return (all.Carried[0], all.Outputs[0]);
    }

    /// <summary>The loop with any number of carried values, elements and outputs.</summary>
    /// <param name="initial">The first carried values.</param>
    /// <param name="over">Arrays whose first axes have one size, the number of steps; none if a length is given.</param>
    /// <param name="step">The next carried values and what the step puts out, from the carried values and the elements.</param>
    /// <param name="length">The number of steps where there are no elements.</param>
    /// <param name="reverse">Whether the loop goes from the last element to the first.</param>
    /// <param name="segment">If given, differentiation keeps every segment-th carried value alone.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ or there is none; the number, shape or kind of the carried values changes.
    /// </exception>
    public static ScanResult Scan(
        ReadOnlySpan<Expr> initial,
        ReadOnlySpan<Expr> over,
        Func<ImmutableArray<Expr>, ImmutableArray<Expr>, (ImmutableArray<Expr> Carried, ImmutableArray<Expr> Outputs)> step,
        Dimension? length = null,
        bool reverse = false,
        int? segment = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        var steps = LengthOf(over, length);
        if (segment is < 1) throw Errors.ScanSegment(segment.Value);
        return segment is { } size
            ? Segments.Scan(initial, over, step, steps, reverse, size)
            : Whole(initial, over, step, steps, reverse);
    }

    /// <summary>f applied n times: x, f(x), f(f(x)), …; the last of them.</summary>
    /// <param name="initial">x.</param>
    /// <param name="times">n.</param>
    /// <param name="step">f; its result has the shape and kind of x.</param>
    /// <param name="segment">If given, differentiation keeps every segment-th value alone.</param>
    /// <exception cref="ArgumentException">The value changes its shape or kind.</exception>
    public static Expr Iterate(Expr initial, Dimension times, Func<Expr, Expr> step, int? segment = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Scan([initial], [], (c, _) => ([Like(initial, step(c[0]), Errors.IterateShape)], []), times, segment: segment).Carried[0];
    }

    internal static ScanResult Whole(
        ReadOnlySpan<Expr> initial,
        ReadOnlySpan<Expr> over,
        Func<ImmutableArray<Expr>, ImmutableArray<Expr>, (ImmutableArray<Expr> Carried, ImmutableArray<Expr> Outputs)> step,
        Dimension length,
        bool reverse)
    {
        var carried = CarriedParameters(initial);
        Variable[] elements = [.. over.ToArray().Select((x, i) => new Variable(
            $"x{i + 1}", x.Shape.Slice(1, x.Rank - 1), x.Kind, default, x.Degree))];
        var (next, outputs) = step([.. carried], [.. elements]);
        var kept = Carried(nameof(Scan), initial, next);

        var (closed, captured) = Function.Close([.. carried, .. elements], [.. kept, .. outputs]);
        var draft = new ScanDraft(length, reverse);
        foreach (var (parameter, value) in captured) draft.Capture(parameter, value);
        for (int i = 0; i < carried.Length; i++) draft.Carry(carried[i], initial[i], closed[i]);
        for (int i = 0; i < elements.Length; i++) draft.Element(elements[i], over[i]);
        for (int i = carried.Length; i < closed.Length; i++) draft.Output(closed[i]);
        return Grad.Scan.Of(draft).All;
    }

    private static Variable[] CarriedParameters(ReadOnlySpan<Expr> initial) =>
        [.. initial.ToArray().Select((c, i) => Function.ParameterFor(c, $"c{i + 1}", Growth.Unbounded))];

    /// <summary>The next carried values, which must be like the first.</summary>
    private static ImmutableArray<Expr> Carried(string operation, ReadOnlySpan<Expr> initial, ImmutableArray<Expr> next)
    {
        if (next.Length != initial.Length) throw Errors.ScanCarries(operation, initial.Length, next.Length);
        return [.. initial.ToArray().Select((first, i) => Like(first, next[i], (a, b) => Errors.ScanCarry(operation, a, b, i)))];
    }

    /// <summary>The next carried value, which must be like the first; a number takes its shape.</summary>
    private static Expr Like(Expr initial, Expr next, Func<Expr, Expr, ArgumentException> otherwise)
    {
        if (next is Literal number && initial.Kind == Kind.Real) next = number.WithShape(initial.Shape);
        return next.Shape == initial.Shape && next.Kind == initial.Kind ? next : throw otherwise(initial, next);
    }

    private static Dimension LengthOf(ReadOnlySpan<Expr> over, Dimension? length)
    {
        foreach (var x in over)
        {
            if (x.Rank == 0) throw Errors.ScanScalar(x);
            length ??= x.Shape[0];
            if (x.Shape[0] != length) throw Errors.ScanLengths(over, length);
        }
        return length ?? throw Errors.ScanWithoutLength();
    }
}
