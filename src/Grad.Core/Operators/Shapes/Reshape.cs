namespace Grad;

/// <summary>The same elements in row-major order with other axes. Its transpose is the reshape back.</summary>
public sealed class Reshape : Linear
{
    internal Reshape(Expr x, Shape shape) : base(x, shape) { }

    /// <inheritdoc/>
    public override string Operator => "reshape";

    internal override Expr Batched(Examples x) => new Reshape(x[0], x.Of(Shape));

    internal override object Attributes => Shape;

    internal override Expr Transpose(Expr cotangent) => Reshape(cotangent, Operand.Shape);
}

public static partial class Functions
{
    /// <summary>The same elements in row-major order with other axes.</summary>
    /// <exception cref="ArgumentException">The number of elements would change.</exception>
    public static Expr Reshape(Expr x, Shape shape) =>
        x.Shape == shape ? x
        : x.Shape.Size != shape.Size ? throw Errors.ReshapeSize(x, shape)
        : x is Literal literal ? literal.WithShape(shape)
        : new Reshape(x, shape);

    /// <summary>A new axis of size 1 at the place given; negative places count from the end of the result.</summary>
    public static Expr ExpandDims(Expr x, int axis)
    {
        int place = axis < 0 ? axis + x.Rank + 1 : axis;
        if (place < 0 || place > x.Rank) throw Errors.AxisOutOfRange(nameof(ExpandDims), axis, x.Shape);
        return Reshape(x, x.Shape.Slice(0, place).Concat([Dimension.One]).Concat(x.Shape.Slice(place, x.Rank - place)));
    }
}
