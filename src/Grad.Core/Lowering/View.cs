using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// How an array is read: element [i, j, …] lies offset + Σ index·stride elements after the start of the buffer that holds
/// <see cref="Base"/>. Broadcasts have stride 0, transposes exchange strides, slices move the offset and multiply strides;
/// none of them copies anything.
/// </summary>
internal sealed record View(Expr Base, Dimension Offset, ImmutableArray<Dimension> Strides)
{
    private static readonly Dimension Zero = Dimension.Fixed(0);

    /// <summary>The view of a node that has a buffer of its own.</summary>
    public static View Of(Expr node) => new(node, Zero, RowMajor(node.Shape));

    /// <summary>The view of a matrix that has a buffer of its own, one column after the other.</summary>
    public static View ByColumns(Expr node) => new(node, Zero, [Dimension.One, node.Shape[0]]);

    /// <summary>What a node that only moves elements reads, or <see langword="null"/> where it has to be copied.</summary>
    public static View? Through(Linear node, View operand) => node switch
    {
        Broadcast b => operand with { Strides = Inserted(b, operand.Strides) },
        Permute p => operand with { Strides = [.. p.Axes.Select(a => operand.Strides[a])] },
        Slice s => Sliced(s, operand),
        Reshape r when operand.IsPacked(r.Operand.Shape) => operand with { Strides = RowMajor(r.Shape) },
        Reshape r when Shape.SameButOnes(r.Shape, r.Operand.Shape) => operand with { Strides = WithoutOnes(r, operand.Strides) },
        _ => null,
    };

    /// <summary>Whether the elements of an array of this shape lie one after the other.</summary>
    public bool IsPacked(Shape shape) => Strides.SequenceEqual(RowMajor(shape));

    /// <summary>Whether an axis is walked through backwards.</summary>
    public bool IsReversed { get; init; }

    /// <summary>The strides of an array whose elements lie one after the other.</summary>
    public static ImmutableArray<Dimension> RowMajor(Shape shape)
    {
        var strides = new Dimension[shape.Rank];
        var stride = Dimension.One;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }
        return [.. strides];
    }

    private static View Sliced(Slice node, View operand)
    {
        var offset = operand.Offset;
        for (int i = 0; i < node.Rank; i++) offset += node.Ranges[i].Start * operand.Strides[i];
        return operand with
        {
            Offset = offset,
            Strides = [.. operand.Strides.Select((s, i) => s * node.Ranges[i].SignedStep)],
            IsReversed = operand.IsReversed || node.Ranges.Any(r => r.Step < 0),
        };
    }

    private static ImmutableArray<Dimension> Inserted(Broadcast node, ImmutableArray<Dimension> strides)
    {
        int next = 0;
        return [.. Enumerable.Range(0, node.Rank).Select(i => node.Axes.Contains(i) ? Zero : strides[next++])];
    }

    private static ImmutableArray<Dimension> WithoutOnes(Reshape node, ImmutableArray<Dimension> strides)
    {
        var kept = new Queue<Dimension>(strides.Where((_, i) => !node.Operand.Shape[i].IsOne));
        return [.. node.Shape.Select(d => d.IsOne ? Zero : kept.Dequeue())];
    }
}
