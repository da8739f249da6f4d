using System.Numerics;

namespace Grad;

/// <summary>An array that a step goes through, row by row.</summary>
/// <param name="Address">The address of the first element.</param>
/// <param name="Rows">The number of rows; 1 for a step that has none.</param>
/// <param name="Row">The bytes from one row to the next.</param>
/// <param name="Walk">The size and the stride in bytes of each axis within a row along which it moves, by stride.</param>
/// <param name="ElementSize">The bytes of an element.</param>
/// <param name="IsWritten">Whether it is written.</param>
internal sealed record RowAccess(
    nint Address, long Rows, long Row, (long Size, long Stride)[] Walk, int ElementSize, bool IsWritten)
{
    /// <summary>The bytes from a row's first element to its end.</summary>
    private long Extent { get; } = Walk.Sum(w => (w.Size - 1) * w.Stride) + ElementSize;

    /// <summary>The bytes of all rows.</summary>
    public long Bytes => ((Rows - 1) * Row) + Extent;

    /// <summary>What a loop goes through; where an array is read backwards, its last element is its first.</summary>
    public static RowAccess[] Of<T>(BoundLoop<T> loop) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int axis = loop.Rows > 0 ? loop.Shape.RowLoop : -1;
        long rows = Math.Max(loop.Rows, 1), turns = axis < 0 ? 1 : loop.Sizes[axis] / rows;
        return [.. loop.Accesses.Select((a, i) => Of(a, i >= loop.Loop.Loads.Length)).Where(a => a.Address != 0)];

        RowAccess Of(BoundAccess access, bool isWritten)
        {
            if (access.Address == 0) return new(0, rows, 0, [], 0, isWritten);
            long row = axis < 0 ? 0 : access.Strides[axis] * turns;
            var walk = loop.Sizes.Select((size, d) => (Size: d == axis ? turns : size, Stride: access.Strides[d]))
                .Where(w => w.Size > 1 && w.Stride != 0).ToArray();
            long before = (Math.Min(row, 0) * (rows - 1)) + walk.Sum(w => Math.Min(w.Stride, 0) * (w.Size - 1));
            return new(
                access.Address + (nint)before,
                rows,
                Math.Abs(row),
                [.. walk.Select(w => (w.Size, Stride: Math.Abs(w.Stride))).OrderBy(w => w.Stride)],
                access.ElementSize,
                isWritten);
        }
    }

    /// <summary>Whether there is a byte that both go through, of which one writes.</summary>
    public bool Meets(RowAccess other) =>
        (IsWritten || other.IsWritten)
        && Address < other.Address + (nint)other.Bytes && other.Address < Address + (nint)Bytes;

    /// <summary>Whether no row of one meets another row of the other: they lie in the same way, or each row has memory of its own.</summary>
    public bool KeepsRowsApart(RowAccess other)
    {
        if (Rows != other.Rows || Row != other.Row || Row == 0) return false;
        if (Address == other.Address && Walk.AsSpan().SequenceEqual(other.Walk)) return true;
        long apart = other.Address - Address;
        return Extent - Row <= apart && apart <= Row - other.Extent && Extent <= Row && other.Extent <= Row;
    }
}
