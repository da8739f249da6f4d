using System.Collections.Immutable;
using Grad.Factorizations;

namespace Grad;

/// <summary>ln |det A|, and the sign of det A as a second result. Its tangent is tr(A⁻¹·Ȧ); Ā = ȳ·A⁻ᵀ.</summary>
public sealed class LogDeterminant : Procedure
{
    internal LogDeterminant(Expr a) : base([a], (Kind.Real, Front(a)), (Kind.Real, Front(a))) { }

    /// <inheritdoc/>
    public override string Operator => "logdet";

    internal override Expr Batched(Examples x) => new LogDeterminant(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Trace(new Solve(Operands[0], tangent)) : null, null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => cotangents[0] is { } cotangent
        ? Determinant.OnMatrices(cotangent) * Transpose(new Inverse(Operands[0]))
        : null;

    internal override void Compute<T>(Call call) => call.Backend.Factorizations.LogDeterminant(
        call.OperandSizes(0)[^1], call.Operand<T>(0), call.Result<T>(1), call.Result<T>(), Matrices.Count(call.OperandSizes(0)));

    internal override string Written(WrittenCall call)
    {
        var shape = Operands[0].Shape;
        return $"{call.Factorization("LogDeterminant")}({call.Size(shape[shape.Rank - 1])}, {call.Address(0)}, "
            + $"{call.ResultAddress(1)}, {call.ResultAddress()}, {call.MatrixCount(shape)});";
    }

    private static Shape Front(Expr a) => a.Shape.Slice(0, a.Rank - 2);
}

/// <summary>det A. Its gradient is the matrix of cofactors, for a singular matrix too.</summary>
public sealed class Determinant : Procedure
{
    internal Determinant(Expr a) : base([a], (Kind.Real, a.Shape.Slice(0, a.Rank - 2))) { }

    /// <inheritdoc/>
    public override string Operator => "det";

    internal override Expr Batched(Examples x) => new Determinant(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Sum(new Cofactors(Operands[0]) * tangent, [-2, -1]) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        OnMatrices(cotangents[0]!) * new Cofactors(Operands[0]);

    internal override void Compute<T>(Call call) => call.Backend.Factorizations.Determinant(
        call.OperandSizes(0)[^1], call.Operand<T>(0), call.Result<T>(), Matrices.Count(call.OperandSizes(0)));

    internal override string Written(WrittenCall call)
    {
        var shape = Operands[0].Shape;
        return $"{call.Factorization("Determinant")}({call.Size(shape[shape.Rank - 1])}, {call.Address(0)}, "
            + $"{call.ResultAddress()}, {call.MatrixCount(shape)});";
    }

    /// <summary>One number for each matrix, put where it meets the matrices.</summary>
    internal static Expr OnMatrices(Expr x) => ExpandDims(ExpandDims(x, -1), -1);
}

/// <summary>
/// The matrix of cofactors, ∂ det A/∂A: det A·A⁻ᵀ where A is regular, and its limit elsewhere, from the singular values:
/// with A = U·Σ·Vᵀ it is det U·det V·U·diag(Πⱼ≠ᵢ σⱼ)·Vᵀ.
/// </summary>
/// <remarks>
/// G. W. Stewart: "On the adjugate matrix", Linear Algebra and its Applications 283 (1998). Its own derivative,
/// Ċ = tr(Cᵀ·Ȧ)·A⁻ᵀ − C·Ȧᵀ·A⁻ᵀ, needs a regular matrix.
/// </remarks>
public sealed class Cofactors : Procedure
{
    internal Cofactors(Expr a) : base([a], (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "cofactors";

    internal override Expr Batched(Examples x) => new Cofactors(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Rule(tangent) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) => Rule(cotangents[0]!);

    internal override void Compute<T>(Call call) => MatrixCofactors.Run(
        call.Operand<T>(0), call.Result<T>(), call.OperandSizes(0)[^1], call.Backend.Factorizations);

    internal override string Written(WrittenCall call) => $"{call.Kernel(nameof(MatrixCofactors))}.Run({call.Operand(0)}, {call.Result()}, "
        + $"{call.Size(Shape[Rank - 1])}, {call.Kernel(nameof(ManagedProducts))}.Own.Factorizations);";

    // The second derivative of the determinant is a symmetric form: the rule is its own transpose.
    private Expr Rule(Expr x)
    {
        var inverse = Transpose(new Inverse(Operands[0]));
        var trace = Determinant.OnMatrices(Sum(this * x, [-2, -1]));
        return (trace * inverse) - MatMul(this, MatMul(Transpose(x), inverse));
    }
}

public static partial class Functions
{
    /// <summary>det A, of a square matrix; its gradient at a singular matrix is the matrix of cofactors, not 0.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static Expr Determinant(Expr a) => new Determinant(Matrices.Square(nameof(Determinant), a));

    /// <summary>The sign of det A and ln |det A|, which does not overflow.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static (Expr Sign, Expr LogAbs) LogDeterminant(Expr a)
    {
        var logarithm = new LogDeterminant(Matrices.Square(nameof(LogDeterminant), a));
        return (new Result(logarithm, 1), logarithm);
    }
}
