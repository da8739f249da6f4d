using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Products;

namespace Grad;

/// <summary>
/// A matrix product whose operands are reached through tables: C[r, j] (+)= Σₗ A[rows[r] + innerA[l]] · B[innerB[l] +
/// j]. Patches of an image are rows of B (or columns of A) without being copied, after M. Dukhan,
/// "The indirect convolution algorithm" (2019). Rows of C have room for a whole number of registers, and B for reading
/// that far.
/// </summary>
internal unsafe struct IndirectProduct<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms that are summed at once, so that a strip of B stays in the second cache.</summary>
    private const int BlockK = 512;

    internal T* A, B, C;

    internal int* Rows, InnerA, InnerB;

    /// <summary>Rows, columns and terms.</summary>
    internal int M, N, K;

    internal int RowC;

    /// <summary>Whether the product is added to what C holds.</summary>
    internal bool Accumulate;

    internal readonly void Run<V>() where V : unmanaged, IRegister<V, T>
    {
        int vectors = (N + V.Count - 1) / V.Count;
        for (int first = 0; first == 0 || first < K; first += BlockK)
        {
            var block = this;
            block.InnerA += first;
            block.InnerB += first;
            block.K = Math.Min(BlockK, K - first);
            block.Accumulate |= first > 0;
            for (int v = 0; v < vectors; v += 3)
            {
                switch (vectors - v)
                {
                    case 1: block.Strip<V, Size1>(v * V.Count); break;
                    case 2: block.Strip<V, Size2>(v * V.Count); break;
                    default: block.Strip<V, Size3>(v * V.Count); break;
                }
            }
        }
    }

    private readonly void Strip<V, TColumns>(int column)
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
    {
        int row = 0;
        // Eight rows of three registers need the 32 registers that the widest lanes have.
        if (V.TileRows >= 12)
            for (; row <= M - 8; row += 8) Tile<V, Size8, TColumns>(row, column);
        for (; row <= M - 4; row += 4) Tile<V, Size4, TColumns>(row, column);
        for (; row < M; row++) Tile<V, Size1, TColumns>(row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Tile<V, TRows, TColumns>(int row, int column)
        where V : unmanaged, IRegister<V, T>
        where TRows : ISize
        where TColumns : ISize
    {
        V c00 = default, c01 = default, c02 = default;
        V c10 = default, c11 = default, c12 = default;
        V c20 = default, c21 = default, c22 = default;
        V c30 = default, c31 = default, c32 = default;
        V c40 = default, c41 = default, c42 = default;
        V c50 = default, c51 = default, c52 = default;
        V c60 = default, c61 = default, c62 = default;
        V c70 = default, c71 = default, c72 = default;
        int* rows = Rows + row, innerA = InnerA, innerB = InnerB;
        T* b = B + column, c = C + ((nint)row * RowC) + column;
        T* a0 = A + rows[0], a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        if (TRows.Value >= 4)
        {
            a1 = A + rows[1];
            a2 = A + rows[2];
            a3 = A + rows[3];
        }
        if (TRows.Value == 8)
        {
            a4 = A + rows[4];
            a5 = A + rows[5];
            a6 = A + rows[6];
            a7 = A + rows[7];
        }
        for (int l = 0; l < K; l++)
        {
            nint at = innerA[l];
            var from = b + innerB[l];
            var b0 = V.Load(from);
            var b1 = TColumns.Value > 1 ? V.Load(from + V.Count) : default;
            var b2 = TColumns.Value > 2 ? V.Load(from + (2 * V.Count)) : default;
            Add<V, TColumns>(a0 + at, b0, b1, b2, ref c00, ref c01, ref c02);
            if (TRows.Value >= 4)
            {
                Add<V, TColumns>(a1 + at, b0, b1, b2, ref c10, ref c11, ref c12);
                Add<V, TColumns>(a2 + at, b0, b1, b2, ref c20, ref c21, ref c22);
                Add<V, TColumns>(a3 + at, b0, b1, b2, ref c30, ref c31, ref c32);
            }
            if (TRows.Value == 8)
            {
                Add<V, TColumns>(a4 + at, b0, b1, b2, ref c40, ref c41, ref c42);
                Add<V, TColumns>(a5 + at, b0, b1, b2, ref c50, ref c51, ref c52);
                Add<V, TColumns>(a6 + at, b0, b1, b2, ref c60, ref c61, ref c62);
                Add<V, TColumns>(a7 + at, b0, b1, b2, ref c70, ref c71, ref c72);
            }
        }
        Put<V, TColumns>(c, c00, c01, c02);
        if (TRows.Value >= 4)
        {
            Put<V, TColumns>(c += RowC, c10, c11, c12);
            Put<V, TColumns>(c += RowC, c20, c21, c22);
            Put<V, TColumns>(c += RowC, c30, c31, c32);
        }
        if (TRows.Value == 8)
        {
            Put<V, TColumns>(c += RowC, c40, c41, c42);
            Put<V, TColumns>(c += RowC, c50, c51, c52);
            Put<V, TColumns>(c += RowC, c60, c61, c62);
            Put<V, TColumns>(c += RowC, c70, c71, c72);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V, TColumns>(T* a, V b0, V b1, V b2, ref V c0, ref V c1, ref V c2)
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
        if (TColumns.Value > 2) c2 = V.MultiplyAdd(x, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Put<V, TColumns>(T* c, V c0, V c1, V c2)
        where V : unmanaged, IRegister<V, T>
        where TColumns : ISize
    {
        Put(c, c0);
        if (TColumns.Value > 1) Put(c + V.Count, c1);
        if (TColumns.Value > 2) Put(c + (2 * V.Count), c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Put<V>(T* c, V sum) where V : unmanaged, IRegister<V, T> =>
        (Accumulate ? V.Add(V.Load(c), sum) : sum).Store(c);
}
