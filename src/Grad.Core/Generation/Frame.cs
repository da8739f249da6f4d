using System.Runtime.CompilerServices;

namespace Grad;

/// <summary>
/// What a generated loop is called with: a table of machine words. First the sizes of the loops; then for each access its
/// address and its strides in bytes; then for each fold the number of elements of its result; then the address of memory
/// for the operands and the result of one vector body.
/// </summary>
internal static unsafe class Frame
{
    public static int SizeSlot(int loop) => loop;

    public static int AddressSlot(int loops, int access) => loops + (access * (loops + 1));

    public static int StrideSlot(int loops, int access, int loop) => AddressSlot(loops, access) + 1 + loop;

    public static int CountSlot(int loops, int accesses, int fold) => loops + (accesses * (loops + 1)) + fold;

    public static int ScratchSlot(int loops, int accesses, int folds) => CountSlot(loops, accesses, folds);

    /// <summary>A frame that is not moved; its slots are 0 but for the scratch memory's, which is aligned.</summary>
    public static nint[] Allocate(int loops, int accesses, int folds)
    {
        int slot = ScratchSlot(loops, accesses, folds), words = LaneCall.Step / sizeof(nint);
        var frame = GC.AllocateArray<nint>(slot + 1 + (5 * words), pinned: true);
        nint after = (nint)Unsafe.AsPointer(ref frame[slot]) + sizeof(nint);
        frame[slot] = (after + LaneCall.Step - 1) / LaneCall.Step * LaneCall.Step;
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(nint frame, int slot) => ((nint*)frame)[slot];

    /// <summary>Writes a value into each of some elements, before a fold accumulates there.</summary>
    public static void Fill<T>(nint address, nint count, double value) where T : unmanaged, System.Numerics.INumberBase<T> =>
        new Span<T>((void*)address, checked((int)count)).Fill(T.CreateSaturating(value));
}
