namespace Grad;

/// <summary>
/// Lets an operator without room for an axis of examples work on all of them at once: the axis becomes a part of another
/// one, along which the operator does the same in every place, and is taken out of the result again.
/// </summary>
internal static class Merging
{
    /// <summary>[n, …, k, …] as […, n·k, …].</summary>
    /// <param name="x">An array with the axis of the examples in front.</param>
    /// <param name="axis">The axis that it becomes a part of, counted without it.</param>
    public static Expr Into(Expr x, int axis)
    {
        var shape = x.Shape.Slice(1, x.Rank - 1);
        return Reshape(FromFront(x, axis), shape.With(axis, x.Shape[0] * shape[axis]));
    }

    /// <summary>[…, n·k, …] as [n, …, k, …].</summary>
    /// <param name="y">A result for all examples.</param>
    /// <param name="axis">The axis that theirs is a part of.</param>
    /// <param name="shape">The shape with the axis of the examples in front.</param>
    public static Expr OutOf(Expr y, int axis, Shape shape)
    {
        var apart = shape.Slice(1, axis).Concat(shape.Slice(0, 1)).Concat(shape.Slice(axis + 1, shape.Rank - axis - 1));
        return ToFront(Reshape(y, apart), axis);
    }

    /// <summary>The first axis moved to another place.</summary>
    public static Expr FromFront(Expr x, int axis) =>
        Permute(x, Axes.Of([.. Enumerable.Range(1, axis), 0, .. Enumerable.Range(axis + 1, x.Rank - axis - 1)]));

    /// <summary>An axis moved to the front.</summary>
    public static Expr ToFront(Expr x, int axis) => Permute(x, Axes.Of([axis, .. Axes.All(x.Rank).Where(a => a != axis)]));

    /// <summary>The last two axes exchanged; a column or a row only gets another shape.</summary>
    public static Expr Turned(Expr x) => x.Shape[x.Rank - 1].IsOne || x.Shape[x.Rank - 2].IsOne
        ? Reshape(x, TurnedShape(x.Shape))
        : Transpose(x);

    /// <summary>A shape with its last two axes exchanged.</summary>
    public static Shape TurnedShape(Shape shape) =>
        shape.With(shape.Rank - 2, shape[shape.Rank - 1]).With(shape.Rank - 1, shape[shape.Rank - 2]);
}
