using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A loop over segments of a loop: differentiation keeps the carried values before each segment, and computes the inner loop
/// again (Griewank, Achieving logarithmic growth of temporal and spatial complexity, 1992, with one level).
/// <code>n = ⌊n/k⌋·k + rest:  a loop over ⌊n/k⌋ loops of k steps, and a loop over the rest</code>
/// </summary>
internal static class Segments
{
    public static ScanResult Scan(
        ReadOnlySpan<Expr> initial,
        ReadOnlySpan<Expr> over,
        Func<ImmutableArray<Expr>, ImmutableArray<Expr>, (ImmutableArray<Expr> Carried, ImmutableArray<Expr> Outputs)> step,
        Dimension length,
        bool reverse,
        int size)
    {
        var count = Dimension.CeilingDivide(length - Dimension.Fixed(size) + 1, size);
        var whole = count * Dimension.Fixed(size);
        var rest = length - whole;
        // In reverse the rest, which is at the end, comes first.
        if (reverse && rest.FixedValue != 0)
        {
            var last = Functions.Whole(initial, Part(over, whole, rest), step, rest, reverse);
            var first = Loop(last.Carried.AsSpan(), Part(over, 0, whole));
            return new(first.Carried, Joined(first.Outputs, last.Outputs));
        }
        var head = Loop(initial, Part(over, 0, whole));
        if (rest.FixedValue == 0) return head;
        var tail = Functions.Whole(head.Carried.AsSpan(), Part(over, whole, rest), step, rest, reverse);
        return new(tail.Carried, Joined(head.Outputs, tail.Outputs));

        ScanResult Loop(ReadOnlySpan<Expr> from, Expr[] rows)
        {
            Expr[] segments = [.. rows.Select(x => Functions.Reshape(x, Rows(x, [count, size])))];
            var result = Functions.Whole(from, segments, (c, x) =>
            {
                var inner = Functions.Whole(c.AsSpan(), x.AsSpan(), step, size, reverse);
                return (inner.Carried, inner.Outputs);
            }, count, reverse);
            return result with { Outputs = [.. result.Outputs.Select(y => Functions.Reshape(y, Shape.Of([whole, .. y.Shape.Skip(2)])))] };
        }
    }

    private static Shape Rows(Expr x, ReadOnlySpan<Dimension> first) => Shape.Of([.. first, .. x.Shape.Skip(1)]);

    /// <summary>Some rows of each array.</summary>
    private static Expr[] Part(ReadOnlySpan<Expr> over, Dimension start, Dimension length) =>
        [.. over.ToArray().Select(x => Functions.Cut(
            x, axis => axis == 0 ? new AxisRange(start, 1, length) : AxisRange.All(x.Shape[axis])))];

    private static ImmutableArray<Expr> Joined(ImmutableArray<Expr> first, ImmutableArray<Expr> last) =>
        [.. first.Zip(last, (a, b) => Functions.Concat([a, b]))];
}
