using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Grad.Products;

/// <summary>
/// A tile of C and what is multiplied into it: rows × columns of A by strides, so that packed, plain and transposed
/// storage are the same to the kernel; rows of B contiguous.
/// </summary>
internal unsafe struct Tile<T> where T : unmanaged
{
    internal T* A, B, C;

    /// <summary>Elements from one row of op(A) to the next, and along a row.</summary>
    internal nint RowA, InnerA;

    internal nint RowB, RowC;

    internal int K;

    /// <summary>Columns, where they do not fill the registers.</summary>
    internal int Edge;

    /// <summary>How many of the last rows of B have no memory behind them that could be read beyond their ends.</summary>
    internal int Guarded;

    /// <summary>Whether the tile adds to what C holds.</summary>
    internal bool Accumulate;

    /// <summary>Whether C is asked for before the sums begin, to be there when they are done.</summary>
    internal bool Fetches;
}

/// <summary>
/// The inner kernel after K. Goto and R. A. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
/// 34 (2008): the tile of C stays in registers while k outer products are added to it. Written once for all tile sizes,
/// register widths and both precisions.
/// </summary>
internal static unsafe class TileKernel
{
    /// <summary>Up to 12 rows of as many columns as R has; TEdge is 1 where they do not fill it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, R, TRows, TEdge>(in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where R : unmanaged, IColumns<R, T>
        where TRows : ISize
        where TEdge : ISize
    {
        // Rows that a tile does not have are not cleared either: the JIT would keep them in memory.
        R c0 = default;
        Clear<R, TRows, Size1>(out var c1);
        Clear<R, TRows, Size2>(out var c2);
        Clear<R, TRows, Size3>(out var c3);
        Clear<R, TRows, Size4>(out var c4);
        Clear<R, TRows, Size5>(out var c5);
        Clear<R, TRows, Size6>(out var c6);
        Clear<R, TRows, Size7>(out var c7);
        Clear<R, TRows, Size8>(out var c8);
        Clear<R, TRows, Size9>(out var c9);
        Clear<R, TRows, Size10>(out var c10);
        Clear<R, TRows, Size11>(out var c11);
        var mask = TEdge.Value == 1 ? R.First(tile.Edge) : default;
        var guarded = TEdge.Value == 1 ? tile.Guarded : 0;
        // Four addresses and two distances reach twelve rows: more would not stay in registers.
        var (row, step) = (tile.RowA, tile.InnerA);
        T* a0 = tile.A, a3 = a0 + 3 * row, a6 = a3 + 3 * row, a9 = a6 + 3 * row, b = tile.B;
        var (row2, rowB) = (2 * row, tile.RowB);
        if (tile.Fetches)
        {
            T* next = tile.C;
            for (var i = 0; i < TRows.Value; i++, next += tile.RowC) Fetch<T, R>(next);
        }
        for (var l = tile.K; l > 0; l--)
        {
            var y = TEdge.Value == 1 && l <= guarded ? R.LoadFirst(b, mask) : R.Load(b);
            c0 = R.MultiplyAdd(a0, y, c0);
            if (TRows.Value > 1) c1 = R.MultiplyAdd(a0 + row, y, c1);
            if (TRows.Value > 2) c2 = R.MultiplyAdd(a0 + row2, y, c2);
            if (TRows.Value > 3) c3 = R.MultiplyAdd(a3, y, c3);
            if (TRows.Value > 4) c4 = R.MultiplyAdd(a3 + row, y, c4);
            if (TRows.Value > 5) c5 = R.MultiplyAdd(a3 + row2, y, c5);
            if (TRows.Value > 6) c6 = R.MultiplyAdd(a6, y, c6);
            if (TRows.Value > 7) c7 = R.MultiplyAdd(a6 + row, y, c7);
            if (TRows.Value > 8) c8 = R.MultiplyAdd(a6 + row2, y, c8);
            if (TRows.Value > 9) c9 = R.MultiplyAdd(a9, y, c9);
            if (TRows.Value > 10) c10 = R.MultiplyAdd(a9 + row, y, c10);
            if (TRows.Value > 11) c11 = R.MultiplyAdd(a9 + row2, y, c11);
            a0 += step;
            a3 += step;
            a6 += step;
            a9 += step;
            b += rowB;
        }
        T* c = tile.C;
        var rowC = tile.RowC;
        // One choice for the tile: one for each register costs 2 to 4 % of products up to 64³.
        if (tile.Accumulate)
        {
            Add<T, R, TEdge>(c, mask, ref c0);
            if (TRows.Value > 1) Add<T, R, TEdge>(c + 1 * rowC, mask, ref c1);
            if (TRows.Value > 2) Add<T, R, TEdge>(c + 2 * rowC, mask, ref c2);
            if (TRows.Value > 3) Add<T, R, TEdge>(c + 3 * rowC, mask, ref c3);
            if (TRows.Value > 4) Add<T, R, TEdge>(c + 4 * rowC, mask, ref c4);
            if (TRows.Value > 5) Add<T, R, TEdge>(c + 5 * rowC, mask, ref c5);
            if (TRows.Value > 6) Add<T, R, TEdge>(c + 6 * rowC, mask, ref c6);
            if (TRows.Value > 7) Add<T, R, TEdge>(c + 7 * rowC, mask, ref c7);
            if (TRows.Value > 8) Add<T, R, TEdge>(c + 8 * rowC, mask, ref c8);
            if (TRows.Value > 9) Add<T, R, TEdge>(c + 9 * rowC, mask, ref c9);
            if (TRows.Value > 10) Add<T, R, TEdge>(c + 10 * rowC, mask, ref c10);
            if (TRows.Value > 11) Add<T, R, TEdge>(c + 11 * rowC, mask, ref c11);
        }
        Put<T, R, TEdge>(c, mask, c0);
        if (TRows.Value > 1) Put<T, R, TEdge>(c + 1 * rowC, mask, c1);
        if (TRows.Value > 2) Put<T, R, TEdge>(c + 2 * rowC, mask, c2);
        if (TRows.Value > 3) Put<T, R, TEdge>(c + 3 * rowC, mask, c3);
        if (TRows.Value > 4) Put<T, R, TEdge>(c + 4 * rowC, mask, c4);
        if (TRows.Value > 5) Put<T, R, TEdge>(c + 5 * rowC, mask, c5);
        if (TRows.Value > 6) Put<T, R, TEdge>(c + 6 * rowC, mask, c6);
        if (TRows.Value > 7) Put<T, R, TEdge>(c + 7 * rowC, mask, c7);
        if (TRows.Value > 8) Put<T, R, TEdge>(c + 8 * rowC, mask, c8);
        if (TRows.Value > 9) Put<T, R, TEdge>(c + 9 * rowC, mask, c9);
        if (TRows.Value > 10) Put<T, R, TEdge>(c + 10 * rowC, mask, c10);
        if (TRows.Value > 11) Put<T, R, TEdge>(c + 11 * rowC, mask, c11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear<R, TRows, TRow>(out R sum) where TRows : ISize where TRow : ISize
    {
        Unsafe.SkipInit(out sum);
        if (TRows.Value > TRow.Value) sum = default!;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<T, R, TEdge>(T* c, R mask, ref R sum)
        where T : unmanaged
        where R : unmanaged, IColumns<R, T>
        where TEdge : ISize => sum = R.Add(TEdge.Value == 1 ? R.LoadFirst(c, mask) : R.Load(c), sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put<T, R, TEdge>(T* c, R mask, R sum)
        where T : unmanaged
        where R : unmanaged, IColumns<R, T>
        where TEdge : ISize
    {
        if (TEdge.Value == 1) sum.StoreFirst(c, mask);
        else sum.Store(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch<T, R>(T* c)
        where T : unmanaged
        where R : unmanaged, IColumns<R, T>
    {
        const int Line = 64;
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(c);
        if (R.Count * sizeof(T) > Line) Sse.Prefetch0((byte*)c + Line);
    }
}
