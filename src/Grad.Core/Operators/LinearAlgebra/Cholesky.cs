using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The lower triangle L with L·Lᵀ = (A + Aᵀ)/2: the operand is read as symmetric, and so is its cotangent. With Φ the
/// lower triangle with half of its diagonal, L̇ = L·Φ(L⁻¹·Ȧ·L⁻ᵀ) and Ā = L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹, made symmetric.
/// </summary>
/// <remarks>I. Murray: "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016).</remarks>
public sealed class Cholesky : Procedure
{
    internal Cholesky(Expr a) : base([a], (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "cholesky";

    internal override Expr Batched(Examples x) => new Cholesky(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        if (tangents[0] is not { } tangent) return [null];
        var half = TriangularSolve(this, Matrices.Symmetric(tangent));
        var both = Transpose(TriangularSolve(this, Transpose(half)));
        return [MatMul(this, Matrices.HalfLower(both))];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var phi = Matrices.HalfLower(MatMul(Transpose(this), cotangents[0]!));
        var half = TriangularSolve(this, phi, transposed: true);
        return Matrices.Symmetric(Transpose(TriangularSolve(this, Transpose(half), transposed: true)));
    }

    internal override void Compute<T>(Call call)
    {
        int n = call.OperandSizes(0)[^1], count = Matrices.Count(call.OperandSizes(0));
        var l = call.Result<T>();
        MatrixRoutines.FillSymmetric(call.Operand<T>(0), l, n);
        for (int m = 0; m < count; m++)
        {
            var factor = l.Slice(m * n * n, n * n);
            int minor = call.Backend.Factorizations.Cholesky<T>(n, factor, factor);
            if (minor > 0) throw Errors.NotPositiveDefinite(Operands[0], minor, count > 1 ? m : null);
        }
    }

    internal override string Written(WrittenCall call)
    {
        string n = call.Size(Shape[Rank - 1]), l = $"{call.ResultAddress()}", routines = call.Kernel(nameof(MatrixRoutines));
        return $"""
            {routines}.FillSymmetric({call.Operand(0)}, {call.Result()}, {n});
            {routines}.RequireDefinite({call.Factorization("Cholesky")}({n}, {l}, {l}, {call.MatrixCount(Shape)}));
            """;
    }
}

public static partial class Functions
{
    /// <summary>The lower triangle L with L·Lᵀ = A, for a symmetric positive definite A.</summary>
    /// <param name="a">The matrix, or an array of matrices in its last two axes; read as symmetric, (A + Aᵀ)/2.</param>
    /// <exception cref="ArgumentException">It is not square; when run: it is not positive definite.</exception>
    public static Expr Cholesky(Expr a) => new Cholesky(Matrices.Square(nameof(Cholesky), a));
}
