using System.Numerics;

namespace Grad;

/// <summary>One block of memory for all buffers of a session; the garbage collector frees it and never moves it.</summary>
internal sealed unsafe class Arena
{
    private const int Alignment = 64;
    private readonly long[] words;

    /// <summary>An arena of some buffers, each aligned; their addresses come with it.</summary>
    public Arena(ReadOnlySpan<long> lengths, out nint[] addresses)
    {
        long total = Alignment;
        foreach (long length in lengths) total += Aligned(length);
        if (total / sizeof(long) > Array.MaxLength) throw Errors.TooMuchMemory(total);
        words = GC.AllocateArray<long>((int)(total / sizeof(long)), pinned: true);
        nint next = (nint)Aligned((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref words[0]));
        addresses = new nint[lengths.Length];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = next;
            next += (nint)Aligned(lengths[i]);
        }
    }

    /// <summary>The bytes in use.</summary>
    public long Size => (long)words.Length * sizeof(long);

    /// <summary>The elements of a buffer.</summary>
    public static Span<T> Span<T>(nint address, int count) where T : unmanaged => new((void*)address, count);

    /// <summary>Writes numbers into a buffer, each rounded once.</summary>
    public static void Write<T>(nint address, ReadOnlySpan<double> numbers) where T : unmanaged, INumberBase<T>
    {
        var target = Span<T>(address, numbers.Length);
        for (int i = 0; i < numbers.Length; i++) target[i] = T.CreateTruncating(numbers[i]);
    }

    private static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
