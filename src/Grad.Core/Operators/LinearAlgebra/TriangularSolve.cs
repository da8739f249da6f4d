using System.Collections.Immutable;
using Grad.Factorizations;

namespace Grad;

/// <summary>
/// X with op(A)·X = B, where A is a triangle and op may transpose it; the rest of A is not read. Ẋ = A⁻¹·(Ḃ − Ȧ·X),
/// B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ, of which the triangle counts.
/// </summary>
public sealed class TriangularSolve : Procedure
{
    internal TriangularSolve(Expr a, Expr b, bool upper, bool transposed) : base([a, b], (Kind.Real, b.Shape)) =>
        (Upper, Transposed) = (upper, transposed);

    /// <summary>Whether A is the upper triangle; otherwise the lower.</summary>
    public bool Upper { get; }

    /// <summary>Whether Aᵀ takes the place of A.</summary>
    public bool Transposed { get; }

    /// <inheritdoc/>
    public override string Operator => "solvetriangular";

    // The right sides of all examples are columns of one: a shared matrix is read once.
    internal override Expr Batched(Examples x) => x.IsShared(0)
        ? Merging.OutOf(
            new TriangularSolve(Operands[0], Merging.Into(x[1], Rank - 1), Upper, Transposed), Rank - 1, x.Of(Shape))
        : new TriangularSolve(x[0], x[1], Upper, Transposed);

    internal override object Attributes => (Upper, Transposed);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        var fromA = tangents[0] is { } a ? -MatMul(Transposed ? Transpose(Part(a)) : Part(a), this) : null;
        var right = Chain.Sum(fromA, tangents[1]);
        return [right is null ? null : new TriangularSolve(Operands[0], right, Upper, Transposed)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var bBar = new TriangularSolve(Operands[0], cotangents[0]!, Upper, !Transposed);
        if (operand == 1) return bBar;
        return -Part(Transposed ? MatMul(this, Transpose(bBar)) : MatMul(bBar, Transpose(this)));
    }

    internal override void Compute<T>(Call call) => call.Backend.Factorizations.SolveTriangular(
        new(Upper ? TriangleHalf.Upper : TriangleHalf.Lower, Transposed),
        call.OperandSizes(0)[^1],
        call.ResultSizes(0)[^1],
        call.Operand<T>(0),
        call.Operand<T>(1),
        call.Result<T>(),
        Matrices.Count(call.ResultSizes(0)));

    internal override string Written(WrittenCall call)
    {
        string half = call.Kernel($"{nameof(TriangleHalf)}.{(Upper ? TriangleHalf.Upper : TriangleHalf.Lower)}");
        return $"{call.Factorization("SolveTriangular")}(new({half}, {(Transposed ? "true" : "false")}), "
            + $"{call.Size(Shape[Rank - 2])}, {call.Size(Shape[Rank - 1])}, {call.Address(0)}, {call.Address(1)}, "
            + $"{call.ResultAddress()}, {call.MatrixCount(Shape)});";
    }

    private Expr Part(Expr x) => Upper ? UpperTriangle(x) : LowerTriangle(x);
}

public static partial class Functions
{
    /// <summary>X with A·X = B, where A is a triangle; the rest of A is not read.</summary>
    /// <param name="a">The triangle, a square matrix or an array of them.</param>
    /// <param name="b">A vector, a matrix, or an array of matrices.</param>
    /// <param name="upper">Whether A is the upper triangle; otherwise the lower.</param>
    /// <param name="transposed">Whether Aᵀ·X = B is solved.</param>
    /// <exception cref="ArgumentException">A is not square, or B does not fit.</exception>
    public static Expr TriangularSolve(Expr a, Expr b, bool upper = false, bool transposed = false) =>
        Systems.Solve(nameof(TriangularSolve), a, b, (m, right) => new TriangularSolve(m, right, upper, transposed));
}
