using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// The singular values σ of A[m, n] in descending order and, as further results, U[m, k] and Vᵀ[k, n], k = min(m, n).
/// With P = Uᵀ·Ȧ·V and Fᵢⱼ = 1/(σⱼ² − σᵢ²), 0 on the diagonal: σ̇ = diag P,
/// U̇ = U·(F∘(P·S + S·Pᵀ)) + (I − U·Uᵀ)·Ȧ·V·S⁻¹ and V̇ = V·(F∘(S·P + Pᵀ·S)) + (I − V·Vᵀ)·Ȧᵀ·U·S⁻¹. Where singular values
/// are equal or zero, the vectors have no derivative.
/// </summary>
/// <remarks>J. Townsend: "Differentiating the singular value decomposition" (2016).</remarks>
public sealed class SingularValues : Procedure
{
    internal SingularValues(Expr a, Dimension least) : base(
        [a],
        (Kind.Real, Front(a).Concat([least])),
        (Kind.Real, a.Shape.With(a.Rank - 1, least)),
        (Kind.Real, a.Shape.With(a.Rank - 2, least)))
    { }

    /// <inheritdoc/>
    public override string Operator => "singularvalues";

    internal override Expr Batched(Examples x) => new SingularValues(x[0], Shape[Rank - 1]);

    internal override int Growth => Grad.Growth.Unbounded;

    private Expr U => new Result(this, 1);

    private Expr V => Transpose(new Result(this, 2));

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        if (tangents[0] is not { } tangent) return [null, null, null];
        var (u, v) = (U, V);
        var right = MatMul(tangent, v);
        var left = MatMul(Transpose(tangent), u);
        var p = MatMul(Transpose(u), right);
        var pT = Transpose(p);
        var uDot = MatMul(u, Gaps(Matrices.ScaleColumns(p, this) + Rows(pT))) + Outside(u, right);
        var vDot = MatMul(v, Gaps(Rows(p) + Matrices.ScaleColumns(pT, this))) + Outside(v, left);
        return [Diagonal(p), uDot, Transpose(vDot)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var (u, v) = (U, V);
        var (uBar, vBar) = (cotangents[1], cotangents[2] is { } vT ? Transpose(vT) : null);
        Expr? inner = cotangents[0] is { } values ? DiagonalMatrix(values) : null;
        if (uBar is not null) inner = Chain.Sum(inner, Matrices.ScaleColumns(Gaps(Skew(u, uBar)), this));
        if (vBar is not null) inner = Chain.Sum(inner, Rows(Gaps(Skew(v, vBar))));
        Expr? a = inner is null ? null : MatMul(u, MatMul(inner, Transpose(v)));
        if (uBar is not null) a = Chain.Sum(a, MatMul(Outside(u, uBar), Transpose(v)));
        if (vBar is not null) a = Chain.Sum(a, MatMul(u, Transpose(Outside(v, vBar))));
        return a;
    }

    internal override void Compute<T>(Call call)
    {
        var sizes = call.OperandSizes(0);
        call.Backend.Factorizations.SingularValues(
            sizes[^2], sizes[^1], call.Operand<T>(0), call.Result<T>(1), call.Result<T>(), call.Result<T>(2), Matrices.Count(sizes));
    }

    internal override string Written(WrittenCall call)
    {
        var shape = Operands[0].Shape;
        string sizes = $"{call.Size(shape[shape.Rank - 2])}, {call.Size(shape[shape.Rank - 1])}", count = call.MatrixCount(shape);
        return $"{call.Factorization("SingularValues")}({sizes}, {call.Address(0)}, "
            + $"{call.ResultAddress(1)}, {call.ResultAddress()}, {call.ResultAddress(2)}, {count});";
    }

    /// <summary>xᵀ·x̄ − x̄ᵀ·x.</summary>
    private static Expr Skew(Expr x, Expr bar)
    {
        var product = MatMul(Transpose(x), bar);
        return product - Transpose(product);
    }

    /// <summary>The part of y outside the space of x's columns, its columns divided by σ: (I − x·xᵀ)·y·S⁻¹.</summary>
    private Expr Outside(Expr x, Expr y) => (y - MatMul(x, MatMul(Transpose(x), y))) / ExpandDims(this, -2);

    /// <summary>S·x.</summary>
    private Expr Rows(Expr x) => x * ExpandDims(this, -1);

    /// <summary>F∘x.</summary>
    private Expr Gaps(Expr x)
    {
        Expr row = ExpandDims(this, -2), column = ExpandDims(this, -1);
        var places = Arange(x.Shape[x.Rank - 1]);
        var on = Broadcasting.To(Equal(ExpandDims(places, 0), ExpandDims(places, 1)), x.Shape);
        return Where(on, new Literal(0, x.Shape), x / ((row - column) * (row + column)));
    }

    private static Shape Front(Expr a) => a.Shape.Slice(0, a.Rank - 2);
}

public static partial class Functions
{
    /// <summary>The singular values of a matrix in descending order.</summary>
    /// <param name="a">A matrix, or an array of matrices in its last two axes.</param>
    /// <exception cref="ArgumentException">There are fewer than two axes, or it is not known which axis is shorter.</exception>
    public static Expr SingularValues(Expr a) => SingularValueDecomposition(a).Values;

    /// <summary>A = U·diag(σ)·Vᵀ: matrices with orthonormal columns and rows, and the singular values in descending order.</summary>
    /// <param name="a">A matrix [m, n], or an array of matrices in its last two axes.</param>
    /// <returns>U [m, k], σ [k], Vᵀ [k, n] with k = min(m, n).</returns>
    /// <exception cref="ArgumentException">There are fewer than two axes, or it is not known which axis is shorter.</exception>
    public static (Expr U, Expr Values, Expr VTransposed) SingularValueDecomposition(Expr a)
    {
        Matrices.Real(nameof(SingularValues), a);
        var values = new SingularValues(a, Shorter(nameof(SingularValues), a, a.Shape[a.Rank - 2], a.Shape[a.Rank - 1]));
        return (new Result(values, 1), values, new Result(values, 2));
    }
}
