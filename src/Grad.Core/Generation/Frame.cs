using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// What a loop's kernel is called with: a table of machine words. First the sizes of the loops; then for each access its
/// address and its strides in bytes; then for each fold the number of elements of its result; then the address of memory
/// that the kernel may use while it runs.
/// </summary>
internal static unsafe class Frame
{
    public static int SizeSlot(int loop) => loop;

    public static int AddressSlot(int loops, int access) => loops + (access * (loops + 1));

    public static int StrideSlot(int loops, int access, int loop) => AddressSlot(loops, access) + 1 + loop;

    public static int CountSlot(int loops, int accesses, int fold) => loops + (accesses * (loops + 1)) + fold;

    public static int ScratchSlot(int loops, int accesses, int folds) => CountSlot(loops, accesses, folds);

    /// <summary>A frame that is not moved; its slots are 0.</summary>
    public static nint[] Allocate(int loops, int accesses, int folds) =>
        GC.AllocateArray<nint>(ScratchSlot(loops, accesses, folds) + 1, pinned: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(nint frame, int slot) => ((nint*)frame)[slot];

    /// <summary>Writes a value into each of some elements, before a fold accumulates there.</summary>
    public static void Fill<T>(nint address, nint count, double value) where T : unmanaged, System.Numerics.INumberBase<T> =>
        new Span<T>((void*)address, checked((int)count)).Fill(T.CreateSaturating(value));
}
