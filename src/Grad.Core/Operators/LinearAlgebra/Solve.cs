using System.Collections.Immutable;

namespace Grad;

/// <summary>X with A·X = B, by LU with partial pivoting. Ẋ = A⁻¹·(Ḃ − Ȧ·X), B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ.</summary>
public sealed class Solve : Procedure
{
    internal Solve(Expr a, Expr b) : base([a, b], (Kind.Real, b.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "solve";

    // The right sides of all examples are columns of one: a shared matrix is factorised once.
    internal override Expr Batched(Examples x) => x.IsShared(0)
        ? Merging.OutOf(new Solve(Operands[0], Merging.Into(x[1], Rank - 1)), Rank - 1, x.Of(Shape))
        : new Solve(x[0], x[1]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents)
    {
        var right = Chain.Sum(tangents[0] is { } a ? -MatMul(a, this) : null, tangents[1]);
        return [right is null ? null : new Solve(Operands[0], right)];
    }

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand)
    {
        var bBar = new Solve(Transpose(Operands[0]), cotangents[0]!);
        return operand == 1 ? bBar : -MatMul(bBar, Transpose(this));
    }

    internal override void Compute<T>(Call call)
    {
        int n = call.OperandSizes(0)[^1], columns = call.ResultSizes(0)[^1], count = Matrices.Count(call.ResultSizes(0));
        for (int m = 0; m < count; m++)
        {
            int pivot = call.Backend.Factorizations.Solve(
                n,
                columns,
                call.Operand<T>(0).Slice(m * n * n, n * n),
                call.Operand<T>(1).Slice(m * n * columns, n * columns),
                call.Result<T>().Slice(m * n * columns, n * columns));
            if (pivot > 0) throw Errors.Singular(nameof(Solve), Operands[0], pivot, count > 1 ? m : null);
        }
    }

    internal override string Written(WrittenCall call)
    {
        string sizes = $"{call.Size(Shape[Rank - 2])}, {call.Size(Shape[Rank - 1])}", count = call.MatrixCount(Shape);
        return $"{call.Kernel(nameof(MatrixRoutines))}.RequireRegular({call.Factorization("Solve")}("
            + $"{sizes}, {call.Address(0)}, {call.Address(1)}, {call.ResultAddress()}, {count}));";
    }
}

/// <summary>Gives the sides of a linear system the form that the routines take.</summary>
internal static class Systems
{
    public static Expr Solve(string operation, Expr a, Expr b, Func<Expr, Expr, Expr> solve)
    {
        Matrices.Square(operation, a);
        if (b.Kind != Kind.Real) throw Errors.WrongKind(operation, b, Kind.Real);
        bool vector = b.Rank == 1 || b.Rank == a.Rank - 1;
        var right = vector ? ExpandDims(b, -1) : b;
        if (right.Rank < 2 || right.Shape[right.Rank - 2] != a.Shape[a.Rank - 1]) throw Errors.RightSide(operation, a, b);
        // Axes in front are batch axes; those of one side may be missing, or of size 1.
        var batch = Broadcasting.Common(operation, Front(a), Front(right));
        var solution = solve(Stretched(a, batch), Stretched(right, batch));
        return vector ? Squeeze(solution, -1) : solution;
    }

    private static Literal Front(Expr x) => new(0, x.Shape.Slice(0, x.Rank - 2));

    private static Expr Stretched(Expr x, Shape batch) => Broadcasting.To(x, batch.Concat(x.Shape.Slice(x.Rank - 2, 2)));
}

public static partial class Functions
{
    /// <summary>X with A·X = B, by LU with partial pivoting.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <param name="b">A vector, a matrix, or an array of matrices.</param>
    /// <exception cref="ArgumentException">A is not square, or B does not fit; when run: A is singular.</exception>
    public static Expr Solve(Expr a, Expr b) => Systems.Solve(nameof(Solve), a, b, (m, right) => new Solve(m, right));
}
