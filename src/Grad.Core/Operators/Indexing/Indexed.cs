using System.Collections.Immutable;
using System.Numerics;

namespace Grad;

/// <summary>
/// An operator that moves elements of its first operand to or from places that its second operand, whole numbers, tells.
/// Linear in the first; the second has no derivative. It states its transpose.
/// </summary>
public abstract class Indexed : Procedure
{
    private protected Indexed(Expr x, Expr indices, int axis, Shape shape) : base([x, indices], (x.Kind, shape)) => Axis = axis;

    /// <summary>The axis along which the places are counted.</summary>
    public int Axis { get; }

    /// <summary>What is moved.</summary>
    public Expr Operand => Operands[0];

    /// <summary>The places.</summary>
    public Expr Indices => Operands[1];

    internal override object Attributes => (Axis, Shape);

    internal override int Growth => Operand.Degree;

    /// <summary>Lᵀȳ, of the first operand's shape.</summary>
    private protected abstract Expr Transpose(Expr cotangent);

    internal sealed override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? With([tangent, Indices]) : null];

    internal sealed override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        operand == 0 ? Transpose(cotangents[0]!) : null;

    internal sealed override void Compute<T>(Call call)
    {
        int size = (IsTransposed ? call.ResultSizes(0) : call.OperandSizes(0))[Axis];
        if (IndexedCopy.Outside(call.Operand<int>(1), size) is { } index) throw Errors.IndexOutOfRange(Operator, index, Indices, size);
        switch (Kind)
        {
            case Kind.Integer: Move(call, call.Operand<int>(0), call.Result<int>()); break;
            case Kind.Boolean: Move(call, call.Operand<byte>(0), call.Result<byte>()); break;
            default: Move(call, call.Operand<T>(0), call.Result<T>()); break;
        }
    }

    private protected abstract void Move<TElement>(Call call, ReadOnlySpan<TElement> x, Span<TElement> y)
        where TElement : unmanaged, INumberBase<TElement>;

    /// <summary>Indices of each example as such of one axis on which the examples' own lie one behind the other.</summary>
    private protected static Expr OwnPlaces(Expr indices, Dimension size)
    {
        var count = indices.Shape[0];
        var places = Functions.Reshape(new Arange(count * size), [count, size]);
        var starts = Functions.Reshape(Functions.Cut(places, i => i == 1 ? new(0, 1, 1) : AxisRange.All(count)), [count]);
        var others = Axes.All(indices.Rank - 1).Later;
        return new Add(indices, others.Count == 0 ? starts : new Broadcast(starts, indices.Shape, others));
    }

    /// <summary>Whether the places are those of the result.</summary>
    private protected abstract bool IsTransposed { get; }

    /// <summary>The statements that check the places and call the kernel.</summary>
    private protected string Written(WrittenCall call, string method, bool hasCount)
    {
        var (sizes, counted) = IsTransposed ? (Shape, Operand.Shape) : (Operand.Shape, Shape);
        string kernel = call.Kernel(nameof(IndexedCopy)), size = call.Size(sizes[Axis]);
        string count = hasCount ? $"count: {call.Size(counted[Axis])}, " : "";
        string inner = call.Size(sizes.Slice(Axis + 1, sizes.Rank - Axis - 1).Size);
        return $"""
            {kernel}.Require({call.Operand(1)}, {size});
            {kernel}.{method}({call.Operand(0)}, {call.Operand(1)}, {call.Result()}, size: {size}, {count}inner: {inner});
            """;
    }
}
