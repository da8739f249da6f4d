namespace Grad;

public static partial class Functions
{
    /// <summary>The array without the axes given, which have size 1; without all such axes when none is named.</summary>
    /// <exception cref="ArgumentException">An axis is out of range, or its size is not 1.</exception>
    public static Expr Squeeze(Expr x, Axes? axes = null)
    {
        var resolved = axes?.Resolve(nameof(Squeeze), x.Shape)
            ?? Axes.Of([.. Enumerable.Range(0, x.Rank).Where(i => x.Shape[i].IsOne)]);
        foreach (int axis in resolved) if (!x.Shape[axis].IsOne) throw Errors.NotOfSizeOne(nameof(Squeeze), axis, x);
        return Reshape(x, x.Shape.Without(resolved));
    }

    /// <summary>Neighbouring axes as one: those from <paramref name="first"/> to <paramref name="last"/>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="first">The first axis that is flattened.</param>
    /// <param name="last">The last one.</param>
    /// <exception cref="ArgumentException">An axis is out of range.</exception>
    public static Expr Flatten(Expr x, int first = 0, int last = -1)
    {
        if (x.Rank == 0) return Reshape(x, [Dimension.One]);
        int from = Axes.Of([first]).Resolve(nameof(Flatten), x.Shape)[0], to = Axes.Of([last]).Resolve(nameof(Flatten), x.Shape)[0];
        if (to < from) (from, to) = (to, from);
        var size = x.Shape.Slice(from, to - from + 1).Size;
        return Reshape(x, x.Shape.Slice(0, from).Concat([size]).Concat(x.Shape.Slice(to + 1, x.Rank - to - 1)));
    }

    /// <summary>The array repeated along an axis, whole after whole: [1, 2] twice is [1, 2, 1, 2].</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis that becomes longer.</param>
    /// <param name="times">How often.</param>
    /// <exception cref="ArgumentException">The axis is out of range.</exception>
    public static Expr Tile(Expr x, int axis, Dimension times)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(Tile), x.Shape)[0];
        var (front, back) = (x.Shape.Slice(0, resolved), x.Shape.Slice(resolved, x.Rank - resolved));
        var repeated = BroadcastTo(ExpandDims(x, resolved), front.Concat([times]).Concat(back));
        return Reshape(repeated, x.Shape.With(resolved, times * x.Shape[resolved]));
    }

    /// <summary>The elements moved along an axis; those that leave at the end come in at the beginning.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="shift">By how many places; negative for the other direction.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or shorter than the shift.</exception>
    public static Expr Roll(Expr x, int axis, int shift)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(Roll), x.Shape)[0];
        if (x.Shape[resolved].FixedValue is { } size) shift = size == 0 ? 0 : (int)(shift % size);
        if (shift == 0) return x;
        Index cut = shift > 0 ? ^shift : -shift;
        return Concat([Slice(x, resolved, cut, ^0), Slice(x, resolved, 0, cut)], resolved);
    }
}
