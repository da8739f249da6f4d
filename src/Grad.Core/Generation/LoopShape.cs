using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A loop nest made as flat as it can be: the innermost loop runs along memory, axes of size 1 are dropped, neighbouring axes
/// that every access walks through in one stride become one. What is contiguous throughout becomes a single loop.
/// </summary>
/// <param name="Sizes">The sizes of the loops, outermost first.</param>
/// <param name="Strides">For each access, in the order loads, stores, folds, the strides in elements.</param>
/// <param name="Folded">For each fold, which loops it folds.</param>
/// <param name="Rows">The size of the space's first axis that is not 1: the rows.</param>
/// <param name="RowLoop">The loop that runs through the rows, and perhaps through other axes; none where it does so in between.</param>
/// <param name="Order">Whether that loop runs through the rows most slowly, or most quickly.</param>
internal sealed record LoopShape(
    ImmutableArray<Dimension> Sizes,
    ImmutableArray<ImmutableArray<Dimension>> Strides,
    ImmutableArray<ImmutableArray<bool>> Folded,
    Dimension? Rows,
    int RowLoop,
    RowOrder Order)
{
    /// <summary>Fewer leave vectors half empty: 50 columns inside took twice as long as a batch of 200 inside.</summary>
    private const int FewColumns = 128;

    private static readonly Dimension Zero = Dimension.Fixed(0);

    /// <summary>How many loops there are; none for scalars.</summary>
    public int Depth => Sizes.Length;

    /// <summary>Whether an access moves with a loop.</summary>
    public bool Moves(int access, int loop) => Strides[access][loop].FixedValue != 0;

    /// <summary>How the innermost loop walks through an access: 0 stays, 1 is contiguous, −1 strides.</summary>
    public int Inner(int access) => Depth == 0 ? 0 : Strides[access][^1].FixedValue switch { 0 => 0, 1 => 1, _ => -1 };

    /// <summary>From which loop inwards every loop is folded; −1 where the innermost is not, or there is none.</summary>
    public int FoldsFrom(int fold)
    {
        int d = Depth;
        while (d > 0 && Folded[fold][d - 1]) d--;
        return d == Depth ? -1 : d;
    }

    /// <summary>Whether a fold combines what it has with what other turns of an outer loop left in memory.</summary>
    public bool AccumulatesInMemory(int fold)
    {
        int from = FoldsFrom(fold);
        return Folded[fold].Take(from < 0 ? Depth : from).Any(folded => folded);
    }

    public static LoopShape Of(Loop loop)
    {
        var strides = loop.Loads.Select(StridesOf)
            .Concat(loop.Stores.Select(s => s.Strides))
            .Concat(loop.Folds.Select(FoldStrides)).Select(s => s.ToList()).ToArray();
        // Whether what is written can only be written one element after the other.
        bool[] packed = [.. loop.Loads.Select(_ => false).Concat(loop.Writes.Select(w => w.Kind != Kind.Real))];
        var folded = loop.Folds.Select(f => loop.Space.Select((_, i) => f.Axes.Contains(i)).ToList()).ToArray();
        var sizes = loop.Space.ToList();
        // Which axes a loop runs through most slowly and most quickly.
        var ends = Enumerable.Range(0, sizes.Count).Select(i => (Slowest: i, Quickest: i)).ToList();
        int rowAxis = sizes.FindIndex(size => !size.IsOne);
        PutInside();

        for (int i = sizes.Count - 1; i >= 0; i--)
        {
            if (sizes[i].IsOne) Drop(i);
        }
        for (int i = sizes.Count - 2; i >= 0; i--)
        {
            bool flat = strides.All(s => s[i] == s[i + 1] * sizes[i + 1]) && folded.All(f => f[i] == f[i + 1]);
            if (!flat) continue;
            sizes[i + 1] *= sizes[i];
            ends[i + 1] = (ends[i].Slowest, ends[i + 1].Quickest);
            Drop(i);
        }
        int slow = ends.FindIndex(e => e.Slowest == rowAxis), quick = ends.FindIndex(e => e.Quickest == rowAxis);
        int rowLoop = slow >= 0 ? slow : quick;
        return new(
            [.. sizes],
            [.. strides.Select(s => s.ToImmutableArray())],
            [.. folded.Select(f => f.ToImmutableArray())],
            rowLoop < 0 ? null : loop.Space[rowAxis],
            rowLoop,
            slow >= 0 ? RowOrder.Slowest : RowOrder.Quickest);

        // The axis along which the fewest accesses stride goes inside; whole numbers and conditions cannot be written so. Of equals
        // the last, but a few columns after all others: a size that is a symbol may be a batch.
        void PutInside()
        {
            int[] last = [.. Enumerable.Range(0, sizes.Count).Where(i => !sizes[i].IsOne).Reverse()];
            if (last.Length < 2) return;
            int inner = last.MinBy(i => (
                Enumerable.Range(0, strides.Length).Sum(a => strides[a][i].FixedValue is 0 or 1 ? 0 : packed[a] ? strides.Length : 1),
                sizes[i].FixedValue < FewColumns));
            Move(sizes, inner);
            Move(ends, inner);
            foreach (var s in strides) Move(s, inner);
            foreach (var f in folded) Move(f, inner);
        }

        void Drop(int axis)
        {
            sizes.RemoveAt(axis);
            ends.RemoveAt(axis);
            foreach (var s in strides) s.RemoveAt(axis);
            foreach (var f in folded) f.RemoveAt(axis);
        }
    }

    private static void Move<TItem>(List<TItem> items, int from)
    {
        var item = items[from];
        items.RemoveAt(from);
        items.Add(item);
    }

    /// <summary>How a load walks; a literal is part of the code and stays where it is.</summary>
    private static ImmutableArray<Dimension> StridesOf((Expr Node, View View) load) =>
        load.View.Base is Literal ? [.. load.View.Strides.Select(_ => Zero)] : load.View.Strides;

    private static ImmutableArray<Dimension> FoldStrides(FoldReduction fold)
    {
        var kept = View.RowMajor(fold.Shape);
        int next = 0;
        return [.. Enumerable.Range(0, fold.Operand.Rank).Select(i => fold.Axes.Contains(i) ? Zero : kept[next++])];
    }
}

/// <summary>How a loop that runs through several axes runs through the rows.</summary>
internal enum RowOrder
{
    /// <summary>A row after the other.</summary>
    Slowest,

    /// <summary>All rows of a column, then those of the next.</summary>
    Quickest,
}
