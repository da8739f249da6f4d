using System.Collections.Immutable;

namespace Grad;

/// <summary>
/// A[m, n] = Q·R with m ≥ n: Q has orthonormal columns, R, the second result, is an upper triangle with positive
/// diagonal. With C = Qᵀ·Ȧ·R⁻¹ and Ω = tril(C, −1) − tril(C, −1)ᵀ: Q̇ = Q·Ω + (I − Q·Qᵀ)·Ȧ·R⁻¹, Ṙ = Qᵀ·Ȧ − Ω·R. With M
/// = R·R̄ᵀ − Q̄ᵀ·Q: Ā = (Q̄ + Q·(tril M + tril(M, −1)ᵀ))·R⁻ᵀ.
/// </summary>
/// <remarks>
/// H.-J. Liao, J.-G. Liu, L. Wang, T. Xiang: "Differentiable programming tensor networks", Phys. Rev. X 9 (2019).
/// </remarks>
public sealed class Qr : Procedure
{
    internal Qr(Expr a) : base([a], (Kind.Real, a.Shape), (Kind.Real, a.Shape.With(a.Rank - 2, a.Shape[a.Rank - 1]))) { }

    /// <inheritdoc/>
    public override string Operator => "qr";

    internal override Expr Batched(Examples x) => new Qr(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    private Expr R => new Result(this, 1);

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        if (tangents[0] is not { } tangent) return [null, null];
        var scaled = OverR(tangent, transposed: false);
        var c = MatMul(Transpose(this), scaled);
        var below = LowerTriangle(c, -1);
        var omega = below - Transpose(below);
        return [MatMul(this, omega - c) + scaled, MatMul(c - omega, R)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var (qBar, rBar) = (cotangents[0], cotangents[1]);
        var m = Chain.Sum(
            rBar is not null ? MatMul(R, Transpose(rBar)) : null,
            qBar is not null ? -MatMul(Transpose(qBar), this) : null);
        if (m is null) return null;
        var inner = MatMul(this, LowerTriangle(m) + Transpose(LowerTriangle(m, -1)));
        return OverR(Chain.Sum(qBar, inner)!, transposed: true);
    }

    internal override void Compute<T>(Call call)
    {
        var sizes = call.OperandSizes(0);
        call.Backend.Factorizations.Qr(
            sizes[^2], sizes[^1], call.Operand<T>(0), call.Result<T>(), call.Result<T>(1), Matrices.Count(sizes));
    }

    internal override string Written(WrittenCall call)
    {
        string sizes = $"{call.Size(Shape[Rank - 2])}, {call.Size(Shape[Rank - 1])}", count = call.MatrixCount(Shape);
        return $"{call.Factorization("Qr")}({sizes}, {call.Address(0)}, {call.ResultAddress()}, {call.ResultAddress(1)}, {count});";
    }

    /// <summary>x·R⁻¹, or x·R⁻ᵀ.</summary>
    private Expr OverR(Expr x, bool transposed) =>
        Transpose(new TriangularSolve(R, Transpose(x), upper: true, transposed: !transposed));
}

public static partial class Functions
{
    /// <summary>A = Q·R: Q has orthonormal columns, R is an upper triangle with positive diagonal.</summary>
    /// <param name="a">A matrix [m, n] with m ≥ n of full rank, or an array of matrices in its last two axes.</param>
    /// <exception cref="ArgumentException">There are fewer than two axes, or fewer rows than columns.</exception>
    public static (Expr Q, Expr R) Qr(Expr a)
    {
        Matrices.Real(nameof(Qr), a);
        var (rows, columns) = (a.Shape[a.Rank - 2], a.Shape[a.Rank - 1]);
        if ((rows - columns).FixedValue is not >= 0) throw Errors.Wide(nameof(Qr), a);
        var q = new Qr(a);
        return (q, new Result(q, 1));
    }

    /// <summary>x with the least ‖A·x − b‖, by QR, for an A[m, n] of full rank with m ≥ n.</summary>
    /// <param name="a">The matrix.</param>
    /// <param name="b">A vector [m], or a matrix of several.</param>
    /// <exception cref="ArgumentException">A has fewer rows than columns, or b does not fit.</exception>
    public static Expr LeastSquares(Expr a, Expr b)
    {
        var (q, r) = Qr(a);
        return TriangularSolve(r, MatMul(Transpose(q), b), upper: true);
    }

    /// <summary>
    /// The pseudo-inverse A⁺ = R⁻¹·Qᵀ of a matrix of full rank; (Aᵀ)⁺ᵀ for one with more columns than rows.
    /// </summary>
    /// <param name="a">A matrix, or an array of matrices in its last two axes.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two axes, or it is not known which axis is shorter.
    /// </exception>
    public static Expr PseudoInverse(Expr a)
    {
        Matrices.Real(nameof(PseudoInverse), a);
        var (rows, columns) = (a.Shape[a.Rank - 2], a.Shape[a.Rank - 1]);
        bool wide = (rows - columns).FixedValue is < 0;
        var (q, r) = Qr(wide ? Transpose(a) : a);
        var inverse = TriangularSolve(r, Transpose(q), upper: true);
        return wide ? Transpose(inverse) : inverse;
    }
}
