using static Grad.Functions;

namespace Grad.Tests.Unit.Operators.LinearAlgebra;

/// <summary>
/// Factorisations, systems, determinants: values, derivatives of first and second order, and what is refused.
/// </summary>
public class LinearAlgebraTests
{
    private readonly Variable a = Variable("a", [3, 3]);

    private static readonly double[,] Regular = { { 4, 1, -2 }, { 1, 3, 0.5 }, { -2, 0.5, 5 } };
    private static readonly double[,] Rank2 = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };

    private double[] Of(Expr e, double[,] value) => e.EvaluateTensor((a, value)).ToArray();

    /// <summary>A positive definite matrix of any: x·xᵀ + 2.</summary>
    private static Expr Definite(Expr x) => MatMul(x, Transpose(x)) + (2 * Identity(x.Shape[x.Rank - 1]));

    /// <summary>A matrix far from singular of any.</summary>
    private static Expr Away(Expr x) => (0.3 * x) + Identity(x.Shape[x.Rank - 1]);

    private static void Near(double[] expected, double[] actual, double tolerance = 1e-12) =>
        Assert.Equal(expected, actual, (x, y) => Math.Abs(x - y) <= tolerance * (1 + Math.Abs(x)));

    [Fact]
    public void Cholesky_and_triangular_solves_obey_the_laws()
    {
        OperatorLaw.Holds(e => Cholesky(Definite(e)), [3, 3]);
        OperatorLaw.Holds(e => Cholesky(Definite(e)), [2, 3, 3]);
        OperatorLaw.Holds(e => Cholesky(Identity(3) + (0.2 * e)), [3, 3]);
        foreach (bool upper in new[] { false, true })
        {
            OperatorLaw.Holds(e => TriangularSolve(Away(e), Sin(e), upper), [3, 3]);
            OperatorLaw.Holds(e => TriangularSolve(Away(e), Sin(e[.., .., ..2]), upper, transposed: true), [2, 3, 3]);
        }
    }

    [Fact]
    public void Systems_obey_the_laws()
    {
        OperatorLaw.Holds(e => Solve(Away(e), Sin(e)), [3, 3]);
        OperatorLaw.Holds(e => Solve(Away(e), Sin(At(e, 0, 0))), [3, 3]);
        OperatorLaw.Holds(e => Solve(Away(e), Sin(e[..1])), [2, 3, 3]);
        OperatorLaw.Holds(e => Inverse(Away(e)), [2, 3, 3]);
        OperatorLaw.Holds(e => LeastSquares(e[.., ..2] + Identity(4)[.., ..2], Exp(At(e, 1, 2))), [4, 3]);
        OperatorLaw.Holds(e => PseudoInverse(Identity(4)[..3] + (0.3 * e)), [3, 4]);
    }

    [Fact]
    public void Determinants_obey_the_laws()
    {
        OperatorLaw.Holds(e => Determinant(Away(e)), [2, 3, 2, 2]);
        OperatorLaw.Holds(e => Determinant(Away(e)), [2, 3, 3]);
        OperatorLaw.Holds(e => LogDeterminant(Away(e)).LogAbs, [2, 3, 3]);
        OperatorLaw.Holds(e => LogDeterminant(Definite(e)).LogAbs * LogDeterminant(Definite(e)).Sign, [3, 3]);
    }

    [Fact]
    public void Spectra_obey_the_laws()
    {
        OperatorLaw.Holds(e => EigenvaluesSymmetric((0.3 * e) + DiagonalMatrix(Constant(new double[] { 1, 3, 6 }))), [3, 3]);
        OperatorLaw.Holds(e => Square(EigenSymmetric((0.3 * e) + DiagonalMatrix(Constant(new double[] { 1, 3, 6 }))).Vectors), [2, 3, 3]);
        OperatorLaw.Holds(SingularValuesApart, [4, 3], tolerance: 1e-5);
        OperatorLaw.Holds(e => Reconstructed(Spread(e)), [3, 3], tolerance: 1e-5);
        OperatorLaw.Holds(e => Square(SingularValueDecomposition(Spread(e)).U), [4, 3], tolerance: 1e-5);
        OperatorLaw.Holds(e => Square(SingularValueDecomposition(Transpose(Spread(e))).VTransposed), [4, 3], tolerance: 1e-5);

        static Expr Spread(Expr e) => (0.3 * e) + Pad(DiagonalMatrix(Constant(new double[] { 1, 3, 6 })), 0, 0, e.Shape[0] - 3);
        static Expr SingularValuesApart(Expr e) => SingularValues(Spread(e));
        static Expr Reconstructed(Expr x)
        {
            var (u, values, vT) = SingularValueDecomposition(x);
            return MatMul(u * Exp(values), vT);
        }
    }

    [Fact]
    public void Orthogonal_factors_obey_the_laws()
    {
        OperatorLaw.Holds(e => Qr(e + Identity(3)).Q, [3, 3]);
        OperatorLaw.Holds(e => Qr(e[.., .., ..2] + Identity(4)[.., ..2]).R, [2, 4, 3]);
        OperatorLaw.Holds(
            e => Qr(e[.., ..2] + Identity(4)[.., ..2]) is var (q, r) ? MatMul(Sin(q), Exp(r)) : e, [4, 3]);
    }

    [Fact]
    public void Powers_obey_the_laws()
    {
        OperatorLaw.Holds(e => MatrixExp(e), [3, 3]);
        OperatorLaw.Holds(e => MatrixExp(4 * e), [2, 2, 2], tolerance: 1e-5);
        OperatorLaw.Holds(e => MatrixPower(e, 5), [2, 2]);
        OperatorLaw.Holds(e => MatrixPower(Away(e), -2), [2, 2]);
    }

    [Fact]
    public void Factors_give_the_matrix_back()
    {
        var l = Cholesky(a);
        Near(Of(a, Regular), Of(MatMul(l, Transpose(l)), Regular));
        var (values, vectors) = EigenSymmetric(a);
        Near(Of(a, Regular), Of(MatMul(vectors * values, Transpose(vectors)), Regular));
        var (q, r) = Qr(a);
        Near(Of(a, Rank2), Of(MatMul(q, r), Rank2));
        var (u, sigma, vT) = SingularValueDecomposition(a);
        Near(Of(a, Rank2), Of(MatMul(u * sigma, vT), Rank2));
        Near(Of(Identity(3), Regular), Of(MatMul(Inverse(a), a), Regular));
        Near(Of(MatMul(a, MatMul(a, a)), Regular), Of(MatrixPower(a, 3), Regular));
    }

    [Fact]
    public void They_agree_with_the_library()
    {
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(Regular);
        Assert.Equal(matrix.Determinant(), Of(Determinant(a), Regular)[0], 1e-10);
        Near([.. matrix.Evd().EigenValues.Select(v => v.Real)], Of(EigenvaluesSymmetric(a), Regular));
        Near([.. matrix.Svd().S], Of(SingularValues(a), Regular));
        Assert.Equal(Math.Log(matrix.Determinant()), Of(LogDeterminant(a).LogAbs, Regular)[0], 1e-12);
        Assert.Equal([-1], Of(LogDeterminant(-a).Sign, Regular));
    }

    [Fact]
    public void The_exponential_turns_and_grows()
    {
        var turn = Constant(new double[,] { { 0, -100 }, { 100, 0 } });
        Near([Math.Cos(100), -Math.Sin(100), Math.Sin(100), Math.Cos(100)], MatrixExp(turn).EvaluateTensor().ToArray(), 1e-11);
        Near([Math.E, 0, 0, Math.Exp(-3)], MatrixExp(DiagonalMatrix(Constant(new double[] { 1, -3 }))).EvaluateTensor().ToArray());
    }

    [Fact]
    public void The_gradient_of_a_singular_determinant_is_the_matrix_of_cofactors()
    {
        Near([-3, 6, -3, 6, -12, 6, -3, 6, -3], Of(Gradient(Determinant(a), a), Rank2));
        Near(new double[9], Of(Gradient(Determinant(a), a), new double[,] { { 1, 2, 3 }, { 2, 4, 6 }, { 3, 6, 9 } }));
    }

    [Fact]
    public void A_matrix_that_is_not_definite_is_named_with_its_minor()
    {
        var b = Variable("b", ["n", 2, 2]);
        double[] data = [2, 0, 0, 2, 1, 2, 2, 1];
        const string Sentence = "Cholesky: matrix 1 is not positive definite: its leading minor of order 2 is not positive.";
        Assert.StartsWith(
            Sentence,
            Assert.Throws<ArithmeticException>(() => Cholesky(b).EvaluateTensor((b, Value.Of(data, 2, 2, 2)))).Message,
            StringComparison.Ordinal);
        var session = Compile<float>([b], [Cholesky(b)]).Bind((b, Value.Of(data, 2, 2, 2)));
        Assert.StartsWith(Sentence, Assert.Throws<ArithmeticException>(session.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var (sign, logarithm) = LogDeterminant(a);
        Expr[] outputs =
        [
            Cholesky(a), Solve(a, a), Inverse(a), Gradient(Determinant(a), a), sign * logarithm, EigenvaluesSymmetric(a),
            SingularValues(a), Qr(a).R, MatrixExp(a),
        ];
        var session = Compile<double>([a], outputs, options: new() { ProductBackend = "managed" }).Bind((a, Regular));
        Assert.Equal(0, Allocations.Of(() => session.Run()));
    }

    [Fact]
    public void A_singular_system_is_refused() => Assert.Equal(
        "Solve: the matrix is singular: pivot 2 is zero. Use LeastSquares or PseudoInverse, or add a small multiple " +
        "of Identity to it. In: a; with 'a' [3, 3] (LinearAlgebraTests.cs:10).",
        Assert.Throws<ArithmeticException>(() => Of(Solve(a, a), new double[,] { { 1, 2, 0 }, { 2, 4, 0 }, { 0, 0, 1 } })).Message);

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var wide = Variable("wide", [2, 3]);
        Assert.StartsWith(
            "Inverse: the matrix has shape [2, 3], and its last two axes must be equal.",
            Assert.Throws<ArgumentException>(() => Inverse(wide)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Solve: the matrix has shape [3, 3] and the right side [2, 3]; the right side needs 3 rows.",
            Assert.Throws<ArgumentException>(() => Solve(a, wide)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Qr: the matrix has shape [2, 3]; it must have at least as many rows as columns, known now. Transpose " +
            "it first.",
            Assert.Throws<ArgumentException>(() => Qr(wide)).Message, StringComparison.Ordinal);
    }
}
