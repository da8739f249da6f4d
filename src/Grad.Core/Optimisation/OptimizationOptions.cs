namespace Grad;

/// <summary>How a minimum is searched; the defaults suit nearly every use.</summary>
public sealed record OptimizationOptions
{
    /// <summary>The defaults.</summary>
    public static OptimizationOptions Default { get; } = new();

    /// <summary>The most iterations; 1000 unless told.</summary>
    public int MostIterations { get; init; } = 1000;

    /// <summary>A scaled step that is shorter than this part of the scaled parameters ends the search.</summary>
    public double StepTolerance { get; init; } = 1e-13;

    /// <summary>The method; by itself a sum of squares is solved as such, and everything else by quasi-Newton steps.</summary>
    public OptimizationMethod Method { get; init; } = OptimizationMethod.Automatic;
}

/// <summary>How a minimum is found.</summary>
public enum OptimizationMethod
{
    /// <summary>What the loss allows.</summary>
    Automatic,

    /// <summary>The residuals are linear in the parameters: one step, by a QR factorisation.</summary>
    LinearLeastSquares,

    /// <summary>Gauss–Newton steps within a trust region (Levenberg, Marquardt, Moré).</summary>
    LevenbergMarquardt,

    /// <summary>Quasi-Newton steps of Broyden, Fletcher, Goldfarb and Shanno.</summary>
    Bfgs,
}

/// <summary>Why a search ended.</summary>
public enum StopReason
{
    /// <summary>A linear problem is solved.</summary>
    Solved,

    /// <summary>Every residual is exactly 0.</summary>
    ExactFit,

    /// <summary>The gradient vanishes to the precision it can be computed in.</summary>
    SmallGradient,

    /// <summary>The step is negligible against the parameters, or changes the objective no more.</summary>
    SmallStep,

    /// <summary>No step along the descent direction lowers the objective, although the gradient is not small.</summary>
    NoProgress,

    /// <summary>As many iterations as allowed were made.</summary>
    MostIterations,
}
