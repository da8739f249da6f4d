namespace Grad;

public static partial class Functions
{
    /// <summary>Running sums along an axis: yₖ = x₀ + … + xₖ.</summary>
    /// <param name="x">What is summed.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr CumSum(Expr x, int axis = -1, bool reverse = false) =>
        new CumulativeSum(Ordered(nameof(CumSum), x), Resolved(nameof(CumSum), x, axis), reverse);

    /// <summary>Running products along an axis: yₖ = x₀ · … · xₖ. Derivatives are exact where elements are zero.</summary>
    /// <param name="x">What is multiplied.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is not real.</exception>
    public static Expr CumProd(Expr x, int axis = -1, bool reverse = false)
    {
        if (x.Kind != Kind.Real) throw Errors.WrongKind(nameof(CumProd), x, Kind.Real);
        int resolved = Resolved(nameof(CumProd), x, axis);
        return new Recurrence(x, new Where(IsFirst(x.Shape, resolved, reverse), x, new Literal(0, x.Shape)), resolved, reverse);
    }

    /// <summary>The largest element so far along an axis; the derivative goes to the first element that has it.</summary>
    /// <param name="x">What is searched.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or x is neither real nor whole.</exception>
    public static Expr CumMax(Expr x, int axis = -1)
    {
        int resolved = Resolved(nameof(CumMax), x, axis);
        return new Gather(x, new CumulativeArgMax(Ordered(nameof(CumMax), x), resolved), resolved);
    }

    /// <summary>
    /// yₖ = aₖ·yₖ₋₁ + bₖ along an axis, from y₋₁ = 0: a linear recurrence, such as a decaying sum.
    /// </summary>
    /// <param name="a">The factors.</param>
    /// <param name="b">What is added, of the same shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <exception cref="ArgumentException">The axis is out of range, or shapes or kinds differ.</exception>
    public static Expr Recurrence(Expr a, Expr b, int axis = -1, bool reverse = false) =>
        Broadcasting.Apply(nameof(Recurrence), a, b, (factor, term) => factor.Kind == Kind.Real && term.Kind == Kind.Real
            ? new Recurrence(factor, term, Resolved(nameof(Recurrence), term, axis), reverse)
            : throw Errors.WrongKind(nameof(Recurrence), factor.Kind == Kind.Real ? term : factor, Kind.Real));

    /// <summary>Whether an element is the first of its row along an axis.</summary>
    private static Expr IsFirst(Shape shape, int axis, bool reverse)
    {
        var ends = Equal(Arange(shape[axis]), 0);
        var column = Reshape(reverse ? Flip(ends) : ends, shape.Slice(axis, 1).Concat([.. Enumerable.Repeat(Dimension.One, shape.Rank - axis - 1)]));
        return Broadcasting.To(column, shape);
    }
}
