namespace Grad;

/// <summary>An array in memory, as a <see cref="Procedure"/> sees it: its elements in row-major order, and its sizes.</summary>
/// <param name="Address">Where the first element lies; the memory does not move.</param>
/// <param name="Sizes">The sizes of the axes.</param>
internal readonly record struct Block(nint Address, int[] Sizes)
{
    /// <summary>The number of elements.</summary>
    public int Length
    {
        get
        {
            int length = 1;
            foreach (int size in Sizes) length *= size;
            return length;
        }
    }

    /// <summary>The elements.</summary>
    public unsafe Span<T> Span<T>() where T : unmanaged => new((void*)Address, Length);
}
