using System.Numerics;

namespace Grad;

/// <summary>One block of memory for all buffers of a session; the garbage collector frees it and never moves it.</summary>
internal sealed unsafe class Arena
{
    private readonly long[] words;
    private readonly nint start;

    /// <summary>The bytes of memory that this process can have.</summary>
    public static long Available { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The most bytes that an arena can have: what there is, in one array of words.</summary>
    public static long Most { get; } = Math.Min(((long)Array.MaxLength * sizeof(long)) - (2 * MemoryPlan.Alignment), Available);

    /// <summary>An arena of some bytes, all of them 0, and room behind them for a vector that begins there.</summary>
    public Arena(long size)
    {
        Size = size;
        long count = (size + (2 * MemoryPlan.Alignment)) / sizeof(long);
        words = GC.AllocateArray<long>((int)count, pinned: true);
        nint first = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref words[0]);
        start = (first + MemoryPlan.Alignment - 1) / MemoryPlan.Alignment * MemoryPlan.Alignment;
    }

    /// <summary>The bytes that can be used.</summary>
    public long Size { get; }

    /// <summary>The address of a byte.</summary>
    public nint this[long offset] => start + (nint)offset;

    /// <summary>The elements of a buffer.</summary>
    public static Span<T> Span<T>(nint address, int count) where T : unmanaged => new((void*)address, count);

    /// <summary>Writes numbers into a buffer of a program of element type <typeparamref name="T"/>, each rounded once.</summary>
    public static void Write<T, TData>(nint address, Storage storage, ReadOnlySpan<TData> data)
        where T : unmanaged, INumberBase<T> where TData : unmanaged, INumberBase<TData>
    {
        switch (storage)
        {
            case Storage.Real: Convert(data, Span<T>(address, data.Length)); break;
            case Storage.Double: Convert(data, Span<double>(address, data.Length)); break;
            case Storage.Int32: Convert(data, Span<int>(address, data.Length)); break;
            default:
                var bytes = Span<byte>(address, data.Length);
                for (int i = 0; i < bytes.Length; i++) bytes[i] = TData.IsZero(data[i]) ? (byte)0 : (byte)1;
                break;
        }
    }

    /// <summary>The numbers in a buffer of a program of element type <typeparamref name="T"/>; a condition is 0 or 1.</summary>
    public static double[] Read<T>(nint address, Storage storage, int count) where T : unmanaged, INumberBase<T>
    {
        var numbers = new double[count];
        switch (storage)
        {
            case Storage.Real: Convert<T, double>(Span<T>(address, count), numbers); break;
            case Storage.Double: Convert<double, double>(Span<double>(address, count), numbers); break;
            case Storage.Int32: Convert<int, double>(Span<int>(address, count), numbers); break;
            default: Convert<byte, double>(Span<byte>(address, count), numbers); break;
        }
        return numbers;
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> data, Span<TTo> target)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
    {
        if (typeof(TFrom) == typeof(TTo)) System.Runtime.InteropServices.MemoryMarshal.Cast<TFrom, TTo>(data).CopyTo(target);
        else for (int i = 0; i < target.Length; i++) target[i] = TTo.CreateSaturating(data[i]);
    }
}
