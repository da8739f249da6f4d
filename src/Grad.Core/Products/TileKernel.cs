using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Grad.Products;

/// <summary>A number that the JIT knows: code for rows and columns that a tile does not have disappears.</summary>
internal interface ISize
{
    static abstract int Value { get; }
}

/// <summary>Zero.</summary>
internal readonly struct Size0 : ISize { public static int Value => 0; }

/// <summary>One.</summary>
internal readonly struct Size1 : ISize { public static int Value => 1; }

/// <summary>Two.</summary>
internal readonly struct Size2 : ISize { public static int Value => 2; }

/// <summary>Three.</summary>
internal readonly struct Size3 : ISize { public static int Value => 3; }

/// <summary>Four.</summary>
internal readonly struct Size4 : ISize { public static int Value => 4; }

/// <summary>Five.</summary>
internal readonly struct Size5 : ISize { public static int Value => 5; }

/// <summary>Six.</summary>
internal readonly struct Size6 : ISize { public static int Value => 6; }

/// <summary>Seven.</summary>
internal readonly struct Size7 : ISize { public static int Value => 7; }

/// <summary>Eight.</summary>
internal readonly struct Size8 : ISize { public static int Value => 8; }

/// <summary>Twelve.</summary>
internal readonly struct Size12 : ISize { public static int Value => 12; }

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

    /// <summary>Elements in the last register of a row, when it is not full.</summary>
    internal int Edge;

    /// <summary>Whether the tile adds to what C holds.</summary>
    internal bool Accumulate;
}

/// <summary>
/// The inner kernel after K. Goto and R. A. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
/// 34 (2008): the tile of C stays in registers while k outer products are added to it. Written once for all tile sizes,
/// register widths and both precisions.
/// </summary>
internal static unsafe class TileKernel
{
    /// <summary>
    /// Positions from which C is asked for before the sums begin, to be there when they are done. On Zen 5 this raised 1024³
    /// in float from 179 to 213 GFLOP/s.
    /// </summary>
    private const int Deep = 64;

