using System.Globalization;
using System.Numerics.Tensors;

namespace Grad;

/// <summary>Where a search for a minimum ended, and why.</summary>
public sealed class Optimum
{
    private readonly Parameters parameters;
    private readonly double[] x;
    private readonly double[]? errors;

    internal Optimum(Parameters parameters, double[] x, double[]? errors = null) =>
        (this.parameters, this.x, this.errors) = (parameters, x, errors);

    /// <summary>The loss; for least squares the sum of the squared residuals.</summary>
    public required double Objective { get; init; }

    /// <summary>‖∇loss‖₂ with respect to all parameters.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>How it was found.</summary>
    public required OptimizationMethod Method { get; init; }

    /// <summary>Why the search ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>Whether the search ended at a minimum, rather than on the way to one.</summary>
    public bool Converged => Reason is not (StopReason.NoProgress or StopReason.MostIterations);

    /// <summary>The value of a parameter that is one number.</summary>
    /// <exception cref="ArgumentException">It is an array, or no parameter.</exception>
    public double Scalar(Variable parameter) => Single(parameter, Read(parameter));

    /// <summary>The value of a parameter; a single number is a tensor of shape [1].</summary>
    /// <exception cref="ArgumentException">It is no parameter.</exception>
    public Tensor<double> Read(Variable parameter) => parameters.Part(x, parameter);

    /// <summary>
    /// The standard error of a least-squares parameter, the root of the diagonal of s²·(JᵀJ)⁻¹ with s² = Σ r²/(m − n); NaN
    /// where the data do not determine the parameter, or do not exceed the parameters in number.
    /// </summary>
    /// <exception cref="InvalidOperationException">The loss is no sum of squares.</exception>
    /// <exception cref="ArgumentException">It is an array, or no parameter.</exception>
    public double StandardError(Variable parameter) => Single(parameter, StandardErrors(parameter));

    /// <summary>The standard errors of the elements of a least-squares parameter; see <see cref="StandardError"/>.</summary>
    /// <exception cref="InvalidOperationException">The loss is no sum of squares.</exception>
    /// <exception cref="ArgumentException">It is no parameter.</exception>
    public Tensor<double> StandardErrors(Variable parameter) =>
        parameters.Part(errors ?? throw Errors.NoStandardErrors(), parameter);

    /// <summary>One sentence on how the search ended, and the parameters that are single numbers.</summary>
    public override string ToString()
    {
        string iterations = Iterations == 1 ? "1 iteration" : $"{Iterations} iterations";
        string end = string.Create(
            CultureInfo.InvariantCulture, $"objective {Objective:G6}, gradient norm {GradientNorm:G3}");
        var values = parameters.Variables.Where(v => v.Shape.IsScalar)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name} = {Scalar(v):G8}"));
        return $"{Name} {(Converged ? "converged" : "did not converge")} after {iterations}: {Cause}; {end}. "
            + string.Join(", ", values);
    }

    private string Name => Method switch
    {
        OptimizationMethod.LinearLeastSquares => "Linear least squares",
        OptimizationMethod.LevenbergMarquardt => "Levenberg–Marquardt",
        _ => "BFGS",
    };

    private string Cause => Reason switch
    {
        StopReason.Solved => "the residuals are linear in the parameters, and one step solves them",
        StopReason.ExactFit => "every residual is 0",
        StopReason.SmallGradient => "the gradient vanishes",
        StopReason.SmallStep => "the step became negligible",
        StopReason.NoProgress => "no step lowers the objective, though the gradient is not small; try another start or scale",
        _ => "as many as allowed were made; allow more with MostIterations, or start nearer",
    };

    private static double Single(Variable parameter, Tensor<double> values) =>
        parameter.Shape.IsScalar ? values[[0]] : throw Errors.NotOneParameter(parameter);
}
