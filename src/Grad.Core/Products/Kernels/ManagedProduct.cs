using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Grad.Products;

/// <summary>
/// One product cut into blocks that fit the caches, blocks into tiles that fit the registers. Small products are read
/// where they lie; of large ones, panels are packed first. An element is summed in an order that depends on the shape
/// alone. V is the widest register, H one half as wide or V, Q one of 128 bits.
/// </summary>
internal static unsafe class ManagedProduct
{
    /// <summary>
    /// Positions along the inner dimension in a block. A strip of B two 512-bit registers wide takes 64 kB and comes from
    /// the second-level cache, which the kernel does not notice; with 256, where it would stay in the first, C is read and
    /// written twice as often: on Zen 5 1024³ in float ran at 218 instead of 229 GFLOP/s, 512³ in double at 111 instead of 117.
    /// </summary>
    private const int BlockK = 512;

    /// <summary>Rows of A in a block: a multiple of every tile's rows; with <see cref="BlockK"/>, at most half of L2.</summary>
    private const int BlockM = 120;

    /// <summary>Columns of B in a panel: A is packed once for each. 1024³ in float is 6 % slower with 512.</summary>
    private const int BlockN = 1024;

    /// <summary>Multiply-adds from which packing pays.</summary>
    private const long Large = 128L * 128 * 128;

    /// <summary>All products of a batch.</summary>
    internal static void Multiply<T>(in Product product, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!EmptyProduct.TryMultiply(product, c)) Run(product, a, b, c);
    }

    /// <summary>All products of a batch, none of them empty, in the widest registers that the processor has.</summary>
    internal static void Run<T>(in Product product, T* a, T* b, T* c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < product.Batch; i++)
        {
            var accumulate = product.Accumulate || (i > 0 && product.StrideC == 0);
            T* x = a + i * product.StrideA, y = b + i * product.StrideB, z = c + i * product.StrideC;
            if (Vector512.IsHardwareAccelerated) Multiply<T, Register512<T>, Register256<T>, Register128<T>>(product, x, y, z, accumulate);
            else if (Vector256.IsHardwareAccelerated) Multiply<T, Register256<T>, Register128<T>, Register128<T>>(product, x, y, z, accumulate);
            else Multiply<T, Register128<T>, Register128<T>, Register128<T>>(product, x, y, z, accumulate);
        }
    }

    internal static void Multiply<T, V, H, Q>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        if (ShallowProduct.Fits<T, V>(p)) ShallowProduct.Run<T, V, H, Q>(p, a, b, c, accumulate);
        else if (!RowDots.TryMultiply<T, V>(p, a, b, c, accumulate)) MultiplyMatrices<T, V, H, Q>(p, a, b, c, accumulate);
    }

    private static void MultiplyMatrices<T, V, H, Q>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        if (DotTiles.Fits<T, V>(p)) DotTiles.Run<T, V>(p, a, b, c, accumulate);
        else if (RowDots.IsRowInDisguise(p)) Tiles<T, V, H, Q>(p.Transpose(), b, a, c, accumulate);
        else if (IsReadInPlace(p)) InPlace<T, V, H, Q>(p, a, b, c, accumulate);
        else Tiles<T, V, H, Q>(p, a, b, c, accumulate);
    }

    private static bool IsReadInPlace(in Product p) =>
        !p.TransposeB && p.K <= BlockK && (long)p.M * p.N * p.K < Large;

    /// <summary>
    /// One block, nothing packed: what a small product needs of <see cref="Tiles"/>, without its preparations, nor the zeroing
    /// of what is set anyway. On Zen 5 12×12×12 in float runs at 82 instead of 73 GFLOP/s.
    /// </summary>
    private static void InPlace<T, V, H, Q>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        Unsafe.SkipInit(out Block<T> block);
        (block.M, block.N, block.K, block.LeadingC) = (p.M, p.N, p.K, p.LeadingC);
        (block.RowA, block.InnerA) = p.TransposeA ? (1, p.LeadingA) : (p.LeadingA, 1);
        (block.RowB, block.StripA, block.StripB) = (p.LeadingB, V.TileRows * block.RowA, 2 * V.Count);
        block.A = a;
        block.B = b;
        block.C = c;
        (block.Accumulate, block.IsLarge, block.IsPackedB) = (accumulate, false, false);
        block.Run<V, H, Q>();
    }

    private static void Tiles<T, V, H, Q>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, IRegister<V, T>
        where H : unmanaged, IRegister<H, T>
        where Q : unmanaged, IRegister<Q, T>
    {
        var large = (long)p.M * p.N * p.K >= Large;
        // A few strips of B do not pay for packing short rows of A: 1000×64×64 in double runs at 55 instead of 51 GFLOP/s (Zen 4).
        var packA = large && p.N >= 4 * V.Count && (p.N > 8 * V.Count || p.K > 128);
        var packB = p.TransposeB || (large && p.M >= 4 * V.TileRows);
        var (rowA, innerA) = p.TransposeA ? ((nint)1, (nint)p.LeadingA) : (p.LeadingA, 1);
        var (innerB, columnB) = p.TransposeB ? ((nint)1, (nint)p.LeadingB) : (p.LeadingB, 1);
        // Equal blocks: a last one of a few elements would cost as much traffic in C as a full one.
        var blockK = Part(p.K, BlockK);
        var width = 2 * V.Count;
        var block = new Block<T> { LeadingC = p.LeadingC, IsLarge = large, IsPackedB = packB };
        for (var j = 0; j < p.N; j += BlockN)
        {
            block.N = Math.Min(BlockN, p.N - j);
            for (var l = 0; l < p.K; l += blockK)
            {
                block.K = Math.Min(blockK, p.K - l);
                block.Accumulate = accumulate || l > 0;
                var fromB = b + l * innerB + j * columnB;
                if (packB)
                {
                    block.B = Panels.OfB<T>((block.N + width) * block.K);
                    Panels.Pack(fromB, block.N, block.K, width, columnB, innerB, block.B);
                    (block.RowB, block.StripB) = (width, (nint)width * block.K);
                }
                else
                {
                    block.B = fromB;
                    (block.RowB, block.StripB) = (innerB, width);
                }
                for (var i = 0; i < p.M; i += BlockM)
                {
                    block.M = Math.Min(BlockM, p.M - i);
                    block.C = c + (nint)i * p.LeadingC + j;
                    var fromA = a + i * rowA + l * innerA;
                    if (packA)
                    {
                        block.A = Panels.OfA<T>((block.M + V.TileRows) * block.K);
                        Panels.Pack(fromA, block.M, block.K, V.TileRows, rowA, innerA, block.A);
                        (block.RowA, block.InnerA, block.StripA) = (1, V.TileRows, (nint)V.TileRows * block.K);
                    }
                    else
                    {
                        block.A = fromA;
                        (block.RowA, block.InnerA, block.StripA) = (rowA, innerA, V.TileRows * rowA);
                    }
                    block.Run<V, H, Q>();
                }
            }
        }
    }

    private static int Part(int length, int most)
    {
        if (length <= most) return length;
        var parts = (length + most - 1) / most;
        return (length + parts - 1) / parts;
    }
}
