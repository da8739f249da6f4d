namespace Grad;

/// <summary>The whole numbers 0 … n − 1, filled in when data is bound.</summary>
public sealed class Arange : Leaf
{
    internal Arange(Dimension count) : base(Kind.Integer, Shape.Of([count])) { }

    /// <inheritdoc/>
    public override string Operator => "arange";

    internal override object Attributes => Shape;

    internal override int Growth => Grad.Growth.Bounded;

    /// <summary>The numbers for given values of the symbols.</summary>
    internal double[] Numbers(IReadOnlyDictionary<string, int> symbols) =>
        [.. Enumerable.Range(0, Shape.Evaluate(symbols)[0]).Select(i => (double)i)];
}

public static partial class Functions
{
    /// <summary>The whole numbers 0 … n − 1.</summary>
    /// <param name="count">n; a name stands for a size known only when data is bound.</param>
    public static Expr Arange(Dimension count) => new Arange(count);

    /// <summary>One row for each index, 1 in that place and 0 elsewhere: the shape of the indices with n behind it.</summary>
    /// <param name="indices">Whole numbers; one outside 0 … n − 1 gives a row of zeros.</param>
    /// <param name="count">n.</param>
    /// <exception cref="ArgumentException">The indices are not whole numbers.</exception>
    public static Expr OneHot(Expr indices, Dimension count)
    {
        if (indices.Kind != Kind.Integer) throw Errors.WrongKind(nameof(OneHot), indices, Kind.Integer);
        var shape = indices.Shape.Concat([count]);
        var places = Broadcasting.To(Arange(count), shape);
        var chosen = new Equal(Broadcasting.To(ExpandDims(indices, -1), shape), places);
        return new Where(chosen, new Literal(1, shape), new Literal(0, shape));
    }
}
