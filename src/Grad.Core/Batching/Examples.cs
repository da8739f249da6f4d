using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The operands of a node in a batch of examples. Those that differ from example to example have the axis of the examples
/// in front; the others are shared.
/// </summary>
/// <param name="operands">The operands for one example.</param>
/// <param name="batched">The same with the axis in front; <see langword="null"/> where they are shared.</param>
/// <param name="count">The number of examples.</param>
internal sealed class Examples(ImmutableArray<Expr> operands, ImmutableArray<Expr?> batched, Dimension count)
{
    /// <summary>The number of examples.</summary>
    public Dimension Count { get; } = count;

    /// <summary>An operand with the axis of the examples in front, repeated along it where it is shared.</summary>
    public Expr this[int operand] => batched[operand] ?? Repeated(operands[operand], Count);

    /// <summary>All operands with the axis of the examples in front.</summary>
    public Expr[] All => [.. Enumerable.Range(0, operands.Length).Select(i => this[i])];

    /// <summary>Whether an operand is the same in every example.</summary>
    public bool IsShared(int operand) => batched[operand] is null;

    /// <summary>A shape with the axis of the examples in front.</summary>
    public Shape Of(Shape shape) => InFront(Count, shape);

    /// <summary>The ranges of a slice, with the whole axis of the examples in front.</summary>
    public ImmutableArray<AxisRange> Of(ImmutableArray<AxisRange> ranges) => [AxisRange.All(Count), .. ranges];

    /// <summary>A shape with one more axis in front.</summary>
    public static Shape InFront(Dimension count, Shape shape) => Shape.Of([count]).Concat(shape);

    /// <summary>An expression repeated along a new axis in front.</summary>
    public static Expr Repeated(Expr x, Dimension count) => x is Literal literal
        ? literal.WithShape(InFront(count, x.Shape))
        : new Broadcast(x, InFront(count, x.Shape), 0);
}
