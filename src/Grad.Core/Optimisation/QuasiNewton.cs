using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Grad;

/// <summary>Math.NET's BFGS, fed with value and gradient from one run of one compiled program.</summary>
internal sealed class QuasiNewton
{
    private const double GradientTolerance = 1e-10;

    private readonly Expr loss;
    private readonly Expr[] gradients;
    private readonly Parameters parameters;
    private readonly Session<double> session;

    public QuasiNewton(Expr loss, Parameters parameters)
    {
        (this.loss, this.parameters) = (loss, parameters);
        gradients = [.. Functions.Gradients(loss, [.. parameters.Variables])];
        session = Functions.Compile<double>([.. parameters.Bound.Select(b => b.Variable)], [loss, .. gradients])
            .Bind(parameters.Bound.AsSpan());
    }

    /// <summary>The loss and its gradient.</summary>
    public (double Value, double[] Gradient) At(double[] x)
    {
        parameters.Write(session, x);
        session.Run();
        return (session.Scalar(loss), [.. gradients.SelectMany(g => session.Read(g))]);
    }

    /// <summary>From a start to the nearest minimum.</summary>
    public (double[] X, int Iterations, StopReason Reason) Minimize(OptimizationOptions options)
    {
        var (best, least) = (parameters.Start, At(parameters.Start).Value);
        int iterations = 0;
        var objective = ObjectiveFunction.Gradient(x =>
        {
            double[] point = [.. x];
            var (value, gradient) = At(point);
            if (value < least) (best, least) = (point, value);
            return (value, Vector<double>.Build.Dense(gradient));
        });

        // Where a line search fails, the estimate of the curvature is what is wrong: begin anew from the best point.
        while (iterations < options.MostIterations)
        {
            double before = least;
            var minimizer = new BfgsMinimizer(GradientTolerance, options.StepTolerance, 0, options.MostIterations - iterations);
            try
            {
                var found = minimizer.FindMinimum(objective, Vector<double>.Build.Dense([.. best]));
                iterations += found.Iterations;
                var reason = found.ReasonForExit is ExitCondition.AbsoluteGradient or ExitCondition.RelativeGradient
                    ? StopReason.SmallGradient : StopReason.SmallStep;
                return (best, iterations, reason);
            }
            catch (MaximumIterationsException)
            {
                return (best, options.MostIterations, StopReason.MostIterations);
            }
            catch (OptimizationException) when (least < before)
            {
                iterations++;
            }
            catch (OptimizationException)
            {
                return (best, iterations, IsFlat(best) ? StopReason.SmallStep : StopReason.NoProgress);
            }
        }
        return (best, iterations, StopReason.MostIterations);
    }

    /// <summary>Whether no change of a parameter by its own size would change the value visibly, to first order.</summary>
    private bool IsFlat(double[] x)
    {
        var (value, gradient) = At(x);
        double change = x.Zip(gradient, (a, g) => Math.Abs(g) * Math.Max(1, Math.Abs(a))).Max();
        return change <= 1e-6 * Math.Max(1, Math.Abs(value));
    }
}
