using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Grad.Products;

namespace Grad;

/// <summary>
/// e^A by scaling, a Padé approximant of degree 13, and squaring. Its derivative in the direction Ȧ is the upper right block
/// of the exponential of [[A, Ȧ], [0, A]]; the transpose is the same of Aᵀ.
/// </summary>
/// <remarks>N. J. Higham: "The scaling and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. 26 (2005).</remarks>
public sealed class MatrixExp : Procedure
{
    // The coefficients of the approximant, and the norm up to which it is exact in double.
    private static readonly double[] Pade =
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
        670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    private const double Reach = 5.371920351148152;

    internal MatrixExp(Expr a) : base([a], (Kind.Real, a.Shape)) { }

    /// <inheritdoc/>
    public override string Operator => "matrixexp";

    internal override Expr Batched(Examples x) => new MatrixExp(x[0]);

    internal override int Growth => Grad.Growth.Unbounded;

    internal override ImmutableArray<Expr?> Tangents(ReadOnlySpan<Expr?> tangents) =>
        [tangents[0] is { } tangent ? Along(Operands[0], tangent) : null];

    internal override Expr? Cotangent(ReadOnlySpan<Expr?> cotangents, int operand) =>
        Along(Transpose(Operands[0]), cotangents[0]!);

    internal override void Compute<T>(Call call)
    {
        int n = call.OperandSizes(0)[^1], count = Matrices.Count(call.OperandSizes(0));
        if (n == 0) return;
        var scratch = ArrayPool<T>.Shared.Rent(7 * n * n);
        for (int m = 0; m < count; m++)
        {
            new Exponential<T>(n, scratch, call.Backend)
                .Run(call.Operand<T>(0).Slice(m * n * n, n * n), call.Result<T>().Slice(m * n * n, n * n));
        }
        ArrayPool<T>.Shared.Return(scratch);
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

    /// <summary>The computation for one matrix, in scratch memory for seven.</summary>
    private readonly ref struct Exponential<T>(int n, T[] scratch, ProductBackend backend)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ProductBackend backend = backend;

        public void Run(ReadOnlySpan<T> a, Span<T> y)
        {
            Span<T> x = Matrix(0), x2 = Matrix(1), x4 = Matrix(2), x6 = Matrix(3), u = Matrix(4), v = Matrix(5), t = Matrix(6);
            int squarings = Squarings(a);
            T scale = T.ScaleB(T.One, -squarings);
            for (int i = 0; i < a.Length; i++) x[i] = a[i] * scale;
            Multiply(x, x, x2);
            Multiply(x2, x2, x4);
            Multiply(x4, x2, x6);
            Combine(t, x2, x4, x6, null, 9, 11, 13);
            Multiply(x6, t, v);
            Combine(t, x2, x4, x6, 1, 3, 5, 7);
            Add(t, v);
            Multiply(x, t, u);                                   // u: the odd part
            Combine(t, x2, x4, x6, null, 8, 10, 12);
            Multiply(x6, t, v);
            Combine(t, x2, x4, x6, 0, 2, 4, 6);
            Add(v, t);                                           // v: the even part
            for (int i = 0; i < a.Length; i++) (x[i], t[i]) = (v[i] - u[i], v[i] + u[i]);
            backend.Factorizations.Solve<T>(n, n, x, t, y);
            for (int s = 0; s < squarings; s++)
            {
                y.CopyTo(t);
                Multiply(t, t, y);
            }
        }

        /// <summary>t = c₀·1 + c₁·x² + c₂·x⁴ + c₃·x⁶ for coefficients of these numbers; null for no constant term.</summary>
        private void Combine(Span<T> t, Span<T> x2, Span<T> x4, Span<T> x6, int? c0, int c1, int c2, int c3)
        {
            T a = T.CreateTruncating(Pade[c1]), b = T.CreateTruncating(Pade[c2]), c = T.CreateTruncating(Pade[c3]);
            for (int i = 0; i < t.Length; i++) t[i] = (a * x2[i]) + (b * x4[i]) + (c * x6[i]);
            if (c0 is not { } constant) return;
            T one = T.CreateTruncating(Pade[constant]);
            for (int i = 0; i < n; i++) t[(i * n) + i] += one;
        }

        private int Squarings(ReadOnlySpan<T> a)
        {
            double norm = 0;
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int i = 0; i < n; i++) sum += Math.Abs(double.CreateTruncating(a[(i * n) + j]));
                norm = Math.Max(norm, sum);
            }
            return norm > Reach && double.IsFinite(norm) ? Math.ILogB(norm / Reach) + 1 : 0;
        }

        private unsafe void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        {
            fixed (T* pa = a, pb = b, pc = c)
                backend.Multiply<T>(Product.Packed(n, n, n), (nint)pa, (nint)pb, (nint)pc);
        }

        private static void Add(Span<T> x, ReadOnlySpan<T> y)
        {
            for (int i = 0; i < x.Length; i++) x[i] += y[i];
        }

        private Span<T> Matrix(int k) => scratch.AsSpan(k * n * n, n * n);
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
