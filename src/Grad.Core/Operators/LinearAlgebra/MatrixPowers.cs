using System.Collections.Immutable;
using Grad.Factorizations;

namespace Grad;

/// <summary>
/// e^A by scaling, a Padé approximant of degree 13, and squaring. Its derivative in the direction Ȧ is the upper right block
/// of the exponential of [[A, Ȧ], [0, A]]; the transpose is the same of Aᵀ.
/// </summary>
/// <remarks>N. J. Higham: "The scaling and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. 26 (2005).</remarks>
public sealed class MatrixExp : Procedure
{
    internal MatrixExp(Expr a) : base([a], (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "matrixexp";

    internal override Expr Batched(Examples x) => new MatrixExp(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Along(Operands[0], tangent) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        Along(Transpose(Operands[0]), cotangents[0]!);

    internal override void Compute<T>(Call call) => MatrixExponential<T>.Run(
        call.Operand<T>(0), call.Result<T>(), call.OperandSizes(0)[^1], call.Backend, call.Backend.Factorizations);

    internal override string Written(WrittenCall call)
    {
        string own = $"{call.Kernel(nameof(ManagedProducts))}.Own";
        return $"{call.Kernel(nameof(MatrixExponential<>))}<{call.Element(this)}>.Run("
            + $"{call.Operand(0)}, {call.Result()}, {call.Size(Shape[Rank - 1])}, {own}, {own}.Factorizations);";
    }

    private static Expr Along(Expr a, Expr direction)
    {
        int row = a.Rank - 2, column = a.Rank - 1;
        var size = a.Shape[column];
        var top = Concat([a, direction], column);
        var bottom = Concat([new Literal(0, a.Shape), a], column);
        var both = new MatrixExp(Concat([top, bottom], row));
        return Cut(both, i => i == row ? new(0, 1, size) : i == column ? new(size, 1, size) : AxisRange.All(a.Shape[i]));
    }
}

public static partial class Functions
{
    /// <summary>e^A = 1 + A + A²/2 + …, of a square matrix.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static Expr MatrixExp(Expr a) => new MatrixExp(Matrices.Square(nameof(MatrixExp), a));

    /// <summary>A·A·…·A, by repeated squaring; the inverse to a power for a negative exponent.</summary>
    /// <param name="a">A square matrix, or an array of them in the last two axes.</param>
    /// <param name="exponent">How many factors.</param>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public static Expr MatrixPower(Expr a, int exponent)
    {
        Matrices.Square(nameof(MatrixPower), a);
        var square = exponent < 0 ? Inverse(a) : a;
        Expr? power = null;
        for (uint left = (uint)Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1) power = power is null ? square : MatMul(power, square);
            if (left > 1) square = MatMul(square, square);
        }
        return power ?? Broadcasting.To(Identity(a.Shape[a.Rank - 1]), a.Shape);
    }
}
