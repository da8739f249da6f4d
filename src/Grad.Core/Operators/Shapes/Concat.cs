using System.Collections.Immutable;

namespace Grad;

/// <summary>Arrays one behind the other along an axis. Its transpose cuts them apart again.</summary>
public sealed class Concat : Procedure
{
    internal Concat(ReadOnlySpan<Expr> parts, int axis) : base(parts, (parts[0].Kind, ShapeOf(parts, axis))) => Axis = axis;

    /// <summary>The axis along which they lie.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override string Operator => "concat";

    internal override Expr Batched(Examples x) => new Concat(x.All, Axis + 1);

    internal override object Attributes => Axis;

    internal override void Compute<T>(Call call)
    {
        if (Kind == Kind.Integer) Join<int>(call);
        else if (Kind == Kind.Boolean) Join<byte>(call);
        else Join<T>(call);
    }

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        var parts = new Expr[tangents.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = tangents[i] ?? new Literal(0, Operands[i].Shape);
        return [new Concat(parts, Axis)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var start = Operands.Take(operand).Aggregate(Dimension.Fixed(0), (sum, o) => sum + o.Shape[Axis]);
        var part = Operands[operand].Shape;
        return Functions.Cut(cotangents[0]!, i => i == Axis ? new(start, 1, part[i]) : AxisRange.All(part[i]));
    }

    internal override string Written(WrittenCall call)
    {
        var lines = new List<string>();
        var (inner, start) = (Shape.Slice(Axis + 1, Rank - Axis - 1).Size, Dimension.Fixed(0));
        for (int k = 0; k < Operands.Length; k++)
        {
            var run = Operands[k].Shape[Axis] * inner;
            lines.Add($"{call.Kernel(nameof(Joining))}.Put({call.Operand(k)}, {call.Result()}, "
                + $"start: {call.Size(start)}, run: {call.Size(run)}, stride: {call.Size(Shape[Axis] * inner)});");
            start += run;
        }
        return string.Join('\n', lines);
    }

    private void Join<TElement>(Call call) where TElement : unmanaged
    {
        var (_, size, inner) = Grad.Sizes.Around(call.ResultSizes(0), Axis);
        int start = 0;
        for (int k = 0; k < call.OperandCount; k++)
        {
            int run = inner * call.OperandSizes(k)[Axis];
            Joining.Put(call.Operand<TElement>(k), call.Result<TElement>(), start, run, inner * size);
            start += run;
        }
    }

    private static Shape ShapeOf(ReadOnlySpan<Expr> parts, int axis)
    {
        var size = Dimension.Fixed(0);
        foreach (var part in parts) size += part.Shape[axis];
        return parts[0].Shape.With(axis, size);
    }
}

public static partial class Functions
{
    /// <summary>Arrays one behind the other along an axis; their other axes are equal.</summary>
    /// <param name="parts">The arrays, at least one.</param>
    /// <param name="axis">The axis along which they lie.</param>
    /// <exception cref="ArgumentException">There is no array, the axis is out of range, or shapes or kinds differ.</exception>
    public static Expr Concat(ReadOnlySpan<Expr> parts, int axis = 0)
    {
        if (parts.IsEmpty) throw Errors.NothingToJoin(nameof(Concat));
        int resolved = Axes.Of([axis]).Resolve(nameof(Concat), parts[0].Shape)[0];
        foreach (var part in parts)
        {
            if (part.Kind != parts[0].Kind) throw Errors.KindsDiffer(nameof(Concat), parts[0], part);
            if (part.Rank != parts[0].Rank || part.Shape.Without(resolved) != parts[0].Shape.Without(resolved))
                throw Errors.CannotJoin(nameof(Concat), parts[0], part, resolved);
        }
        return parts.Length == 1 ? parts[0] : new Concat(parts, resolved);
    }

    /// <summary>Arrays of one shape along a new axis.</summary>
    /// <param name="parts">The arrays, at least one.</param>
    /// <param name="axis">The place of the new axis in the result.</param>
    /// <exception cref="ArgumentException">There is no array, the axis is out of range, or shapes or kinds differ.</exception>
    public static Expr Stack(ReadOnlySpan<Expr> parts, int axis = 0)
    {
        if (parts.IsEmpty) throw Errors.NothingToJoin(nameof(Stack));
        var rows = new Expr[parts.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (parts[i].Shape != parts[0].Shape) throw Errors.ShapesDiffer(nameof(Stack), parts);
            rows[i] = ExpandDims(parts[i], axis);
        }
        return Concat(rows, axis);
    }

    /// <summary>The array cut along an axis into parts of the sizes given.</summary>
    /// <param name="x">The array.</param>
    /// <param name="sizes">The size of each part along the axis.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <exception cref="ArgumentException">The sizes do not add up to the axis's size, or the axis is out of range.</exception>
    public static ImmutableArray<Expr> Split(Expr x, ReadOnlySpan<Dimension> sizes, int axis = 0)
    {
        int resolved = Axes.Of([axis]).Resolve(nameof(Split), x.Shape)[0];
        var parts = ImmutableArray.CreateBuilder<Expr>(sizes.Length);
        var start = Dimension.Fixed(0);
        foreach (var size in sizes)
        {
            var from = start;
            parts.Add(Cut(x, i => i == resolved ? new(from, 1, size) : AxisRange.All(x.Shape[i])));
            start += size;
        }
        return start == x.Shape[resolved] ? parts.MoveToImmutable() : throw Errors.PartSizes(x, resolved, start);
    }
}
