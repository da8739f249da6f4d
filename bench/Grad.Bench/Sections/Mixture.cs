using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Grad.Workloads;
using static Grad.Functions;

namespace Grad.Bench;

/// <summary>ADBench's Gaussian mixture: its gradient's cost, and both beside C++ written by hand.</summary>
internal static class Mixture
{
    public const int Points = 1000;

    private const int Degrees = 0;
    private const double Gamma = 1;

    public static Findings Measure()
    {
        using var folder = new ScratchFolder();
        string program = Path.Combine(folder.Path, "gaussian_mixture");
        bool compiled = Programs.Output(
            "g++", "-O3", "-march=native", "-ffast-math", "-o", program,
            Path.Combine(AppContext.BaseDirectory, "peers", "gaussian_mixture.cpp")) is not null;
        string? version = null;
        var rows = new List<Row>();
        foreach (int d in (int[])[10, 64])
        {
            var (found, added) = Of(d, 25, folder.Path, compiled ? program : null);
            version ??= found;
            rows.AddRange(added);
        }
        return new([.. rows],
        [
            version is null
                ? "g++ is not installed: the C++ that is written by hand is left out."
                : $"bench/peers/gaussian_mixture.cpp, g++ {version}, -O3 -march=native -ffast-math; "
                    + "its results are Grad's to 1e-10",
        ]);
    }

    private static (string? Version, Row[] Rows) Of(int d, int k, string folder, string? program)
    {
        string work = $"d{d} K{k}";
        Progress.Show(work);
        var (mixture, data) = Case(d, k);
        Variable[] inputs = [.. data.Select(v => v.Variable)];
        (Variable, Value)[] at = [.. data.Select(v => (v.Variable, Value.Of(v.Numbers, v.Sizes)))];
        ImmutableArray<Expr> gradients = [.. Gradients(
            mixture.Objective, mixture.Weights, mixture.Means, mixture.Factors)];
        var objective = Compile<double>(inputs, [mixture.Objective]).Bind(at);
        var gradient = Compile<double>(inputs, [mixture.Objective, .. gradients]).Bind(at);
        double[] seconds = Clock.Least(objective.Run, gradient.Run);

        string input = Path.Combine(folder, work + ".input"), output = Path.Combine(folder, work + ".output");
        double[] all = [d, k, Points, Gamma, Degrees, .. data.SelectMany(v => v.Numbers)];
        File.WriteAllBytes(input, MemoryMarshal.AsBytes(all.AsSpan()));
        string[]? lines = program is null ? null : Programs.Output(program, input, output)?.Split('\n');
        if (lines is not null)
        {
            double[] theirs = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(output)).ToArray();
            double[] own = [gradient.Scalar(mixture.Objective), .. gradients.SelectMany(g => gradient.Read(g))];
            RequireSame(work, own, theirs);
        }
        Quantity? Theirs(int line) => lines is null
            ? null
            : Quantity.Milliseconds(double.Parse(lines[line], CultureInfo.InvariantCulture));
        return (lines?[0],
        [
            Row.OfCost($"{work}: objective and gradient", Quantity.Milliseconds(seconds[1]), "the objective",
                Quantity.Milliseconds(seconds[0]), 3),
            Row.OfTimes($"{work}: objective", Quantity.Milliseconds(seconds[0]), "C++ by hand", Theirs(1), 1),
            Row.OfTimes($"{work}: objective and gradient", Quantity.Milliseconds(seconds[1]), "C++ by hand", Theirs(2), 1),
        ]);
    }

    /// <summary>A mixture and the numbers of its variables: weights, means, factors, points.</summary>
    public static (GaussianMixture Mixture, (Variable Variable, double[] Numbers, int[] Sizes)[] Data) Case(int d, int k)
    {
        var mixture = new GaussianMixture(d, k, Gamma, Degrees);
        int triangle = d * (d + 1) / 2;
        // Factors of the size of a covariance's: far larger ones would leave one component at each point.
        double[] factors = [.. Numbers.Normal(3, k * triangle).Select(v => v / Math.Sqrt(d))];
        return (mixture,
        [
            (mixture.Weights, Numbers.Normal(1, k), [k]),
            (mixture.Means, Numbers.Normal(2, k * d), [k, d]),
            (mixture.Factors, factors, [k, triangle]),
            (mixture.Points, Numbers.Normal(4, Points * d), [Points, d]),
        ]);
    }

    /// <summary>Each number to 1e-10 of its size, or of the largest where they cancel.</summary>
    private static void RequireSame(string work, double[] own, double[] theirs)
    {
        double largest = own.Skip(1).Max(Math.Abs);
        for (int i = 0; i < own.Length; i++)
        {
            double scale = Math.Max(Math.Abs(own[i]), i == 0 ? 0 : 1e-3 * largest);
            if (!(Math.Abs(own[i] - theirs[i]) <= 1e-10 * scale))
                throw new InvalidOperationException($"{work}: number {i} is {own[i]:R} here and {theirs[i]:R} in C++.");
        }
    }
}
