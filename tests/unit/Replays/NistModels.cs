using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>
/// The 27 nonlinear models of the Statistical Reference Datasets of NIST (www.itl.nist.gov/div898/strd), b counted from 0.
/// </summary>
internal static class NistModels
{
    /// <summary>What is to equal the response, or its logarithm for Nelson.</summary>
    /// <param name="name">The data set.</param>
    /// <param name="b">The parameters.</param>
    /// <param name="x">The predictors.</param>
    public static Expr Of(string name, Expr[] b, Expr[] x) => name switch
    {
        "Nelson" => b[0] - b[1] * x[0] * Exp(-b[2] * x[1]),
        _ => Of(name, b, x[0]),
    };

    private static Expr Of(string name, Expr[] b, Expr x) => name switch
    {
        "Bennett5" => b[0] * Pow(b[1] + x, -1 / b[2]),
        "BoxBOD" or "Misra1a" => b[0] * (1 - Exp(-b[1] * x)),
        "Chwirut1" or "Chwirut2" => Exp(-b[0] * x) / (b[1] + b[2] * x),
        "DanWood" => b[0] * Pow(x, b[1]),
        "ENSO" => b[0] + Cycle(b[1], b[2], 12, x) + Cycle(b[4], b[5], b[3], x) + Cycle(b[7], b[8], b[6], x),
        "Eckerle4" => b[0] / b[1] * Exp(-0.5 * Square((x - b[2]) / b[1])),
        "Gauss1" or "Gauss2" or "Gauss3" => b[0] * Exp(-b[1] * x) + Peak(b[2], b[3], b[4], x) + Peak(b[5], b[6], b[7], x),
        "Hahn1" or "Thurber" => Polynomial(b[..4], x) / Polynomial([1, .. b[4..]], x),
        "Kirby2" => Polynomial(b[..3], x) / Polynomial([1, .. b[3..]], x),
        "Lanczos1" or "Lanczos2" or "Lanczos3" => b[0] * Exp(-b[1] * x) + b[2] * Exp(-b[3] * x) + b[4] * Exp(-b[5] * x),
        "MGH09" => b[0] * (Square(x) + x * b[1]) / (Square(x) + x * b[2] + b[3]),
        "MGH10" => b[0] * Exp(b[1] / (x + b[2])),
        "MGH17" => b[0] + b[1] * Exp(-x * b[3]) + b[2] * Exp(-x * b[4]),
        "Misra1b" => b[0] * (1 - Pow(1 + b[1] * x / 2, -2)),
        "Misra1c" => b[0] * (1 - Pow(1 + 2 * b[1] * x, -0.5)),
        "Misra1d" => b[0] * b[1] * x / (1 + b[1] * x),
        "Rat42" => b[0] / (1 + Exp(b[1] - b[2] * x)),
        "Rat43" => b[0] / Pow(1 + Exp(b[1] - b[2] * x), 1 / b[3]),
        "Roszman1" => b[0] - b[1] * x - Atan(b[2] / (x - b[3])) / Math.PI,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such data set."),
    };

    /// <summary>Σ cⱼ·xʲ by Horner's rule.</summary>
    public static Expr Polynomial(Expr[] coefficients, Expr x) => coefficients.Reverse().Aggregate((sum, c) => c + sum * x);

    private static Expr Cycle(Expr cosine, Expr sine, Expr period, Expr x) =>
        cosine * Cos(2 * Math.PI * x / period) + sine * Sin(2 * Math.PI * x / period);

    private static Expr Peak(Expr height, Expr place, Expr width, Expr x) => height * Exp(-Square((x - place) / width));
}
