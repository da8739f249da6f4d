namespace Grad.Testing;

/// <content>Parts of arrays, places told by other arrays, running sums, draws.</content>
internal static partial class NodeTable
{
    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Arrays =>
    [
        ("slice", d => d.NonEmpty() is { } x && d.Number(x.Rank) is var a
            ? Slice(x, a, d.Value(x.Shape[a]) > 1 ? d.Number(2) : 0, ^0, 1 + d.Number(2)) : null),
        ("flip", d => d.Real(leastRank: 1) is { } x ? Flip(x, d.AxesOf(x)) : null),
        ("place", d => d.Real(leastRank: 1) is { } x
            ? Pad(x, d.Number(x.Rank), d.Number(3), d.Number(3), d.Number(3) - 1) : null),
        ("concat", d => d.Real(leastRank: 1) is { } x ? Concat([x, d.Like(x), x], d.Number(x.Rank)) : null),
        ("gather", d => d.NonEmpty() is { } x && d.Number(x.Rank) is var a
            ? Gather(x, a, d.Indices(x.Shape.With(a, d.Dimension()), d.Value(x.Shape[a]))) : null),
        ("scatter add", d => d.Real(leastRank: 1) is { } x && 1 + d.Number(4) is var n
            ? ScatterAdd(x, d.Number(x.Rank) is var a ? a : 0, d.Indices(x.Shape, n), n) : null),
        ("take", d => d.NonEmpty() is { } x && d.Number(x.Rank) is var a
            ? Take(x, d.Indices([d.Dimension()], d.Value(x.Shape[a])), a) : null),
        ("take transposed", d => d.Real(leastRank: 1) is { } x && d.Number(x.Rank) is var a && 1 + d.Number(4) is var n
            ? new TakeTranspose(x, d.Indices([x.Shape[a]], n), a, n) : null),
        ("argmax", d => d.NonEmpty() is { } x ? ToReal(ArgMax(x, d.Number(x.Rank), d.Coin)) : null),
        ("sort", d => d.Real(leastRank: 1) is { } x ? Sort(x, d.Number(x.Rank), d.Coin) : null),
        ("cumsum", d => d.Real(leastRank: 1) is { } x ? CumSum(x, d.Number(x.Rank), d.Coin) : null),
        ("cumprod", d => d.Real(leastRank: 1) is { } x ? CumProd(x, d.Number(x.Rank), d.Coin) : null),
        ("cummax", d => d.Real(leastRank: 1) is { } x ? CumMax(x, d.Number(x.Rank)) : null),
        ("logcumsumexp", d => d.Real(leastRank: 1) is { } x ? LogCumSumExp(x, d.Number(x.Rank)) : null),
        ("recurrence", d => d.Real(leastRank: 1) is { } x
            ? Recurrence(Tanh(x), d.Like(x), d.Number(x.Rank), d.Coin) : null),
    ];

    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Windows =>
    [
        ("conv", d => Signals(d) is { } x
            ? Conv(x, d.Variable([2, x.Shape[1], Math.Min(d.Value(x.Shape[2]), 2)]), padding: d.Number(2)) : null),
        ("conv transposed", d => Signals(d) is { } x
            ? ConvTranspose(x, d.Variable([x.Shape[1], 2, 2]), stride: 1 + d.Number(2)) : null),
        ("max pool", d => Signals(d) is { } x ? MaxPool(x, Math.Min(d.Value(x.Shape[2]), 2), 1) : null),
    ];

    /// <summary>Examples, channels, places: a window has something to see.</summary>
    private static Expr? Signals(Draft d) => d.NonEmpty() is { Rank: 3 } x && d.Value(x.Shape[2]) > 0 ? x : null;

    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Reductions =>
    [
        ("prod", d => d.Real(leastRank: 1) is { } x ? Prod(x, d.AxesOf(x), d.Coin) : null),
        ("logsumexp", d => d.NonEmpty() is { } x ? LogSumExp(x, d.AxesOf(x), d.Coin) : null),
        ("softmax", d => d.NonEmpty() is { } x ? Softmax(x, d.Number(x.Rank)) : null),
        ("logsoftmax", d => d.NonEmpty() is { } x ? LogSoftmax(x, d.Number(x.Rank)) : null),
        // Away from 0, where the norm has a kink.
        ("norm", d => d.NonEmpty() is { } x ? Norm(Exp(Tanh(x)), d.AxesOf(x), keepDims: d.Coin) : null),
        ("variance", d => d.NonEmpty() is { } x ? Variance(x, d.AxesOf(x), 0, d.Coin) : null),
    ];

    private static IEnumerable<(string Name, Func<Draft, Expr?> Build)> Draws =>
    [
        ("uniform", d => Uniform(Split(RandomKey(d.Number(100)), d.Number(3)), [d.Dimension()])),
        ("normal", d => Normal(RandomKey(d.Number(100)), [d.Dimension(), 2])),
        ("bernoulli", d => d.Real(leastRank: 1) is { } x
            ? Where(Bernoulli(RandomKey(d.Number(100)), 0.4, x.Shape), x, d.Like(x)) : null),
        ("permutation", d => ToReal(Permutation(RandomKey(d.Number(100)), d.Dimension()))),
        ("uniform integers", d => ToReal(UniformIntegers(RandomKey(d.Number(100)), -3, 4, [d.Dimension()]))),
    ];
}
