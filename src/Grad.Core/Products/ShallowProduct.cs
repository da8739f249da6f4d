using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Grad.Products;

/// <summary>
/// Products of few terms, C[m, n] = A[m, k]·B[k, n] with k up to 8, such as a layer with few inputs: the rows of B stay in
/// registers while the rows of A and C go by, where a tile would be done before it had begun. An element is summed in the
/// order in which tiles sum it.
/// </summary>
internal static unsafe class ShallowProduct
{
    /// <summary>Terms, at most.</summary>
    private const int Terms = 8;

    /// <summary>Whether rows of C are short, and as few rows of B stored as rows.</summary>
    internal static bool Fits<T, V>(in Product p) where T : unmanaged where V : unmanaged, IRegister<V, T> =>
        p.K <= Terms && !p.TransposeB && p.N <= 8 * V.Count;

    /// <summary>Strips of one or two registers' columns.</summary>
    internal static void Run<T, V, H>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
    {
        // Eight rows of B two registers wide, and a sum, are too much for 16 registers.
        var most = V.TileRows > Terms ? 2 * V.Count : V.Count;
        var strip = new ShallowStrip<T>
        {
            A = a,
            RowA = p.TransposeA ? 1 : p.LeadingA,
            InnerA = p.TransposeA ? p.LeadingA : 1,
            RowB = p.LeadingB,
            RowC = p.LeadingC,
            Rows = p.M,
            Accumulate = accumulate,
        };
        for (var j = 0; j < p.N; j += most)
        {
            strip.B = b + j;
            strip.C = c + j;
            var columns = Math.Min(most, p.N - j);
            strip.Edge = columns % V.Count;
            Columns<T, V, H>(strip, columns, p.K);
        }
    }

    /// <summary>What fills a smaller register takes that: no mask.</summary>
    private static void Columns<T, V, H>(in ShallowStrip<T> strip, int columns, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
    {
        if (columns == Vector128<T>.Count) Run<T, Register128<T>, Size1, Size0>(strip, terms);
        else if (columns == H.Count) Run<T, H, Size1, Size0>(strip, terms);
        else if (columns < V.Count) Run<T, V, Size1, Size1>(strip, terms);
        else if (columns == V.Count) Run<T, V, Size1, Size0>(strip, terms);
        else if (columns < 2 * V.Count) Run<T, V, Size2, Size1>(strip, terms);
        else Run<T, V, Size2, Size0>(strip, terms);
    }

    private static void Run<T, V, TColumns, TEdge>(in ShallowStrip<T> strip, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
        where TEdge : ISize
    {
        switch (terms)
        {
            case 1: strip.Run<V, Size1, TColumns, TEdge>(); break;
            case 2: strip.Run<V, Size2, TColumns, TEdge>(); break;
            case 3: strip.Run<V, Size3, TColumns, TEdge>(); break;
            case 4: strip.Run<V, Size4, TColumns, TEdge>(); break;
            case 5: strip.Run<V, Size5, TColumns, TEdge>(); break;
            case 6: strip.Run<V, Size6, TColumns, TEdge>(); break;
            case 7: strip.Run<V, Size7, TColumns, TEdge>(); break;
            case 8: strip.Run<V, Size8, TColumns, TEdge>(); break;
            default: throw new UnreachableException($"A product of {terms} terms.");
        }
    }
}
