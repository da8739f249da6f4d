using System.Diagnostics;
using System.Numerics;

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
    internal static void Run<T, V, H, Q>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
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
            strip.Edge = Math.Min(most, p.N - j);
            Columns<T, V, H, Q>(strip, p.K);
        }
    }

    /// <summary>The smallest registers that hold the columns.</summary>
    private static void Columns<T, V, H, Q>(in ShallowStrip<T> strip, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        var rest = strip.Edge - V.Count;
        if (rest > H.Count) Run<T, Pair<V, V, T>>(strip, terms);
        else if (rest > Q.Count) Run<T, Pair<V, H, T>>(strip, terms);
        else if (rest > 0) Run<T, Pair<V, Q, T>>(strip, terms);
        else if (strip.Edge > H.Count) Run<T, V>(strip, terms);
        else if (strip.Edge > Q.Count) Run<T, H>(strip, terms);
        else Run<T, Q>(strip, terms);
    }

    private static void Run<T, R>(in ShallowStrip<T> strip, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where R : unmanaged, IColumns<R, T>
    {
        if (strip.Edge == R.Count) Run<T, R, Size0>(strip, terms);
        else Run<T, R, Size1>(strip, terms);
    }

    private static void Run<T, R, TEdge>(in ShallowStrip<T> strip, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where R : unmanaged, IColumns<R, T>
        where TEdge : ISize
    {
        switch (terms)
        {
            case 1: strip.Run<R, Size1, TEdge>(); break;
            case 2: strip.Run<R, Size2, TEdge>(); break;
            case 3: strip.Run<R, Size3, TEdge>(); break;
            case 4: strip.Run<R, Size4, TEdge>(); break;
            case 5: strip.Run<R, Size5, TEdge>(); break;
            case 6: strip.Run<R, Size6, TEdge>(); break;
            case 7: strip.Run<R, Size7, TEdge>(); break;
            case 8: strip.Run<R, Size8, TEdge>(); break;
            default: throw new UnreachableException($"A product of {terms} terms.");
        }
    }
}
