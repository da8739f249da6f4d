using System.Numerics;

namespace Grad;

/// <summary>One block of memory for all buffers of a session; the garbage collector frees it and never moves it.</summary>
internal sealed unsafe class Arena
{
    private readonly long[] words;
    private readonly nint start;

    /// <summary>An arena of some bytes, all of them 0.</summary>
    public Arena(long size)
    {
        long count = (size + MemoryPlan.Alignment) / sizeof(long);
        if (count > Array.MaxLength) throw Errors.TooMuchMemory(size);
        words = GC.AllocateArray<long>((int)count, pinned: true);
        nint first = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref words[0]);
        start = (first + MemoryPlan.Alignment - 1) / MemoryPlan.Alignment * MemoryPlan.Alignment;
    }

    /// <summary>The address of a byte.</summary>
    public nint this[long offset] => start + (nint)offset;

    /// <summary>The elements of a buffer.</summary>
    public static Span<T> Span<T>(nint address, int count) where T : unmanaged => new((void*)address, count);

    /// <summary>Writes numbers into a buffer, each rounded once.</summary>
    public static void Write<T>(nint address, ReadOnlySpan<double> numbers) where T : unmanaged, INumberBase<T>
    {
        var target = Span<T>(address, numbers.Length);
        for (int i = 0; i < numbers.Length; i++) target[i] = T.CreateTruncating(numbers[i]);
    }
}
