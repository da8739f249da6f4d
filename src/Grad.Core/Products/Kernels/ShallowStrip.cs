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

    /// <summary>How many columns.</summary>
    internal int Edge;

    internal bool Accumulate;

    /// <summary>All rows. TEdge is 1 where columns do not fill the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal readonly void Run<R, TTerms, TEdge>()
        where R : unmanaged, IColumns<R, T>
        where TTerms : ISize
        where TEdge : ISize
    {
        R b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        var mask = TEdge.Value == 1 ? R.First(Edge) : default;
        var b = B;
        Row<R, TEdge>(b, mask, ref b0);
        if (TTerms.Value > 1) Row<R, TEdge>(b += RowB, mask, ref b1);
        if (TTerms.Value > 2) Row<R, TEdge>(b += RowB, mask, ref b2);
        if (TTerms.Value > 3) Row<R, TEdge>(b += RowB, mask, ref b3);
        if (TTerms.Value > 4) Row<R, TEdge>(b += RowB, mask, ref b4);
        if (TTerms.Value > 5) Row<R, TEdge>(b += RowB, mask, ref b5);
        if (TTerms.Value > 6) Row<R, TEdge>(b += RowB, mask, ref b6);
        if (TTerms.Value > 7) Row<R, TEdge>(b += RowB, mask, ref b7);
        var (rowA, step, rowC, accumulate) = (RowA, InnerA, RowC, Accumulate);
        T* a = A, c = C;
        for (var i = Rows; i > 0; i--, a += rowA, c += rowC)
        {
            var sum = R.MultiplyAdd(a, b0, default);
            if (TTerms.Value > 1) sum = R.MultiplyAdd(a + step, b1, sum);
            if (TTerms.Value > 2) sum = R.MultiplyAdd(a + 2 * step, b2, sum);
            if (TTerms.Value > 3) sum = R.MultiplyAdd(a + 3 * step, b3, sum);
            if (TTerms.Value > 4) sum = R.MultiplyAdd(a + 4 * step, b4, sum);
            if (TTerms.Value > 5) sum = R.MultiplyAdd(a + 5 * step, b5, sum);
            if (TTerms.Value > 6) sum = R.MultiplyAdd(a + 6 * step, b6, sum);
            if (TTerms.Value > 7) sum = R.MultiplyAdd(a + 7 * step, b7, sum);
            if (accumulate) TileKernel.Add<T, R, TEdge>(c, mask, ref sum);
            TileKernel.Put<T, R, TEdge>(c, mask, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<R, TEdge>(T* from, R mask, ref R row)
        where R : unmanaged, IColumns<R, T>
        where TEdge : ISize => row = TEdge.Value == 1 ? R.LoadFirst(from, mask) : R.Load(from);
}
