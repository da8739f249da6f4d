using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A loop nest made as flat as it can be: axes of size 1 are dropped, neighbouring axes that every access walks through in
/// one stride become one. What is contiguous throughout becomes a single loop.
/// </summary>
/// <param name="Sizes">The sizes of the loops, outermost first.</param>
/// <param name="Strides">For each access, in the order loads, stores, folds, the strides in elements.</param>
/// <param name="Folded">For each fold, which loops it folds.</param>
internal sealed record LoopShape(
    ImmutableArray<Dimension> Sizes,
    ImmutableArray<ImmutableArray<Dimension>> Strides,
    ImmutableArray<ImmutableArray<bool>> Folded)
{
    private static readonly Dimension Zero = Dimension.Fixed(0);

    public static LoopShape Of(Loop loop)
    {
        var strides = loop.Loads.Select(l => l.View.Strides)
            .Concat(loop.Stores.Select(_ => View.RowMajor(loop.Space)))
            .Concat(loop.Folds.Select(FoldStrides)).Select(s => s.ToList()).ToArray();
        var folded = loop.Folds.Select(f => loop.Space.Select((_, i) => f.Axes.Contains(i)).ToList()).ToArray();
        var sizes = loop.Space.ToList();

        for (int i = sizes.Count - 1; i >= 0; i--)
        {
            if (sizes[i].IsOne) Drop(i);
        }
        for (int i = sizes.Count - 2; i >= 0; i--)
        {
            bool flat = strides.All(s => s[i] == s[i + 1] * sizes[i + 1]) && folded.All(f => f[i] == f[i + 1]);
            if (!flat) continue;
            sizes[i + 1] *= sizes[i];
            Drop(i);
        }
        return new(
            [.. sizes],
            [.. strides.Select(s => s.ToImmutableArray())],
            [.. folded.Select(f => f.ToImmutableArray())]);

        void Drop(int axis)
        {
            sizes.RemoveAt(axis);
            foreach (var s in strides) s.RemoveAt(axis);
            foreach (var f in folded) f.RemoveAt(axis);
        }
    }

    private static ImmutableArray<Dimension> FoldStrides(FoldReduction fold)
    {
        var kept = View.RowMajor(fold.Shape);
        int next = 0;
        return [.. Enumerable.Range(0, fold.Operand.Rank).Select(i => fold.Axes.Contains(i) ? Zero : kept[next++])];
    }
}
