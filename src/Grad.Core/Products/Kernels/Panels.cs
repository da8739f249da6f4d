using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>Copies of parts of the operands in the order in which the kernel reads them, one room per thread.</summary>
internal static unsafe class Panels
{
    private const int Alignment = 64;

    /// <summary>Strips that are written at once where the lines of a position are neighbours.</summary>
    private const int Together = 8;

    [ThreadStatic] private static byte[]? PanelOfA;
    [ThreadStatic] private static byte[]? PanelOfB;

    /// <summary>
    /// Strips of <paramref name="width"/> lines, side by side for each of k positions; the last strip keeps the
    /// distance and has zeros for its missing lines, which tiles read but do not store.
    /// </summary>
    /// <param name="source">The first element.</param>
    /// <param name="lines">Rows of op(A), or columns of op(B).</param>
    /// <param name="k">Positions along the inner dimension.</param>
    /// <param name="width">Lines in a strip.</param>
    /// <param name="line">Elements from one line to the next.</param>
    /// <param name="inner">Elements from one position to the next.</param>
    /// <param name="target">Room for the strips.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<T>(T* source, int lines, int k, int width, nint line, nint inner, T* target)
        where T : unmanaged
    {
        if (lines == 0) return;
        var rest = lines % width;
        if (rest > 0) new Span<T>(target + (nint)(lines - rest) * k, width * k).Clear();
        if (line == 1)
        {
            for (var first = 0; first < lines; first += Together * width, target += (nint)Together * width * k)
                Copy(source + first, Math.Min(Together * width, lines - first), k, width, inner, target);
            return;
        }
        for (var first = 0; first < lines; first += width, source += width * line, target += (nint)width * k)
            Interleave(source, Math.Min(width, lines - first), k, width, line, inner, target);
    }

    // Some strips at a time, so that the lines of a position are read one after the other. Batches of 64×64×1000 in double with A
    // transposed, which come from memory, run at about 30 instead of 24 GFLOP/s (Zen 4).
    private static void Copy<T>(T* source, int lines, int k, int width, nint inner, T* target) where T : unmanaged
    {
        var strip = (nint)width * k;
        for (var l = 0; l < k; l++, source += inner, target += width)
        {
            var to = target;
            for (var first = 0; first < lines; first += width, to += strip)
                Unsafe.CopyBlockUnaligned(to, source + first, (uint)(Math.Min(width, lines - first) * sizeof(T)));
        }
    }

    internal static T* OfA<T>(int length) where T : unmanaged => Room<T>(ref PanelOfA, length);

    internal static T* OfB<T>(int length) where T : unmanaged => Room<T>(ref PanelOfB, length);

    // Four lines at a time: each touched line of the target receives four neighbours at once. Transposed in registers, floats
    // take a quarter of a cycle each on Zen 5, one by one two thirds.
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
