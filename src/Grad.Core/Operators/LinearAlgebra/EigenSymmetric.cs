using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The eigenvalues λ of (A + Aᵀ)/2 in ascending order and, as a second result, eigenvectors V in columns. With
/// P = Vᵀ·Ȧ·V and Fᵢⱼ = 1/(λⱼ − λᵢ), 0 on the diagonal: λ̇ = diag P, V̇ = V·(F∘P); Ā = V·(diag λ̄ + F∘(Vᵀ·V̄))·Vᵀ. Where
/// eigenvalues are equal, eigenvectors have no derivative (NaN or infinite); the eigenvalues' is that of the vectors chosen.
/// </summary>
/// <remarks>M. B. Giles: "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008).</remarks>
public sealed class EigenSymmetric : Procedure
{
    internal EigenSymmetric(Expr a) : base([a], (Kind.Real, a.Shape.Without(a.Rank - 1)), (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "eigensymmetric";

    internal override Expr Batched(Examples x) => new EigenSymmetric(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    private Expr Vectors => new Result(this, 1);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        if (tangents[0] is not { } tangent) return [null, null];
        var p = MatMul(Transpose(Vectors), MatMul(Matrices.Symmetric(tangent), Vectors));
        return [Diagonal(p), MatMul(Vectors, Gaps(p))];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var inner = Chain.Sum(
            cotangents[0] is { } values ? DiagonalMatrix(values) : null,
            cotangents[1] is { } vectors ? Gaps(MatMul(Transpose(Vectors), vectors)) : null);
        return inner is null ? null : Matrices.Symmetric(MatMul(Vectors, MatMul(inner, Transpose(Vectors))));
    }

    internal override void Compute<T>(Call call)
    {
        int n = call.OperandSizes(0)[^1];
        var v = call.Result<T>(1);
        MatrixRoutines.FillSymmetric(call.Operand<T>(0), v, n);
        call.Backend.Factorizations.SymmetricEigen<T>(n, v, call.Result<T>(), v, Matrices.Count(call.OperandSizes(0)));
    }

    internal override string Written(WrittenCall call)
    {
        string n = call.Size(Shape[Rank - 1]), v = $"{call.ResultAddress(1)}";
        return $"""
            {call.Kernel(nameof(MatrixRoutines))}.FillSymmetric({call.Operand(0)}, {call.Result(1)}, {n});
            {call.Factorization("SymmetricEigen")}({n}, {v}, {call.ResultAddress()}, {v}, {call.MatrixCount(Operands[0].Shape)});
            """;
    }

    /// <summary>F∘x.</summary>
    private Expr Gaps(Expr x)
    {
        var gaps = ExpandDims(this, -2) - ExpandDims(this, -1);
        var off = Equal(ExpandDims(Arange(x.Shape[x.Rank - 1]), 0), ExpandDims(Arange(x.Shape[x.Rank - 1]), 1));
        return Where(Broadcasting.To(off, x.Shape), new Literal(0, x.Shape), x / gaps);
    }
}

public static partial class Functions
{
    /// <summary>The eigenvalues of a symmetric matrix in ascending order.</summary>
    /// <param name="a">A square matrix, read as symmetric, (A + Aᵀ)/2; or an array of them.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static Expr EigenvaluesSymmetric(Expr a) => new EigenSymmetric(Matrices.Square(nameof(EigenvaluesSymmetric), a));

    /// <summary>The eigenvalues of a symmetric matrix in ascending order, and eigenvectors in columns.</summary>
    /// <param name="a">A square matrix, read as symmetric, (A + Aᵀ)/2; or an array of them.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static (Expr Values, Expr Vectors) EigenSymmetric(Expr a)
    {
        var values = new EigenSymmetric(Matrices.Square(nameof(EigenSymmetric), a));
        return (values, new Result(values, 1));
    }
}
