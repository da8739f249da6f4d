using System.Collections.Immutable;

namespace Grad;

public static partial class Functions
{
    /// <summary>The parameters that make a loss least, near the start: <c>Minimize(loss, (w, 0), (b, 0))</c>.</summary>
    /// <param name="loss">A scalar expression; all its other variables must be bound as data in the other overload.</param>
    /// <param name="start">The parameters with the values to start at.</param>
    /// <exception cref="ArgumentException">The loss is no scalar, a variable has no value, or the start is not finite.</exception>
    public static Optimum Minimize(Expr loss, params ReadOnlySpan<(Variable Variable, Value Start)> start) =>
        Minimize(loss, start, []);

    /// <summary>
    /// The parameters that make a loss least, near the start. A sum of squares is recognised, Σ r² or Mean(Square(r)) or sums
    /// of such, and goes to <see cref="LeastSquares(Expr, ReadOnlySpan{ValueTuple{Variable, Value}})"/>; every other loss goes
    /// to quasi-Newton steps. Derivatives are exact, from a compiled program.
    /// </summary>
    /// <param name="loss">A scalar expression.</param>
    /// <param name="start">The parameters with the values to start at.</param>
    /// <param name="data">The values of the other variables.</param>
    /// <param name="options">How it is searched.</param>
    /// <exception cref="ArgumentException">The loss is no scalar, a variable has no value, or the start is not finite.</exception>
    public static Optimum Minimize(
        Expr loss,
        ReadOnlySpan<(Variable Variable, Value Start)> start,
        ReadOnlySpan<(Variable Variable, Value Value)> data,
        OptimizationOptions? options = null)
    {
        options = Checked(options);
        if (!loss.Shape.IsScalar) throw Errors.NotScalar(nameof(Minimize), loss);
        RequireReal(nameof(Minimize), loss);
        var parameters = new Parameters(nameof(Minimize), [loss], start, data);
        if (options.Method != OptimizationMethod.Bfgs && SumOfSquares.Residuals(loss) is { IsEmpty: false } residuals)
            return Solve(nameof(Minimize), residuals, parameters, options);
        if (options.Method is not (OptimizationMethod.Automatic or OptimizationMethod.Bfgs)) throw Errors.NotSquares(loss);

        var search = new QuasiNewton(loss, parameters);
        var first = search.At(parameters.Start);
        RequireFinite(nameof(Minimize), "the loss is", [first.Value]);
        RequireFinite(nameof(Minimize), "a derivative is", first.Gradient);
        var (x, iterations, reason) = search.Minimize(options);
        var (value, gradient) = search.At(x);
        return new(parameters, x)
        {
            Objective = value,
            GradientNorm = PivotedQr.Norm(gradient),
            Iterations = iterations,
            Method = OptimizationMethod.Bfgs,
            Reason = reason,
        };
    }

    /// <summary>The parameters that make Σ r² least, near the start.</summary>
    /// <param name="residuals">The residuals r, an array of any shape.</param>
    /// <param name="start">The parameters with the values to start at.</param>
    /// <exception cref="ArgumentException">A variable has no value, or the start is not finite.</exception>
    public static Optimum LeastSquares(Expr residuals, params ReadOnlySpan<(Variable Variable, Value Start)> start) =>
        LeastSquares(residuals, start, []);

    /// <summary>
    /// The parameters that make Σ r² least, near the start: in one step by a QR factorisation where the residuals are linear
    /// in the parameters, otherwise by the method of Levenberg, Marquardt and Moré with the exact Jacobian.
    /// </summary>
    /// <param name="residuals">The residuals r, an array of any shape.</param>
    /// <param name="start">The parameters with the values to start at.</param>
    /// <param name="data">The values of the other variables.</param>
    /// <param name="options">How it is searched.</param>
    /// <exception cref="ArgumentException">A variable has no value, or the start is not finite.</exception>
    public static Optimum LeastSquares(
        Expr residuals,
        ReadOnlySpan<(Variable Variable, Value Start)> start,
        ReadOnlySpan<(Variable Variable, Value Value)> data,
        OptimizationOptions? options = null)
    {
        options = Checked(options);
        RequireReal(nameof(LeastSquares), residuals);
        if (options.Method == OptimizationMethod.Bfgs) return Minimize(Sum(Square(residuals)), start, data, options);
        return Solve(nameof(LeastSquares), [residuals], new(nameof(LeastSquares), [residuals], start, data), options);
    }

    private static Optimum Solve(
        string operation, ImmutableArray<Expr> residuals, Parameters parameters, OptimizationOptions options)
    {
        var program = new ResidualProgram(residuals, parameters);
        RequireFinite(operation, "a residual is", program.Residuals(parameters.Start));
        foreach (var column in program.Jacobian(parameters.Start)) RequireFinite(operation, "a derivative is", column);
        bool linear = program.IsLinear && options.Method != OptimizationMethod.LevenbergMarquardt;
        var (x, iterations, reason) = linear
            ? (LinearStep(program, parameters.Start), 1, StopReason.Solved)
            : LevenbergMarquardt.Minimize(program, parameters.Start, options);

        var (r, jacobian) = (program.Residuals(x), program.Jacobian(x));
        double objective = LevenbergMarquardt.Squares(r);
        double[] gradient = [.. jacobian.Select(column => 2 * column.Zip(r, (a, b) => a * b).Sum())];
        double deviation = Math.Sqrt(objective / (r.Length - parameters.Length));
        var spread = new LinearizedResiduals(jacobian, r, new double[x.Length]).Spread();
        return new(parameters, x, [.. spread.Select(s => r.Length > x.Length ? s * deviation : double.NaN)])
        {
            Objective = objective,
            GradientNorm = PivotedQr.Norm(gradient),
            Iterations = iterations,
            Method = linear ? OptimizationMethod.LinearLeastSquares : OptimizationMethod.LevenbergMarquardt,
            Reason = reason,
        };
    }

    private static double[] LinearStep(ResidualProgram program, double[] x) =>
        LevenbergMarquardt.Plus(x, LinearLeastSquares.Solve(program.Jacobian(x), program.Residuals(x)));

    private static OptimizationOptions Checked(OptimizationOptions? options) =>
        options is { MostIterations: < 1 and var given } ? throw Errors.MostIterations(given)
        : options ?? OptimizationOptions.Default;

    private static void RequireFinite(string operation, string what, double[] numbers)
    {
        foreach (double number in numbers)
            if (!double.IsFinite(number)) throw Errors.StartNotFinite(operation, what, number);
    }
}
