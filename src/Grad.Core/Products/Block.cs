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

    /// <summary>All tiles, a strip of B at a time, so that it stays in the first-level cache.</summary>
    internal readonly void Run<V, H>()
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
    {
        Unsafe.SkipInit(out Tile<T> tile);
        (tile.RowA, tile.InnerA, tile.RowB, tile.RowC) = (RowA, InnerA, RowB, LeadingC);
        (tile.K, tile.Accumulate) = (K, Accumulate);
        tile.B = B;
        for (var j = 0; j < N; j += 2 * V.Count, tile.B += StripB)
        {
            var columns = Math.Min(2 * V.Count, N - j);
            tile.Edge = columns % V.Count;
            var strip = A;
            for (var i = 0; i < M; i += V.TileRows, strip += StripA)
            {
                var rows = Math.Min(V.TileRows, M - i);
                tile.A = strip;
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

    /// <summary>A single register that would be half full is a half register: half the work, and no mask.</summary>
    private static int Columns<V, H>(in Tile<T> tile, int rows, int columns)
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T> => (columns > V.Count, tile.Edge > 0) switch
        {
            (true, false) => Rows<V, Size2, Size0>(tile, rows),
            (true, true) => Rows<V, Size2, Size1>(tile, rows),
            (false, false) => Rows<V, Size1, Size0>(tile, rows),
            (false, true) when columns == H.Count => Rows<H, Size1, Size0>(tile, rows),
            (false, true) => Rows<V, Size1, Size1>(tile, rows),
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
}
