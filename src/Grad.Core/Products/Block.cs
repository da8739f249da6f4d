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

    /// <summary>Whether neither A nor B is packed.</summary>
    internal bool IsInPlace;

    /// <summary>All tiles, a strip of B at a time, so that it stays in the first-level cache.</summary>
    internal readonly void Run<V, H>()
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
    {
        Unsafe.SkipInit(out Tile<T> tile);
        (tile.RowA, tile.InnerA, tile.RowB, tile.RowC) = (RowA, InnerA, RowB, LeadingC);
        (tile.K, tile.Accumulate) = (K, Accumulate);
        tile.B = B;
        int width;
        for (var j = 0; j < N; j += width, tile.B += StripB)
        {
            width = Width<V>(N - j);
            // Three registers' columns have two thirds of the rows. What is packed has strips of the usual height.
            var height = width > 2 * V.Count ? V.TileRows * 2 / 3 : V.TileRows;
            var strip = IsInPlace ? height * RowA : StripA;
            var columns = Math.Min(width, N - j);
            tile.Edge = columns % V.Count;
            var a = A;
            for (var i = 0; i < M; i += height, a += strip)
            {
                var rows = Math.Min(height, M - i);
                tile.A = a;
                tile.C = C + (nint)i * LeadingC + j;
                while (rows > 0)
                {
                    var taken = Columns<V, H>(tile, rows, columns);
                    rows -= taken;
                    tile.A += taken * RowA;
                    tile.C += (nint)taken * LeadingC;
                }
            }
        }
    }

    /// <summary>
    /// Two registers' columns; of operands in place, three where these are the last: one of them alone would wait for loads of
    /// A. On Zen 5 200×20×20 in double runs at 100 instead of 90 GFLOP/s.
    /// </summary>
    private readonly int Width<V>(int columns) where V : unmanaged, IRegister<V, T> =>
        IsInPlace && columns > 2 * V.Count && columns <= 3 * V.Count ? 3 * V.Count : 2 * V.Count;

    /// <summary>A single register that would be half full is a half register: half the work, and no mask.</summary>
    private static int Columns<V, H>(in Tile<T> tile, int rows, int columns)
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T> => ((columns + V.Count - 1) / V.Count, tile.Edge > 0) switch
        {
            (3, false) => WideRows<V, Size0>(tile, rows),
            (3, true) => WideRows<V, Size1>(tile, rows),
            (2, false) => Rows<V, Size2, Size0>(tile, rows),
            (2, true) => Rows<V, Size2, Size1>(tile, rows),
            (_, false) => Rows<V, Size1, Size0>(tile, rows),
            (_, true) when columns == H.Count => Rows<H, Size1, Size0>(tile, rows),
            (_, true) => Rows<V, Size1, Size1>(tile, rows),
        };

    /// <summary>Runs the tallest tile that fits and answers its height.</summary>
    private static int Rows<V, TColumns, TEdge>(in Tile<T> tile, int rows)
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
        where TEdge : ISize
    {
        switch (rows)
        {
            case >= 12: TileKernel.Run<T, V, Size12, TColumns, TEdge>(tile); return 12;
            case >= 8: TileKernel.Run<T, V, Size8, TColumns, TEdge>(tile); return 8;
            case >= 6: TileKernel.Run<T, V, Size6, TColumns, TEdge>(tile); return 6;
            case >= 4: TileKernel.Run<T, V, Size4, TColumns, TEdge>(tile); return 4;
            case >= 2: TileKernel.Run<T, V, Size2, TColumns, TEdge>(tile); return 2;
            case 1: TileKernel.Run<T, V, Size1, TColumns, TEdge>(tile); return 1;
            default: throw new UnreachableException($"A tile of {rows} rows.");
        }
    }

    private static int WideRows<V, TEdge>(in Tile<T> tile, int rows)
        where V : unmanaged, IRegister<V, T>
        where TEdge : ISize
    {
        switch (rows)
        {
            case >= 8: WideTileKernel.Run<T, V, Size8, TEdge>(tile); return 8;
            case >= 4: WideTileKernel.Run<T, V, Size4, TEdge>(tile); return 4;
            case >= 2: WideTileKernel.Run<T, V, Size2, TEdge>(tile); return 2;
            case 1: WideTileKernel.Run<T, V, Size1, TEdge>(tile); return 1;
            default: throw new UnreachableException($"A tile of {rows} rows.");
        }
    }
}
