using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Grad;

/// <summary>
/// Memory for the time of one call, at an address that does not move, aligned to cache lines; it comes from a pool, so
/// that nothing is allocated once the pool is filled. The elements are whatever was there.
/// </summary>
internal readonly unsafe ref struct Scratch<T> : IDisposable where T : unmanaged
{
    private const int Alignment = 64;
    private readonly byte[] room;
    private readonly GCHandle pin;

    public Scratch(long length)
    {
        room = ArrayPool<byte>.Shared.Rent(checked((int)((length * sizeof(T)) + Alignment)));
        pin = GCHandle.Alloc(room, GCHandleType.Pinned);
        Address = (T*)(((nint)Unsafe.AsPointer(ref room[0]) + Alignment - 1) & -Alignment);
        Length = (int)length;
    }

    /// <summary>The first element.</summary>
    public T* Address { get; }

    public int Length { get; }

    public Span<T> Span => new(Address, Length);

    public void Dispose()
    {
        pin.Free();
        ArrayPool<byte>.Shared.Return(room);
    }
}
