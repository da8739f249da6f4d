using System.Numerics;
using System.Runtime.CompilerServices;

namespace Grad.Factorizations;

/// <summary>op(A)·X = B for triangular A, in the place of B, by halves that one product connects.</summary>
internal static unsafe class TriangularRecursion
{
    private const int Leaf = 32;

    internal static void Solve<T>(
        IProducts products, Triangle triangle, int n, int columns, Part<T> a, Part<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n <= Leaf)
        {
            if (columns > 1) SolveLeaf(triangle, n, columns, a, b);
            else SolveColumn(triangle, n, a, b);
            return;
        }
        var half = n / 2;
        var (top, bottom) = ((Size: half, A: a, B: b), (Size: n - half, A: a.At(half, half), B: b.At(half, 0)));
        var (known, other) = triangle.IsForward ? (top, bottom) : (bottom, top);
        Solve(products, triangle, known.Size, columns, known.A, known.B);
        // What is known leaves the other half: B₂ −= op(A)₂₁·X₁ forward, B₁ −= op(A)₁₂·X₂ backward.
        var between = triangle.Half == TriangleHalf.Lower ? a.At(half, 0) : a.At(0, half);
        Updates.Subtract(products, other.Size, columns, known.Size,
            between, triangle.Transposed, known.B, false, other.B);
        Solve(products, triangle, other.Size, columns, other.A, other.B);
    }

    /// <summary>Rows of B, each freed of the rows that are known already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SolveLeaf<T>(Triangle triangle, int n, int columns, Part<T> a, Part<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint down = triangle.Transposed ? 1 : a.Leading, along = triangle.Transposed ? a.Leading : 1;
        var (first, step) = triangle.IsForward ? (0, 1) : (n - 1, -1);
        for (var done = 0; done < n; done++)
        {
            var i = first + step * done;
            var row = b.Start + (nint)i * b.Leading;
            var factors = a.Start + i * down;
            for (var k = 0; k < done; k++)
            {
                var j = first + step * k;
                RowLoops.AddScaled(row, -factors[j * along], b.Start + (nint)j * b.Leading, columns);
            }
            if (triangle.UnitDiagonal) continue;
            var pivot = factors[i * along];
            for (var j = 0; j < columns; j++) row[j] /= pivot;
        }
    }

    /// <summary>One right-hand side: a row of A at a time, whichever way A is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SolveColumn<T>(Triangle triangle, int n, Part<T> a, Part<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = stackalloc T[Leaf];
        for (var i = 0; i < n; i++) x[i] = b.Start[(long)i * b.Leading];
        var (first, step) = triangle.IsForward ? (0, 1) : (n - 1, -1);
        for (var done = 0; done < n; done++)
        {
            var i = first + step * done;
            var row = a.Start + (nint)i * a.Leading;
            // The elements of the stored row beside the diagonal.
            var (from, count) = triangle.Half == TriangleHalf.Lower ? (0, i) : (i + 1, n - 1 - i);
            if (!triangle.Transposed) x[i] -= RowLoops.Dot(row + from, x + from, count);
            if (!triangle.UnitDiagonal) x[i] /= row[i];
            if (triangle.Transposed) RowLoops.AddScaled(x + from, -x[i], row + from, count);
        }
        for (var i = 0; i < n; i++) b.Start[(long)i * b.Leading] = x[i];
    }
}
