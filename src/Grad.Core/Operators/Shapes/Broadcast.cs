namespace Grad;

/// <summary>
/// Repeats an array along new axes: y[i] = x[i without the new axes]. Broadcasting in the usual sense is made of it and
/// of <see cref="Reshape"/>. Its transpose is <see cref="Sum"/> over the same axes.
/// </summary>
public sealed class Broadcast : Linear
{
    internal Broadcast(Expr x, Shape shape, Axes axes) : base(x, shape) => Axes = axes.Sorted();

    /// <summary>The axes of the result that the operand does not have.</summary>
    public Axes Axes { get; }

    /// <inheritdoc/>
    public override string Operator => "broadcast";

    internal override Expr Batched(Examples x) => new Broadcast(x[0], x.Of(Shape), Axes.Later);

    internal override object Attributes => (Shape, Axes);

    internal override Expr Transpose(Expr cotangent) => Sum(cotangent, Axes);
}

public static partial class Functions
{
    /// <summary>An array stretched to a shape; its axes are matched from the last, and those of size 1 are repeated.</summary>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    public static Expr BroadcastTo(Expr x, Shape shape)
    {
        int added = shape.Rank - x.Rank;
        bool fits = added >= 0;
        for (int i = 0; fits && i < x.Rank; i++) fits = x.Shape[i].IsOne || x.Shape[i] == shape[i + added];
        return fits ? Broadcasting.To(x, shape) : throw Errors.BroadcastShape(x, shape);
    }
}
