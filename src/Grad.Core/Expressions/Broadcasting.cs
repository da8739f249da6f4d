namespace Grad;

/// <summary>
/// Gives the operands of an elementwise operator equal shapes. Axes are matched from the last; an axis of size 1 is
/// stretched. Two arrays of different rank must not both be stretched: [n, 1] against [n] would be an n×n matrix, which
/// is nearly always a mistake.
/// </summary>
internal static class Broadcasting
{
    public static Expr Apply(string operation, Expr x, Expr y, Func<Expr, Expr, Expr> build)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (x, y) = (Meeting(x, y), Meeting(y, x));
        if (x.Shape == y.Shape) return build(x, y);
        var shape = Common(operation, x, y);
        return build(To(x, shape), To(y, shape));
    }

    /// <summary>A literal takes the shape, and a whole number the kind, of what it meets.</summary>
    private static Expr Meeting(Expr x, Expr other)
    {
        if (x is not Literal { Shape.IsScalar: true } literal || other is Literal { Shape.IsScalar: true }) return x;
        bool whole = other.Kind == Kind.Integer && literal.Value == Math.Floor(literal.Value);
        return new Literal(literal.Value, other.Shape, whole ? Kind.Integer : literal.Kind);
    }

    /// <summary>The expression stretched to a shape that it is known to fit.</summary>
    public static Expr To(Expr x, Shape shape)
    {
        if (x.Shape == shape) return x;
        if (x is Literal literal) return literal.WithShape(shape);
        int added = shape.Rank - x.Rank;
        var stretched = Enumerable.Range(0, x.Rank).Where(i => x.Shape[i].IsOne && !shape[i + added].IsOne).ToArray();
        var squeezed = stretched.Length == 0 ? x : Reshape(x, x.Shape.Without(Axes.Of(stretched)));
        int[] axes = [.. Enumerable.Range(0, added), .. stretched.Select(i => i + added)];
        return axes.Length == 0 ? squeezed : new Broadcast(squeezed, shape, Axes.Of(axes));
    }

    /// <summary>Of two expressions one that has the shape of both together.</summary>
    public static Expr Pair(string operation, Expr x, Expr y)
    {
        var shape = Common(operation, x, y);
        return x.Shape == shape ? x : y.Shape == shape ? y : To(x, shape);
    }

    public static Shape Common(string operation, Expr x, Expr y)
    {
        int rank = Math.Max(x.Rank, y.Rank);
        var sizes = new Dimension[rank];
        bool left = false, right = false;
        for (int i = 1; i <= rank; i++)
        {
            var a = i <= x.Rank ? x.Shape[x.Rank - i] : Dimension.One;
            var b = i <= y.Rank ? y.Shape[y.Rank - i] : Dimension.One;
            if (a != b && !a.IsOne && !b.IsOne) throw Errors.CannotBroadcast(operation, x, y, a, b);
            sizes[rank - i] = a.IsOne ? b : a;
            left |= a != sizes[rank - i];
            right |= b != sizes[rank - i];
        }
        if (left && right && x.Rank != y.Rank) throw Errors.BothStretched(operation, x, y);
        return Shape.Of(sizes);
    }
}
