using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Products;

/// <summary>A block of C and the strips of A and B that make it, packed or in place.</summary>
internal unsafe struct Block<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal T* A, B, C;
    internal int M, N, K, LeadingC;
    internal nint RowA, InnerA, RowB;

    /// <summary>Elements from one strip of tile rows, or of two registers' columns, to the next.</summary>
    internal nint StripA, StripB;

    internal bool Accumulate;

    /// <summary>
    /// Whether the product is so large that C may have to come from far. On Zen 5 asking for it raised 1024³ in float from 179
    /// to 213 GFLOP/s.
    /// </summary>
    internal bool IsLarge;

    /// <summary>Whether the strips of B have room for whole registers.</summary>
    internal bool IsPackedB;

    /// <summary>All tiles, a strip of B at a time, so that it stays in the first-level cache.</summary>
    /// <typeparam name="V">The widest register.</typeparam>
    /// <typeparam name="H">One half as wide, or the same.</typeparam>
    /// <typeparam name="Q">One of 128 bits.</typeparam>
    internal readonly void Run<V, H, Q>()
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        Unsafe.SkipInit(out Tile<T> tile);
        (tile.RowA, tile.InnerA, tile.RowB, tile.RowC) = (RowA, InnerA, RowB, LeadingC);
        (tile.K, tile.Accumulate, tile.Fetches) = (K, Accumulate, IsLarge);
        tile.B = B;
        tile.C = C;
        var full = 2 * V.Count;
        var columns = N;
        for (; columns >= full; columns -= full, tile.B += StripB, tile.C += full) Strip<Pair<V, V, T>>(tile, V.TileRows, full);
        if (columns > V.Count)
        {
            var rest = columns - V.Count;
            if (rest <= Q.Count) Strip<Pair<V, Q, T>>(tile, V.TileRows, columns);
            else if (rest <= H.Count) Strip<Pair<V, H, T>>(tile, V.TileRows, columns);
            else Strip<Pair<V, V, T>>(tile, V.TileRows, columns);
        }
        else if (columns > H.Count) Strip<V>(tile, V.TileRows, columns);
        else if (columns > Q.Count) Strip<H>(tile, V.TileRows, columns);
        else if (columns > 0) Strip<Q>(tile, V.TileRows, columns);
    }

    /// <summary>A strip of columns, tile by tile.</summary>
    private readonly void Strip<R>(in Tile<T> first, int height, int columns) where R : unmanaged, IColumns<R, T>
    {
        var tile = first;
        tile.Edge = columns;
        var missing = R.Count - columns;
        // A row of B can be read beyond its end where rows follow.
        if (missing > 0) tile.Guarded = IsPackedB ? 0 : (int)Math.Min(K, (missing + RowB - 1) / RowB);
        T* a = A, c = tile.C;
        for (var i = 0; i < M; i += height, a += StripA, c += (nint)height * LeadingC)
        {
            var rows = Math.Min(height, M - i);
            tile.A = a;
            tile.C = c;
            while (rows > 0)
            {
                var taken = missing > 0 ? Rows<R, Size1>(tile, rows) : Rows<R, Size0>(tile, rows);
                rows -= taken;
                tile.A += taken * RowA;
                tile.C += (nint)taken * LeadingC;
            }
        }
    }

    /// <summary>Runs the tallest tile that fits and answers its height.</summary>
    private static int Rows<R, TEdge>(in Tile<T> tile, int rows)
        where R : unmanaged, IColumns<R, T>
        where TEdge : ISize
    {
        switch (rows)
        {
            case >= 12: TileKernel.Run<T, R, Size12, TEdge>(tile); return 12;
            case >= 8: TileKernel.Run<T, R, Size8, TEdge>(tile); return 8;
            case >= 6: TileKernel.Run<T, R, Size6, TEdge>(tile); return 6;
            case >= 4: TileKernel.Run<T, R, Size4, TEdge>(tile); return 4;
            case >= 2: TileKernel.Run<T, R, Size2, TEdge>(tile); return 2;
            case 1: TileKernel.Run<T, R, Size1, TEdge>(tile); return 1;
            default: throw new UnreachableException($"A tile of {rows} rows.");
        }
    }
}
