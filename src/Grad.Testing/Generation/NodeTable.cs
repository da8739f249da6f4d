namespace Grad.Testing;

/// <summary>
/// How each operator that is not elementwise, or has numbers beside its operands, is built from random operands. A
/// builder gives <see langword="null"/> where the operands at hand do not fit. A new operator gets a row here: a test
/// fails until it is generated.
/// </summary>
internal static partial class NodeTable
{
    public static IReadOnlyList<(string Name, Func<Draft, Expr?> Build)> Rows { get; } =
    [
        ("sum", d => d.Real(leastRank: 1) is { } x ? Sum(x, d.AxesOf(x), d.Coin) : null),
        ("mean", d => d.NonEmpty() is { } x ? Mean(x, d.AxesOf(x), d.Coin) : null),
        ("max", d => d.NonEmpty() is { } x ? Max(x, d.AxesOf(x), d.Coin) : null),
        ("min", d => d.NonEmpty() is { } x ? Min(x, d.AxesOf(x), d.Coin) : null),
        ("matmul", Product),
        ("reshape", Reshaped),
        ("permute", d => d.Real(leastRank: 2) is { } x ? Permute(x, d.Order(x.Rank)) : null),
        ("broadcast", Broadcast),
        ("where", d => d.Real() is { } x ? Where(d.Condition(x), x, d.Like(x)) : null),
        ("pow", d => d.Real() is { } x ? Power(d, x) : null),
        ("strong multiply", d => d.Real() is { } x ? new StrongMultiply(x, d.Like(x), d.Coin) : null),
        ("size", d => d.Real() is { } x ? x * Size(d.Dimension()) : null),
        ("clamp", d => d.Real() is { } x ? Clamp(x, d.Literal(x, -1), d.Literal(x, 0.5)) : null),
        // A stop changes no derivative where there is none.
        ("stop gradient", d => d.Real() is { } x ? x * StopGradient(Sign(x)) : null),
        .. Arrays,
        .. Windows,
        .. Reductions,
        .. Draws,
        .. Matrices,
        .. Control,
    ];

    private static Expr Power(Draft d, Expr x)
    {
        int exponent = d.Number(8) - 2;
        return Pow(exponent < 0 ? d.Into(Interval.Positive, x) : x, exponent);
    }

    /// <summary>[…, m, k] · [k, n] or […, k, n], a vector on either side, or a Gram matrix.</summary>
    private static Expr? Product(Draft d)
    {
        if (d.Real(leastRank: 1) is not { } a) return null;
        var inner = a.Shape[a.Rank - 1];
        if (d.Coin && a.Rank >= 2) return d.Coin ? MatMul(a, Transpose(a)) : MatMul(Transpose(a), a);
        var fitting = d.Find(
            b => b.Rank > 0 && b.Shape[Math.Max(b.Rank - 2, 0)] == inner && FitBatch(a.Shape, b.Shape));
        return MatMul(a, fitting ?? d.Variable(d.Number(4) == 0 ? [inner] : [inner, d.Dimension()]));
    }

    private static bool FitBatch(Shape a, Shape b)
    {
        for (int back = 3; back <= Math.Min(a.Rank, b.Rank); back++)
        {
            var (x, y) = (a[a.Rank - back], b[b.Rank - back]);
            if (x != y && !x.IsOne && !y.IsOne) return false;
        }
        return true;
    }

    /// <summary>Axes merged, an axis of size 1 put in, or the sizes in another order.</summary>
    private static Expr? Reshaped(Draft d)
    {
        if (d.Real() is not { } x) return null;
        if (x.Rank == 0 || (d.Coin && x.Rank < Draft.MostAxes)) return ExpandDims(x, d.Number(x.Rank + 1));
        if (d.Coin) return Reshape(x, Shape.Of([.. d.Order(x.Rank).Select(a => x.Shape[a])]));
        int axis = d.Number(x.Rank);
        return axis + 1 == x.Rank
            ? Reshape(x, [x.Shape.Size])
            : Reshape(x, x.Shape.Slice(0, axis).Concat([x.Shape[axis] * x.Shape[axis + 1]])
                .Concat(x.Shape.Slice(axis + 2, x.Rank - axis - 2)));
    }

    /// <summary>A new axis in front, or axes of size 1 stretched.</summary>
    private static Expr? Broadcast(Draft d)
    {
        if (d.Real() is not { } x) return null;
        var stretched = Shape.Of([.. x.Shape.Select(s => s.IsOne ? d.Dimension() : s)]);
        bool deeper = x.Rank < Draft.MostAxes && d.Coin;
        return BroadcastTo(x, deeper ? Shape.Of([d.Dimension()]).Concat(stretched) : stretched);
    }
}
