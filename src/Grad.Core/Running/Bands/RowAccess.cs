using System.Numerics;

namespace Grad;

/// <summary>An array that a step goes through, row by row.</summary>
/// <param name="Address">The address of the first element.</param>
/// <param name="Rows">The number of rows; 1 for a step that has none.</param>
/// <param name="Row">The bytes from one row to the next.</param>
/// <param name="Walk">The size and the stride in bytes of each axis within a row along which it moves, by stride.</param>
/// <param name="ElementSize">The bytes of an element.</param>
/// <param name="Use">What is done with it.</param>
internal sealed record RowAccess(
    nint Address, long Rows, long Row, (long Size, long Stride)[] Walk, int ElementSize, RowUse Use)
{
    /// <summary>The bytes from a row's first element to its end.</summary>
    private long Extent { get; } = Walk.Sum(w => (w.Size - 1) * w.Stride) + ElementSize;

    /// <summary>The bytes of all rows.</summary>
    public long Bytes => ((Rows - 1) * Row) + Extent;

    /// <summary>What a loop goes through; where an array is read backwards, its last element is its first.</summary>
    public static RowAccess[] Of<T>(BoundLoop<T> loop) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int axis = loop.Rows > 0 ? loop.Shape.RowLoop : -1;
        long rows = Math.Max(loop.Rows, 1);
        return [.. loop.Accesses.Select((a, i) => Of(a, UseOf(i))).Where(a => a.Address != 0)];

        RowUse UseOf(int access) =>
            access < loop.Loop.Loads.Length ? RowUse.Read
            : access >= loop.FirstFold && axis >= 0 && loop.IsAlong(access - loop.FirstFold, axis) ? RowUse.Combine
            : RowUse.Write;

        RowAccess Of(BoundAccess access, RowUse use)
        {
            var walk = new List<(long Size, long Stride)>();
            long row = 0, before = 0;
            for (int d = 0; d < loop.Sizes.Length; d++)
            {
                long stride = access.Strides[d];
                if (d != axis)
                {
                    Walk(loop.Sizes[d], stride);
                    continue;
                }
                bool isSlowest = loop.Shape.Order == RowOrder.Slowest;
                row = isSlowest ? stride * loop.TurnsOfRow : stride;
                Walk(loop.TurnsOfRow, isSlowest ? stride : stride * rows);
            }
            if (row < 0)
            {
                // Rows in reverse order are as if each row went through all of it.
                Walk(rows, row);
                row = 0;
            }
            return new(access.Address + (nint)before, rows, row, [.. walk.OrderBy(w => w.Stride)], access.ElementSize, use);

            void Walk(long size, long stride)
            {
                if (size > 1 && stride != 0) walk.Add((size, Math.Abs(stride)));
                before += Math.Min(stride, 0) * (size - 1);
            }
        }
    }

    /// <summary>Whether there is a byte that both go through, of which one writes.</summary>
    public bool Meets(RowAccess other) =>
        (Use != RowUse.Read || other.Use != RowUse.Read)
        && Address < other.Address + (nint)other.Bytes && other.Address < Address + (nint)Bytes;

    /// <summary>
    /// Whether no row meets another row of a later access: they lie in the same way, or each row has memory of its own. What the
    /// later one combines at the end meets nothing that was done before.
    /// </summary>
    public bool KeepsRowsApart(RowAccess other)
    {
        if (other.Use == RowUse.Combine) return Use != RowUse.Combine;
        if (Rows != other.Rows || Row != other.Row || Row == 0) return false;
        if (Address == other.Address && Walk.AsSpan().SequenceEqual(other.Walk)) return true;
        long apart = other.Address - Address;
        return Extent - Row <= apart && apart <= Row - other.Extent && Extent <= Row && other.Extent <= Row;
    }
}

/// <summary>What a step does with an array.</summary>
internal enum RowUse
{
    /// <summary>It reads it.</summary>
    Read,

    /// <summary>It writes it, perhaps reading it too.</summary>
    Write,

    /// <summary>It writes it when all rows are done.</summary>
    Combine,
}
