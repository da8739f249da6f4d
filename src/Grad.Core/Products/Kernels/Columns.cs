using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>
/// Neighbouring columns of a row, in one register or in several side by side: what the kernels, written once, need of them.
/// </summary>
internal unsafe interface IColumns<TSelf, T> where TSelf : unmanaged, IColumns<TSelf, T> where T : unmanaged
{
    /// <summary>How many columns.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* address);

    /// <summary>Reads the first elements alone; the others are zero and their memory is not touched.</summary>
    static abstract TSelf LoadFirst(T* address, TSelf mask);

    /// <summary>The number at x times y, plus the sum, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(T* x, TSelf y, TSelf sum);

    static abstract TSelf Add(TSelf x, TSelf y);

    /// <summary>A mask of the first columns, of which the last register has at least one.</summary>
    static abstract TSelf First(int count);

    void Store(T* address);

    void StoreFirst(T* address, TSelf mask);
}

/// <summary>Two registers, of which the second may be narrower, such as for the 16 and the 4 of 20 columns.</summary>
internal readonly unsafe struct Pair<V, W, T>(V left, W right) : IColumns<Pair<V, W, T>, T>
    where V : unmanaged, IRegister<V, T>
    where W : unmanaged, IRegister<W, T>
    where T : unmanaged
{
    private readonly V left = left;
    private readonly W right = right;

    public static int Count => V.Count + W.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, W, T> Load(T* address) => new(V.Load(address), W.Load(address + V.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, W, T> LoadFirst(T* address, Pair<V, W, T> mask) =>
        new(V.Load(address), W.LoadFirst(address + V.Count, mask.right));

    // What both are multiplied with is broadcast once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, W, T> MultiplyAdd(T* x, Pair<V, W, T> y, Pair<V, W, T> sum)
    {
        var all = V.Broadcast(*x);
        return new(V.MultiplyAdd(all, y.left, sum.left), W.MultiplyAdd(V.Low<W>(all), y.right, sum.right));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, W, T> Add(Pair<V, W, T> x, Pair<V, W, T> y) =>
        new(V.Add(x.left, y.left), W.Add(x.right, y.right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, W, T> First(int count) => new(default, W.First(count - V.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* address)
    {
        left.Store(address);
        right.Store(address + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(T* address, Pair<V, W, T> mask)
    {
        left.Store(address);
        right.StoreFirst(address + V.Count, mask.right);
    }
}
