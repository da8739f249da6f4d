using System.Collections.Immutable;

namespace Grad;

/// <summary>A⁻¹. Ẏ = −Y·Ȧ·Y and Ā = −Yᵀ·Ȳ·Yᵀ. To solve a system, <see cref="Grad.Solve"/> is faster and more accurate.</summary>
public sealed class Inverse : Procedure
{
    internal Inverse(Expr a) : base([a], (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "inverse";

    internal override Expr Batched(Examples x) => new Inverse(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? -MatMul(this, MatMul(tangent, this)) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        -MatMul(Transpose(this), MatMul(cotangents[0]!, Transpose(this)));

    internal override void Compute<T>(Call call)
    {
        int n = call.OperandSizes(0)[^1], count = Matrices.Count(call.OperandSizes(0));
        for (int m = 0; m < count; m++)
        {
            int pivot = call.Backend.Factorizations.Inverse(
                n, call.Operand<T>(0).Slice(m * n * n, n * n), call.Result<T>().Slice(m * n * n, n * n));
            if (pivot > 0) throw Errors.Singular(nameof(Inverse), Operands[0], pivot, count > 1 ? m : null);
        }
    }

    internal override string Written(WrittenCall call)
    {
        string factorization = call.Factorization("Inverse"), n = call.Size(Shape[Rank - 1]), count = call.MatrixCount(Shape);
        return $"{call.Kernel(nameof(MatrixRoutines))}.RequireRegular("
            + $"{factorization}({n}, {call.Address(0)}, {call.ResultAddress()}, {count}));";
    }
}

public static partial class Functions
{
    /// <summary>A⁻¹. To solve a system, <see cref="Solve(Expr, Expr)"/> is faster and more accurate.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <exception cref="ArgumentException">It is not square; when run: it is singular.</exception>
    public static Expr Inverse(Expr a) => new Inverse(Matrices.Square(nameof(Inverse), a));
}