    /// <summary>Up to 12 rows, one or two registers wide; TEdge is 1 where the last register is not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, V, TRows, TColumns, TEdge>(in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where TRows : ISize
        where TColumns : ISize
        where TEdge : ISize
    {
        V c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default,
            c60 = default, c70 = default, c80 = default, c90 = default, c100 = default, c110 = default,
            c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default,
            c61 = default, c71 = default, c81 = default, c91 = default, c101 = default, c111 = default;
        var mask = TEdge.Value == 1 ? V.First(tile.Edge) : default;
        // Four addresses and two distances reach twelve rows: more would not stay in registers.
        var (row, step) = (tile.RowA, tile.InnerA);
        T* a0 = tile.A, a3 = a0 + 3 * row, a6 = a3 + 3 * row, a9 = a6 + 3 * row, b = tile.B;
        var (row2, rowB) = (2 * row, tile.RowB);
        if (tile.K >= Deep)
        {
            if (TRows.Value > 0) Fetch<T, V, TColumns>(tile.C);
            if (TRows.Value > 1) Fetch<T, V, TColumns>(tile.C + 1 * tile.RowC);
            if (TRows.Value > 2) Fetch<T, V, TColumns>(tile.C + 2 * tile.RowC);
            if (TRows.Value > 3) Fetch<T, V, TColumns>(tile.C + 3 * tile.RowC);
            if (TRows.Value > 4) Fetch<T, V, TColumns>(tile.C + 4 * tile.RowC);
            if (TRows.Value > 5) Fetch<T, V, TColumns>(tile.C + 5 * tile.RowC);
            if (TRows.Value > 6) Fetch<T, V, TColumns>(tile.C + 6 * tile.RowC);
            if (TRows.Value > 7) Fetch<T, V, TColumns>(tile.C + 7 * tile.RowC);
            if (TRows.Value > 8) Fetch<T, V, TColumns>(tile.C + 8 * tile.RowC);
            if (TRows.Value > 9) Fetch<T, V, TColumns>(tile.C + 9 * tile.RowC);
            if (TRows.Value > 10) Fetch<T, V, TColumns>(tile.C + 10 * tile.RowC);
            if (TRows.Value > 11) Fetch<T, V, TColumns>(tile.C + 11 * tile.RowC);
        }
        for (var l = tile.K; l > 0; l--)
        {
            var b0 = Load<T, V>(b, mask, TEdge.Value == 1 && TColumns.Value == 1);
            var b1 = TColumns.Value == 2 ? Load<T, V>(b + V.Count, mask, TEdge.Value == 1) : default;
            if (TRows.Value > 0) Term<T, V, TColumns>(a0, b0, b1, ref c00, ref c01);
            if (TRows.Value > 1) Term<T, V, TColumns>(a0 + row, b0, b1, ref c10, ref c11);
            if (TRows.Value > 2) Term<T, V, TColumns>(a0 + row2, b0, b1, ref c20, ref c21);
            if (TRows.Value > 3) Term<T, V, TColumns>(a3, b0, b1, ref c30, ref c31);
            if (TRows.Value > 4) Term<T, V, TColumns>(a3 + row, b0, b1, ref c40, ref c41);
            if (TRows.Value > 5) Term<T, V, TColumns>(a3 + row2, b0, b1, ref c50, ref c51);
            if (TRows.Value > 6) Term<T, V, TColumns>(a6, b0, b1, ref c60, ref c61);
            if (TRows.Value > 7) Term<T, V, TColumns>(a6 + row, b0, b1, ref c70, ref c71);
            if (TRows.Value > 8) Term<T, V, TColumns>(a6 + row2, b0, b1, ref c80, ref c81);
            if (TRows.Value > 9) Term<T, V, TColumns>(a9, b0, b1, ref c90, ref c91);
            if (TRows.Value > 10) Term<T, V, TColumns>(a9 + row, b0, b1, ref c100, ref c101);
            if (TRows.Value > 11) Term<T, V, TColumns>(a9 + row2, b0, b1, ref c110, ref c111);
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
            Add<T, V, TColumns, TEdge>(c, mask, ref c00, ref c01);
            if (TRows.Value > 1) Add<T, V, TColumns, TEdge>(c + 1 * rowC, mask, ref c10, ref c11);
            if (TRows.Value > 2) Add<T, V, TColumns, TEdge>(c + 2 * rowC, mask, ref c20, ref c21);
            if (TRows.Value > 3) Add<T, V, TColumns, TEdge>(c + 3 * rowC, mask, ref c30, ref c31);
            if (TRows.Value > 4) Add<T, V, TColumns, TEdge>(c + 4 * rowC, mask, ref c40, ref c41);
            if (TRows.Value > 5) Add<T, V, TColumns, TEdge>(c + 5 * rowC, mask, ref c50, ref c51);
            if (TRows.Value > 6) Add<T, V, TColumns, TEdge>(c + 6 * rowC, mask, ref c60, ref c61);
            if (TRows.Value > 7) Add<T, V, TColumns, TEdge>(c + 7 * rowC, mask, ref c70, ref c71);
            if (TRows.Value > 8) Add<T, V, TColumns, TEdge>(c + 8 * rowC, mask, ref c80, ref c81);
            if (TRows.Value > 9) Add<T, V, TColumns, TEdge>(c + 9 * rowC, mask, ref c90, ref c91);
            if (TRows.Value > 10) Add<T, V, TColumns, TEdge>(c + 10 * rowC, mask, ref c100, ref c101);
            if (TRows.Value > 11) Add<T, V, TColumns, TEdge>(c + 11 * rowC, mask, ref c110, ref c111);
        }
        Put<T, V, TColumns, TEdge>(c, mask, c00, c01);
        if (TRows.Value > 1) Put<T, V, TColumns, TEdge>(c + 1 * rowC, mask, c10, c11);
        if (TRows.Value > 2) Put<T, V, TColumns, TEdge>(c + 2 * rowC, mask, c20, c21);
        if (TRows.Value > 3) Put<T, V, TColumns, TEdge>(c + 3 * rowC, mask, c30, c31);
        if (TRows.Value > 4) Put<T, V, TColumns, TEdge>(c + 4 * rowC, mask, c40, c41);
        if (TRows.Value > 5) Put<T, V, TColumns, TEdge>(c + 5 * rowC, mask, c50, c51);
        if (TRows.Value > 6) Put<T, V, TColumns, TEdge>(c + 6 * rowC, mask, c60, c61);
        if (TRows.Value > 7) Put<T, V, TColumns, TEdge>(c + 7 * rowC, mask, c70, c71);
        if (TRows.Value > 8) Put<T, V, TColumns, TEdge>(c + 8 * rowC, mask, c80, c81);
        if (TRows.Value > 9) Put<T, V, TColumns, TEdge>(c + 9 * rowC, mask, c90, c91);
        if (TRows.Value > 10) Put<T, V, TColumns, TEdge>(c + 10 * rowC, mask, c100, c101);
        if (TRows.Value > 11) Put<T, V, TColumns, TEdge>(c + 11 * rowC, mask, c110, c111);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch<T, V, TColumns>(T* c)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(c);
        if (TColumns.Value == 2) Sse.Prefetch0(c + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Term<T, V, TColumns>(T* a, V b0, V b1, ref V c0, ref V c1)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
    {
        if (TColumns.Value == 1)
        {
            c0 = V.MultiplyAdd(a, b0, c0);
            return;
        }
        var x = V.Broadcast(*a);
        c0 = V.MultiplyAdd(x, b0, c0);
        c1 = V.MultiplyAdd(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Load<T, V>(T* address, V mask, bool masked)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T> => masked ? V.LoadFirst(address, mask) : V.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<T, V, TColumns, TEdge>(T* c, V mask, ref V c0, ref V c1)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
        where TEdge : ISize
    {
        c0 = V.Add(Load(c, mask, TEdge.Value == 1 && TColumns.Value == 1), c0);
        if (TColumns.Value == 2) c1 = V.Add(Load(c + V.Count, mask, TEdge.Value == 1), c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put<T, V, TColumns, TEdge>(T* c, V mask, V c0, V c1)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
        where TEdge : ISize
    {
        if (TEdge.Value == 1 && TColumns.Value == 1) c0.StoreFirst(c, mask);
        else c0.Store(c);
        if (TColumns.Value != 2) return;
        if (TEdge.Value == 1) c1.StoreFirst(c + V.Count, mask);
        else c1.Store(c + V.Count);
    }
}
