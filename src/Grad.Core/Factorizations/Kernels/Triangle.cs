namespace Grad.Factorizations;

/// <summary>How a square matrix is read by a triangular solve: op of one of its triangles.</summary>
/// <param name="Half">The triangle that is read; the other is never touched.</param>
/// <param name="Transposed">Whether the transpose of that triangle is meant.</param>
/// <param name="UnitDiagonal">Whether the diagonal is taken as ones and not read.</param>
internal readonly record struct Triangle(TriangleHalf Half, bool Transposed = false, bool UnitDiagonal = false)
{
    /// <summary>Whether op(A) is lower, so that the first unknown is known first.</summary>
    internal bool IsForward => (Half == TriangleHalf.Lower) != Transposed;
}

/// <summary>One of the two triangles of a square matrix, diagonal included.</summary>
internal enum TriangleHalf
{
    /// <summary>i ≥ j.</summary>
    Lower,

    /// <summary>i ≤ j.</summary>
    Upper,
}
