using System.Numerics;
using System.Runtime.InteropServices;

namespace Grad.Bench;

/// <summary>Numbers that begin at a cache line and do not move, for native code and hand-written loops.</summary>
internal sealed unsafe class AlignedArray<T> : IDisposable where T : unmanaged, INumberBase<T>
{
    private const int Alignment = 64;

    private readonly T* first;
    private readonly int length;

    public AlignedArray(int length)
    {
        this.length = length;
        first = (T*)NativeMemory.AlignedAlloc((nuint)((long)length * sizeof(T)), Alignment);
        Span.Clear();
    }

    public AlignedArray(ReadOnlySpan<double> numbers) : this(numbers.Length)
    {
        for (int i = 0; i < length; i++) first[i] = T.CreateTruncating(numbers[i]);
    }

    public nint Address => (nint)first;

    public Span<T> Span => new(first, length);

    public void Dispose() => NativeMemory.AlignedFree(first);
}
