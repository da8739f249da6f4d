using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>Columns of C, one or two registers of them, and what is multiplied into them in few terms.</summary>
internal unsafe struct ShallowStrip<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal T* A, B, C;

    /// <summary>Elements from one row of op(A) to the next, and along a row.</summary>
    internal nint RowA, InnerA;

    internal nint RowB, RowC;

    internal int Rows;

    /// <summary>Elements in the last register of a row, when it is not full.</summary>
    internal int Edge;

    internal bool Accumulate;

    /// <summary>All rows. TEdge is 1 where the last register is not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal readonly void Run<V, TTerms, TColumns, TEdge>()
        where V : unmanaged, IRegister<V, T>
        where TTerms : ISize
        where TColumns : ISize
        where TEdge : ISize
    {
        var mask = TEdge.Value == 1 ? V.First(Edge) : default;
        V b00 = default, b10 = default, b20 = default, b30 = default, b40 = default, b50 = default, b60 = default, b70 = default,
            b01 = default, b11 = default, b21 = default, b31 = default, b41 = default, b51 = default, b61 = default, b71 = default;
        var b = B;
        Row<V, TColumns, TEdge>(b, mask, ref b00, ref b01);
        if (TTerms.Value > 1) Row<V, TColumns, TEdge>(b += RowB, mask, ref b10, ref b11);
        if (TTerms.Value > 2) Row<V, TColumns, TEdge>(b += RowB, mask, ref b20, ref b21);
        if (TTerms.Value > 3) Row<V, TColumns, TEdge>(b += RowB, mask, ref b30, ref b31);
        if (TTerms.Value > 4) Row<V, TColumns, TEdge>(b += RowB, mask, ref b40, ref b41);
        if (TTerms.Value > 5) Row<V, TColumns, TEdge>(b += RowB, mask, ref b50, ref b51);
        if (TTerms.Value > 6) Row<V, TColumns, TEdge>(b += RowB, mask, ref b60, ref b61);
        if (TTerms.Value > 7) Row<V, TColumns, TEdge>(b += RowB, mask, ref b70, ref b71);
        var (rowA, step, rowC, accumulate) = (RowA, InnerA, RowC, Accumulate);
        T* a = A, c = C;
        for (var i = Rows; i > 0; i--, a += rowA, c += rowC)
        {
            V c0 = default, c1 = default;
            Term<V, TColumns>(a, b00, b01, ref c0, ref c1);
            if (TTerms.Value > 1) Term<V, TColumns>(a + step, b10, b11, ref c0, ref c1);
            if (TTerms.Value > 2) Term<V, TColumns>(a + 2 * step, b20, b21, ref c0, ref c1);
            if (TTerms.Value > 3) Term<V, TColumns>(a + 3 * step, b30, b31, ref c0, ref c1);
            if (TTerms.Value > 4) Term<V, TColumns>(a + 4 * step, b40, b41, ref c0, ref c1);
            if (TTerms.Value > 5) Term<V, TColumns>(a + 5 * step, b50, b51, ref c0, ref c1);
            if (TTerms.Value > 6) Term<V, TColumns>(a + 6 * step, b60, b61, ref c0, ref c1);
            if (TTerms.Value > 7) Term<V, TColumns>(a + 7 * step, b70, b71, ref c0, ref c1);
            if (accumulate) TileKernel.Add<T, V, TColumns, TEdge>(c, mask, ref c0, ref c1);
            TileKernel.Put<T, V, TColumns, TEdge>(c, mask, c0, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<V, TColumns, TEdge>(T* b, V mask, ref V b0, ref V b1)
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
        where TEdge : ISize
    {
        b0 = TileKernel.Load(b, mask, TEdge.Value == 1 && TColumns.Value == 1);
        if (TColumns.Value == 2) b1 = TileKernel.Load(b + V.Count, mask, TEdge.Value == 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Term<V, TColumns>(T* a, V b0, V b1, ref V c0, ref V c1)
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
}
