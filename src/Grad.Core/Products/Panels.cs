using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>Copies of parts of the operands in the order in which the kernel reads them, one room per thread.</summary>
internal static unsafe class Panels
{
    private const int Alignment = 64;

    [ThreadStatic] private static byte[]? PanelOfA;
    [ThreadStatic] private static byte[]? PanelOfB;

    /// <summary>
    /// Strips of <paramref name="width"/> lines, side by side for each of k positions; the last strip keeps the
    /// distance and leaves its missing lines as they are, since no tile reads them.
    /// </summary>
    /// <param name="source">The first element.</param>
    /// <param name="lines">Rows of op(A), or columns of op(B).</param>
    /// <param name="k">Positions along the inner dimension.</param>
    /// <param name="width">Lines in a strip.</param>
    /// <param name="line">Elements from one line to the next.</param>
    /// <param name="inner">Elements from one position to the next.</param>
    /// <param name="target">Room for the strips.</param>
    internal static void Pack<T>(T* source, int lines, int k, int width, nint line, nint inner, T* target)
        where T : unmanaged
    {
        for (var first = 0; first < lines; first += width)
        {
            var taken = Math.Min(width, lines - first);
            if (line == 1) Copy(source, taken, k, width, inner, target);
            else Interleave(source, taken, k, width, line, inner, target);
            source += width * line;
            target += (nint)width * k;
        }
    }

    internal static T* OfA<T>(int length) where T : unmanaged => Room<T>(ref PanelOfA, length);

    internal static T* OfB<T>(int length) where T : unmanaged => Room<T>(ref PanelOfB, length);

    /// <summary>
    /// Neighbouring lines are copied together. The widths that tiles have are known to the JIT, which copies them in a few
    /// vectors: a call of the general copy for each position took 7 % of a product of 512³.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T>(T* source, int lines, int k, int width, nint inner, T* target) where T : unmanaged
    {
        for (var l = 0; l < k; l++, source += inner, target += width)
        {
            switch (lines * sizeof(T))
            {
                case 128: Unsafe.CopyBlockUnaligned(target, source, 128); break;
                case 96: Unsafe.CopyBlockUnaligned(target, source, 96); break;
                case 64: Unsafe.CopyBlockUnaligned(target, source, 64); break;
                case 48: Unsafe.CopyBlockUnaligned(target, source, 48); break;
                case 24: Unsafe.CopyBlockUnaligned(target, source, 24); break;
                default: Unsafe.CopyBlockUnaligned(target, source, (uint)(lines * sizeof(T))); break;
            }
        }
    }

    // Four lines at a time: each touched line of the target receives four neighbours at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave<T>(T* source, int lines, int k, int width, nint line, nint inner, T* target)
        where T : unmanaged
    {
        var i = 0;
        for (; i <= lines - 4; i += 4)
        {
            T* from = source + i * line, to = target + i;
            var l = 0;
            if (inner == 1)
                for (; l <= k - 4; l += 4, from += 4, to += 4 * width) Transposition.Of4By4(from, line, to, width);
            for (; l < k; l++, from += inner, to += width)
            {
                to[0] = from[0];
                to[1] = from[line];
                to[2] = from[2 * line];
                to[3] = from[3 * line];
            }
        }
        for (; i < lines; i++)
            for (var l = 0; l < k; l++)
                target[(nint)l * width + i] = source[i * line + l * inner];
    }

    private static T* Room<T>(ref byte[]? room, int length) where T : unmanaged
    {
        var bytes = length * sizeof(T) + Alignment;
        if (room is null || room.Length < bytes) room = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        var address = (nint)Unsafe.AsPointer(ref room[0]);
        return (T*)((address + Alignment - 1) & -Alignment);
    }
}
