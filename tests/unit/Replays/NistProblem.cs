using System.Text.Json;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>A regression of NIST's Statistical Reference Datasets as a least-squares problem.</summary>
internal sealed class NistProblem
{
    /// <summary>More digits than these are not counted: NIST certifies eleven.</summary>
    public const double MostDigits = 11;

    private readonly (Variable Variable, Value Value)[] data;
    private readonly Expr residuals;
    private readonly Variable[] b;
    private readonly double[] certified, deviations;

    private NistProblem(string name, double[][] columns, double[] certified, double[] deviations, Func<Expr[], Expr[], Expr> model)
    {
        (Name, this.certified, this.deviations) = (name, certified, deviations);
        b = [.. certified.Select((_, i) => Variable($"b{i + 1}"))];
        Variable[] x = [.. columns.Skip(1).Select((_, i) => Variable($"x{i + 1}", ["n"]))];
        var y = Variable("y", ["n"]);
        data = [(y, columns[0]), .. x.Zip(columns.Skip(1), (v, c) => (v, (Value)c))];
        residuals = (name == "Nelson" ? Log(y) : y) - model(b, x);
    }

    public string Name { get; }

    public string Difficulty { get; private init; } = "";

    public double[][] Starts { get; private init; } = [];

    /// <summary>The nonlinear problems, by difficulty as NIST puts it.</summary>
    public static NistProblem[] Nonlinear() =>
    [
        .. SharedData.Read("nist/nonlinear.json").EnumerateObject().Select(p => new NistProblem(
            p.Name, Columns(p.Value), Numbers(p.Value, "certified"), Numbers(p.Value, "certified_sd"),
            (b, x) => NistModels.Of(p.Name, b, x))
        {
            Difficulty = p.Value.GetProperty("difficulty").GetString()!,
            Starts = [Numbers(p.Value, "start1"), Numbers(p.Value, "start2")],
        }).OrderBy(p => Array.IndexOf(["Lower", "Average", "Higher"], p.Difficulty)).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    /// <summary>The linear problems: polynomials, lines through the origin, and Longley's plane.</summary>
    public static NistProblem[] Linear() =>
    [
        .. SharedData.Read("nist/linear.json").EnumerateObject().Select(p =>
        {
            double[][] known = [.. p.Value.GetProperty("certified_coefficients_and_sd").EnumerateArray().Select(SharedData.Numbers)];
            return new NistProblem(p.Name, Columns(p.Value), [.. known.Select(k => k[0])], [.. known.Select(k => k[1])],
                (b, x) => p.Name.StartsWith("NoInt", StringComparison.Ordinal) ? b[0] * x[0]
                    : x.Length > 1 ? x.Select((v, i) => b[i + 1] * v).Aggregate(b[0], (sum, term) => sum + term)
                    : NistModels.Polynomial(b, x[0]))
            {
                Starts = [new double[known.Length]],
            };
        }).OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    public Optimum Fit(double[] start) => LeastSquares(residuals, [.. b.Zip(start, (v, s) => (v, (Value)s))], data);

    /// <summary>Digits of the parameter that agrees least: −log₁₀ of its relative error.</summary>
    public double Digits(Optimum fit) => b.Select((v, i) => Digits(fit.Scalar(v), certified[i])).Min();

    /// <summary>Digits of the standard error that agrees least; NaN where the data are exact but for their rounding.</summary>
    public double ErrorDigits(Optimum fit) => deviations.All(d => d < 1e-9) ? double.NaN
        : b.Select((v, i) => Digits(fit.StandardError(v), deviations[i])).Min();

    public static double Digits(double found, double known) => found == known ? MostDigits
        : Math.Clamp(-Math.Log10(Math.Abs(found - known) / (known == 0 ? 1 : Math.Abs(known))), 0, MostDigits);

    private static double[] Numbers(JsonElement problem, string name) => SharedData.Numbers(problem.GetProperty(name));

    private static double[][] Columns(JsonElement problem)
    {
        double[][] rows = [.. problem.GetProperty("data").EnumerateArray().Select(SharedData.Numbers)];
        return [.. rows[0].Select((_, j) => rows.Select(r => r[j]).ToArray())];
    }
}
