using System.Numerics;

namespace Grad.Factorizations;

/// <summary>A matrix inside a larger one.</summary>
internal readonly unsafe record struct Part<T>(nint Address, int Leading) where T : unmanaged
{
    internal Part(T* start, int leading) : this((nint)start, leading) { }

    internal T* Start => (T*)Address;

    internal Part<T> At(int row, int column) => new(Start + (long)row * Leading + column, Leading);
}

/// <summary>The products that blocked factorisations consist of.</summary>
internal static unsafe class Updates
{
    /// <summary>C[m, n] −= op(A)[m, k] · op(B)[k, n]: the product with a negated copy of B.</summary>
    internal static void Subtract<T>(
        IProducts products, int m, int n, int k,
        Part<T> a, bool transposeA, Part<T> b, bool transposeB, Part<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = transposeB ? (n, k) : (k, n);
        using var minus = new Room<T>((long)rows * columns);
        for (var i = 0; i < rows; i++)
        {
            T* from = b.Start + (long)i * b.Leading, to = minus.Start + (long)i * columns;
            for (var j = 0; j < columns; j++) to[j] = -from[j];
        }
        products.Multiply<T>(
            new(m, n, k, transposeA, a.Leading, transposeB, columns, c.Leading, Accumulate: true),
            a.Address, (nint)minus.Start, c.Address);
    }
}
