namespace Grad;

/// <summary>Counts the elements of arrays.</summary>
internal static class Sizes
{
    /// <summary>The product of the sizes.</summary>
    /// <exception cref="ArgumentException">It is more than an array can hold.</exception>
    public static int Length(ReadOnlySpan<int> sizes)
    {
        if (sizes.Contains(0)) return 0;
        long length = 1;
        foreach (int size in sizes)
        {
            length *= size;
            if (length > int.MaxValue) throw Errors.TooManyElements(sizes);
        }
        return (int)length;
    }

    /// <summary>The product of the sizes in front of an axis, its size, and the product of those behind it.</summary>
    public static (int Outer, int Size, int Inner) Around(ReadOnlySpan<int> sizes, int axis) =>
        (Length(sizes[..axis]), sizes[axis], Length(sizes[(axis + 1)..]));

    /// <summary>The sizes of the array with the most elements.</summary>
    public static int[] Largest(IEnumerable<int[]> arrays) => arrays.MaxBy(sizes => Length(sizes))!;
}
