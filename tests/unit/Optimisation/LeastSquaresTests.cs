using static Grad.Functions;

namespace Grad.Tests.Unit.Optimisation;

/// <summary>What is seen of a problem, and what is answered.</summary>
public class LeastSquaresTests
{
    private readonly Variable x = Variable("x", ["n"]), y = Variable("y", ["n"]), a = Variable("a"), b = Variable("b");
    private readonly double[] xs = [0, 1, 2, 3, 4], ys = [1.1, 2.9, 5.2, 7.1, 8.8];

    [Fact]
    public void A_line_is_solved_in_one_step_with_the_textbook_standard_errors()
    {
        var fit = LeastSquares(y - (a + b * x), [(a, 0), (b, 0)], [(x, xs), (y, ys)]);
        Assert.Equal((OptimizationMethod.LinearLeastSquares, StopReason.Solved, 1), (fit.Method, fit.Reason, fit.Iterations));
        double mean = xs.Average(), spread = xs.Sum(v => (v - mean) * (v - mean));
        double slope = xs.Zip(ys, (u, v) => (u - mean) * v).Sum() / spread, height = ys.Average() - slope * mean;
        double squares = xs.Zip(ys, (u, v) => Math.Pow(v - height - slope * u, 2)).Sum();
        Assert.Equal(slope, fit.Scalar(b), 1e-13);
        Assert.Equal(height, fit.Scalar(a), 1e-13);
        Assert.Equal(squares, fit.Objective, 1e-13);
        Assert.Equal(Math.Sqrt(squares / 3 / spread), fit.StandardError(b), 1e-13);
        Assert.Equal(Math.Sqrt(squares / 3 * (1 / 5.0 + mean * mean / spread)), fit.StandardError(a), 1e-13);
        Assert.Equal(0, fit.GradientNorm, 1e-11);
    }

    [Fact]
    public void Every_way_to_write_a_sum_of_squares_is_seen()
    {
        var r = y - a * Exp(b * x);
        Expr[] losses = [Sum(Square(r)), Mean(Square(r)), Sum(r * r), 0.5 * Mean(Square(-r)), Mean(Square(r)) + 1e-3 * Square(b) + 2];
        foreach (var loss in losses)
        {
            var fit = Minimize(loss, [(a, 1), (b, 0.1)], [(x, xs), (y, ys)]);
            Assert.Equal(OptimizationMethod.LevenbergMarquardt, fit.Method);
            Assert.Equal(loss.Evaluate((x, xs), (y, ys), (a, fit.Scalar(a)), (b, fit.Scalar(b))), fit.Objective, 1e-13);
            var other = Minimize(loss, [(a, 1), (b, 0.1)], [(x, xs), (y, ys)], new() { Method = OptimizationMethod.Bfgs });
            Assert.Equal(fit.Scalar(a), other.Scalar(a), 1e-6);
            Assert.Equal(fit.Scalar(b), other.Scalar(b), 1e-6);
        }
    }

    [Fact]
    public void What_is_no_sum_of_squares_goes_to_quasi_Newton_steps()
    {
        foreach (var loss in new[] { Sum(Softplus(x * a) - y * a), Mean(Square(y - a * x)) - 1, a * Sum(Square(a - x)) + Exp(a) })
            Assert.Equal(OptimizationMethod.Bfgs, Minimize(loss, [(a, 0.5)], [(x, xs), (y, ys)]).Method);
    }

    [Fact]
    public void Weights_that_depend_on_the_data_size_are_kept()
    {
        var fit = Minimize(Mean(Square(y - a * x)) + 0.1 * Square(a), [(a, 0)], [(x, xs), (y, ys)]);
        Assert.Equal(OptimizationMethod.LinearLeastSquares, fit.Method);
        double expected = xs.Zip(ys, (u, v) => u * v).Sum() / 5 / (xs.Sum(u => u * u) / 5 + 0.1);
        Assert.Equal(expected, fit.Scalar(a), 1e-13);
    }

