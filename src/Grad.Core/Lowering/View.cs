using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// How an array is read: element [i, j, …] lies Σ index·stride elements after the start of the buffer that holds
/// <see cref="Base"/>. Broadcasts have stride 0, transposes exchange strides; neither copies anything.
/// </summary>
internal sealed record View(Expr Base, ImmutableArray<Dimension> Strides)
{
    private static readonly Dimension Zero = Dimension.Fixed(0);

    /// <summary>The view of a node that has a buffer of its own.</summary>
    public static View Of(Expr node) => new(node, RowMajor(node.Shape));

    /// <summary>What a node that only moves elements reads, or <see langword="null"/> where it has to be copied.</summary>
    public static View? Through(Linear node, View operand) => node switch
    {
        Broadcast b => new(operand.Base, Inserted(b, operand.Strides)),
        Permute p => new(operand.Base, [.. p.Axes.Select(a => operand.Strides[a])]),
        Reshape r when operand.Strides.SequenceEqual(RowMajor(r.Operand.Shape)) => new(operand.Base, RowMajor(r.Shape)),
        Reshape r when Shape.SameButOnes(r.Shape, r.Operand.Shape) => new(operand.Base, WithoutOnes(r, operand.Strides)),
        _ => null,
    };

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
