using System.Runtime.InteropServices;

namespace Grad.Factorizations;

/// <summary>Native memory for the length of one call: nothing is kept, nothing reaches the garbage collector.</summary>
internal readonly unsafe ref struct Room<T> where T : unmanaged
{
    private const int Alignment = 64;

    internal readonly T* Start;

    /// <summary>Room for so many elements, with arbitrary contents.</summary>
    internal Room(long length) =>
        Start = (T*)NativeMemory.AlignedAlloc(checked((nuint)(length * sizeof(T) + Alignment)), Alignment);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => NativeMemory.AlignedFree(Start);
}
