using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>
/// Tiles three registers wide, for the last columns of operands in place. A kernel of its own: with a third column in
/// <see cref="TileKernel"/> the JIT would have more variables there than it keeps in registers.
/// </summary>
internal static unsafe class WideTileKernel
{
    /// <summary>Up to 8 rows; TEdge is 1 where the last register is not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, V, TRows, TEdge>(in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where TRows : ISize
        where TEdge : ISize
    {
        V c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default, c60 = default, c70 = default,
            c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default, c61 = default, c71 = default,
            c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default, c62 = default, c72 = default;
        var mask = TEdge.Value == 1 ? V.First(tile.Edge) : default;
        var (row, step) = (tile.RowA, tile.InnerA);
        T* a0 = tile.A, a3 = a0 + 3 * row, a6 = a3 + 3 * row, b = tile.B;
        var (row2, rowB) = (2 * row, tile.RowB);
        for (var l = tile.K; l > 0; l--)
        {
            V b0 = V.Load(b), b1 = V.Load(b + V.Count), b2 = TileKernel.Load(b + 2 * V.Count, mask, TEdge.Value == 1);
            Term<T, V>(*a0, b0, b1, b2, ref c00, ref c01, ref c02);
            if (TRows.Value > 1) Term<T, V>(a0[row], b0, b1, b2, ref c10, ref c11, ref c12);
            if (TRows.Value > 2) Term<T, V>(a0[row2], b0, b1, b2, ref c20, ref c21, ref c22);
            if (TRows.Value > 3) Term<T, V>(*a3, b0, b1, b2, ref c30, ref c31, ref c32);
            if (TRows.Value > 4) Term<T, V>(a3[row], b0, b1, b2, ref c40, ref c41, ref c42);
            if (TRows.Value > 5) Term<T, V>(a3[row2], b0, b1, b2, ref c50, ref c51, ref c52);
            if (TRows.Value > 6) Term<T, V>(*a6, b0, b1, b2, ref c60, ref c61, ref c62);
            if (TRows.Value > 7) Term<T, V>(a6[row], b0, b1, b2, ref c70, ref c71, ref c72);
            a0 += step;
            a3 += step;
            a6 += step;
            b += rowB;
        }
        T* c = tile.C;
        var rowC = tile.RowC;
        if (tile.Accumulate)
        {
            Add<T, V, TEdge>(c, mask, ref c00, ref c01, ref c02);
            if (TRows.Value > 1) Add<T, V, TEdge>(c + rowC, mask, ref c10, ref c11, ref c12);
            if (TRows.Value > 2) Add<T, V, TEdge>(c + 2 * rowC, mask, ref c20, ref c21, ref c22);
            if (TRows.Value > 3) Add<T, V, TEdge>(c + 3 * rowC, mask, ref c30, ref c31, ref c32);
            if (TRows.Value > 4) Add<T, V, TEdge>(c + 4 * rowC, mask, ref c40, ref c41, ref c42);
            if (TRows.Value > 5) Add<T, V, TEdge>(c + 5 * rowC, mask, ref c50, ref c51, ref c52);
            if (TRows.Value > 6) Add<T, V, TEdge>(c + 6 * rowC, mask, ref c60, ref c61, ref c62);
            if (TRows.Value > 7) Add<T, V, TEdge>(c + 7 * rowC, mask, ref c70, ref c71, ref c72);
        }
        Put<T, V, TEdge>(c, mask, c00, c01, c02);
        if (TRows.Value > 1) Put<T, V, TEdge>(c + rowC, mask, c10, c11, c12);
        if (TRows.Value > 2) Put<T, V, TEdge>(c + 2 * rowC, mask, c20, c21, c22);
        if (TRows.Value > 3) Put<T, V, TEdge>(c + 3 * rowC, mask, c30, c31, c32);
        if (TRows.Value > 4) Put<T, V, TEdge>(c + 4 * rowC, mask, c40, c41, c42);
        if (TRows.Value > 5) Put<T, V, TEdge>(c + 5 * rowC, mask, c50, c51, c52);
        if (TRows.Value > 6) Put<T, V, TEdge>(c + 6 * rowC, mask, c60, c61, c62);
        if (TRows.Value > 7) Put<T, V, TEdge>(c + 7 * rowC, mask, c70, c71, c72);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Term<T, V>(T a, V b0, V b1, V b2, ref V c0, ref V c1, ref V c2)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
    {
        var x = V.Broadcast(a);
        c0 = V.MultiplyAdd(x, b0, c0);
        c1 = V.MultiplyAdd(x, b1, c1);
        c2 = V.MultiplyAdd(x, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, V, TEdge>(T* c, V mask, ref V c0, ref V c1, ref V c2)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TEdge : ISize
    {
        c0 = V.Add(V.Load(c), c0);
        c1 = V.Add(V.Load(c + V.Count), c1);
        c2 = V.Add(TileKernel.Load(c + 2 * V.Count, mask, TEdge.Value == 1), c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T, V, TEdge>(T* c, V mask, V c0, V c1, V c2)
        where T : unmanaged
        where V : unmanaged, IRegister<V, T>
        where TEdge : ISize
    {
        c0.Store(c);
        c1.Store(c + V.Count);
        if (TEdge.Value == 1) c2.StoreFirst(c + 2 * V.Count, mask);
        else c2.Store(c + 2 * V.Count);
    }
}