    [Fact]
    public void Parameters_may_be_arrays()
    {
        Variable design = Variable("X", ["n", 2]), w = Variable("w", [2, 1]), t = Variable("t", ["n", 1]);
        double[,] rows = { { 1, 0 }, { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 } }, targets = { { 1.1 }, { 2.9 }, { 5.2 }, { 7.1 }, { 8.8 } };
        var fit = LeastSquares(MatMul(design, w) - t, [(w, new double[2, 1])], [(design, rows), (t, targets)]);
        var line = LeastSquares(y - (a + b * x), [(a, 0), (b, 0)], [(x, xs), (y, ys)]);
        Assert.Equal(line.Scalar(a), fit.Read(w)[[0, 0]], 1e-13);
        Assert.Equal(line.Scalar(b), fit.Read(w)[[1, 0]], 1e-13);
        Assert.Equal(line.StandardError(b), fit.StandardErrors(w)[[1, 0]], 1e-13);
    }

    [Fact]
    public void More_parameters_than_the_data_determine_keep_a_solution_without_standard_errors()
    {
        var fit = LeastSquares(y - (a + b) * x, [(a, 0), (b, 0)], [(x, xs), (y, ys)]);
        Assert.Equal(xs.Zip(ys, (u, v) => u * v).Sum() / xs.Sum(u => u * u), fit.Scalar(a) + fit.Scalar(b), 1e-13);
        Assert.Equal(double.NaN, fit.StandardError(a));
        var curved = LeastSquares(Square(a) + Square(b) - 1, (a, 3), (b, 1));
        Assert.True(curved.Converged);
        Assert.Equal(0, curved.Objective, 1e-20);
    }

    [Fact]
    public void Many_parameters_are_one_batch_of_directions()
    {
        // 24 numbers that few curves hold together; two of the residuals are numbers alone.
        Variable c = Variable("c", [8, 3]), data = Variable("data", [4, 8]);
        var points = Constant(new double[,] { { -1, 0.5, 2 }, { 1, 1, 1 }, { 0.5, -2, 1 }, { 2, 0, 1 } });
        var curves = Exp(b * MatMul(points, Transpose(c)) / 4);
        double[] sought = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(i))];
        (Variable, Value)[] at = [(c, Value.Of(sought, 8, 3)), (b, 1.5)];
        var seen = curves.EvaluateTensor(at);
        var loss = Sum(Square(curves - data)) + Square(b - 1.5) + Square(Mean(c) - sought.Average());
        var fit = Minimize(loss, [(c, new double[8, 3]), (b, 1)], [(data, seen)]);
        Assert.Equal(OptimizationMethod.LevenbergMarquardt, fit.Method);
        Assert.True(fit.Converged, fit.ToString());
        Assert.Equal(sought, fit.Read(c).ToArray(), (p, q) => Math.Abs(p - q) < 1e-10);
        Assert.Equal(1.5, fit.Scalar(b), 1e-12);
        var linear = LeastSquares(MatMul(points, Transpose(c)) - data, [(c, new double[8, 3])], [(data, new double[4, 8])]);
        Assert.Equal(OptimizationMethod.LinearLeastSquares, linear.Method);
    }

    [Fact]
    public void The_answer_is_a_sentence()
    {
        var fit = LeastSquares(a - 2, (a, 0));
        Assert.Equal(
            "Linear least squares converged after 1 iteration: the residuals are linear in the parameters, and one step solves " +
            "them; objective 0, gradient norm 0. a = 2", fit.ToString());
        var root = LeastSquares(Exp(a) - 1 + Square(a), (a, 1));
        Assert.StartsWith("Levenberg–Marquardt converged after ", root.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_is_cut_short_says_so()
    {
        var fit = LeastSquares(y - a * Exp(b * x), [(a, 1), (b, 0.1)], [(x, xs), (y, ys)], new() { MostIterations = 2 });
        Assert.False(fit.Converged);
        Assert.Equal(StopReason.MostIterations, fit.Reason);
        Assert.StartsWith(
            "Levenberg–Marquardt did not converge after 2 iterations: as many as allowed were made; allow more with " +
            "MostIterations, or start nearer; objective ", fit.ToString(), StringComparison.Ordinal);
        var slow = Minimize(Square(Square(a - 3)) + Exp(b) - b, [(a, 0), (b, 9)], [], new() { MostIterations = 2 });
        Assert.Equal(StopReason.MostIterations, slow.Reason);
    }
}
