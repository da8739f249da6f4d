using System.Text.Json;
using static Grad.Functions;

namespace Grad.Tests.Unit.Replays;

/// <summary>
/// The residuals of the 35 functions of Moré, Garbow and Hillstrom (ACM Transactions on Mathematical Software 7, 1981),
/// in their numbering. The paper counts from 1, and so do i and j; x counts from 0.
/// </summary>
internal static class MghFunctions
{
    /// <summary>The residuals fᵢ of a function; its value is Σ fᵢ².</summary>
    public static IEnumerable<Expr> Residuals(int number, Expr[] x, int m, JsonElement problem)
    {
        int n = x.Length;
        double[] Data(string name) => SharedData.Numbers(problem.GetProperty("data").GetProperty(name));
        IEnumerable<Expr> Each(Func<int, Expr> f) => Enumerable.Range(1, m).Select(f);
        return number switch
        {
            1 or 21 => Pairs(x).SelectMany(p => Rosenbrock(p[0], p[1])),
            2 => [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]],
            3 => [1e4 * x[0] * x[1] - 1, Exp(-x[0]) + Exp(-x[1]) - 1.0001],
            4 => [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2],
            5 => Each(i => Data("y")[i - 1] - x[0] * (1 - Pow(x[1], i))),
            6 => Each(i => 2 + 2 * i - Exp(i * x[0]) - Exp(i * x[1])),
            7 => [10 * (x[2] - 10 * Turns(x[0], x[1])), 10 * (Sqrt(Square(x[0]) + Square(x[1])) - 1), x[2]],
            8 => Each(i => Data("y")[i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2]))),
            9 => Each(i => x[0] * Exp(-x[1] * Square((8 - i) / 2.0 - x[2]) / 2) - Data("y")[i - 1]),
            10 => Each(i => x[0] * Exp(x[1] / (45 + 5 * i + x[2])) - Data("y")[i - 1]),
            11 => Each(i => Exp(-Pow(Abs(Gulf(i) - x[1]), x[2]) / x[0]) - i / 100.0),
            12 => Each(i => Exp(-0.1 * i * x[0]) - Exp(-0.1 * i * x[1]) - x[2] * (Math.Exp(-0.1 * i) - Math.Exp(-i))),
            13 or 22 => x.Chunk(4).SelectMany(PowellSingular),
            14 => Wood(x),
            15 => Data("y").Zip(Data("u"), (y, u) => y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])),
            16 => Each(i => BrownDennis(x, i / 5.0)),
            17 => Each(i => Data("y")[i - 1] - Decays(x, 10 * (i - 1))),
            18 => Each(i => Biggs(x, 0.1 * i)),
            19 => Each(i => Data("y")[i - 1] - Osborne(x, (i - 1) / 10.0)),
            20 => [.. Enumerable.Range(1, 29).Select(i => Watson(x, i / 29.0)), x[0], x[1] - Square(x[0]) - 1],
            23 => [.. x.Select(v => Math.Sqrt(1e-5) * (v - 1)), Total(x, v => Square(v)) - 0.25],
            24 => Penalty(x),
            25 => [.. x.Select(v => v - 1), Weighted(x), Square(Weighted(x))],
            26 => Each(i => n - Total(x, v => Cos(v)) + i * (1 - Cos(x[i - 1])) - Sin(x[i - 1])),
            27 => [.. x.SkipLast(1).Select(v => v + Total(x, e => e) - (n + 1)), x.Aggregate((a, b) => a * b) - 1],
            28 => Each(i => 2 * x[i - 1] - At(x, i - 1) - At(x, i + 1) + Cubed(x, i) / (2.0 * (n + 1) * (n + 1))),
            29 => Each(i => IntegralEquation(x, i)),
            30 => Each(i => (3 - 2 * x[i - 1]) * x[i - 1] - At(x, i - 1) - 2 * At(x, i + 1) + 1),
            31 => Each(i => BroydenBanded(x, i)),
            32 => Each(i => x[i - 1] - 2.0 / m * Total(x, v => v) - 1),
            33 => Each(i => i * Ramp(x, 1, n) - 1),
            34 => Each(i => i == 1 || i == m ? -1 : (i - 1) * Ramp(x, 2, n - 1) - 1),
            35 => Each(i => Total(x, v => Chebyshev(i, 2 * v - 1)) / n - (i % 2 == 0 ? -1.0 / (i * i - 1) : 0)),
            _ => throw new ArgumentOutOfRangeException(nameof(number), number, "There are 35 functions."),
        };
    }

    /// <summary>atan(x₂/x₁)/2π, and half a turn more where x₁ is negative.</summary>
    private static Expr Turns(Expr x1, Expr x2) => Atan(x2 / x1) / (2 * Math.PI) + Where(x1 < 0, 0.5, 0.0);

    private static IEnumerable<Expr[]> Pairs(Expr[] x) => x.Chunk(2);

    private static Expr[] Rosenbrock(Expr a, Expr b) => [10 * (b - Square(a)), 1 - a];

    private static double Gulf(int i) => 25 + Math.Pow(-50 * Math.Log(i / 100.0), 2.0 / 3);

    private static Expr[] PowellSingular(Expr[] x) =>
    [
        x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), Square(x[1] - 2 * x[2]), Math.Sqrt(10) * Square(x[0] - x[3]),
    ];

    private static Expr[] Wood(Expr[] x) =>
    [
        10 * (x[1] - Square(x[0])), 1 - x[0], Math.Sqrt(90) * (x[3] - Square(x[2])), 1 - x[2],
        Math.Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Math.Sqrt(10),
    ];

    private static Expr BrownDennis(Expr[] x, double t) =>
        Square(x[0] + t * x[1] - Math.Exp(t)) + Square(x[2] + x[3] * Math.Sin(t) - Math.Cos(t));

    private static Expr Biggs(Expr[] x, double t) =>
        x[2] * Exp(-t * x[0]) - x[3] * Exp(-t * x[1]) + x[5] * Exp(-t * x[4])
        - (Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t));

    private static Expr Decays(Expr[] x, double t) => x[0] + x[1] * Exp(-t * x[3]) + x[2] * Exp(-t * x[4]);

    private static Expr Osborne(Expr[] x, double t) =>
        x[0] * Exp(-t * x[4]) + x[1] * Exp(-Square(t - x[8]) * x[5])
        + x[2] * Exp(-Square(t - x[9]) * x[6]) + x[3] * Exp(-Square(t - x[10]) * x[7]);

    private static Expr Watson(Expr[] x, double t)
    {
        var slope = x.Select((v, k) => k * v * Math.Pow(t, k - 1)).Skip(1).Aggregate((a, b) => a + b);
        var value = x.Select((v, k) => v * Math.Pow(t, k)).Aggregate((a, b) => a + b);
        return slope - Square(value) - 1;
    }

    private static IEnumerable<Expr> Penalty(Expr[] x)
    {
        double a = Math.Sqrt(1e-5);
        int n = x.Length;
        yield return x[0] - 0.2;
        for (int i = 2; i <= n; i++)
        {
            double y = Math.Exp(i / 10.0) + Math.Exp((i - 1) / 10.0);
            yield return a * (Exp(x[i - 1] / 10) + Exp(x[i - 2] / 10) - y);
        }
        for (int i = 2; i <= n; i++) yield return a * (Exp(x[i - 1] / 10) - Math.Exp(-0.1));
        yield return x.Select((v, k) => (n - k) * Square(v)).Aggregate((p, q) => p + q) - 1;
    }

    private static Expr Weighted(Expr[] x) => x.Select((v, k) => (k + 1) * (v - 1)).Aggregate((a, b) => a + b);

    /// <summary>(xᵢ + tᵢ + 1)³ with tᵢ = i/(n + 1).</summary>
    private static Expr Cubed(Expr[] x, int i) => Pow(x[i - 1] + (i / (x.Length + 1.0) + 1), 3);

    private static Expr IntegralEquation(Expr[] x, int i)
    {
        double h = 1.0 / (x.Length + 1), t = i * h;
        Expr sum = 0;
        for (int j = 1; j <= x.Length; j++)
            sum += (j <= i ? (1 - t) * j * h : t * (1 - j * h)) * Cubed(x, j);
        return x[i - 1] + h / 2 * sum;
    }

    private static Expr BroydenBanded(Expr[] x, int i)
    {
        Expr sum = 0;
        for (int j = Math.Max(1, i - 5); j <= Math.Min(x.Length, i + 1); j++)
            if (j != i) sum += x[j - 1] * (1 + x[j - 1]);
        return x[i - 1] * (2 + 5 * Square(x[i - 1])) + 1 - sum;
    }

    /// <summary>Tᵢ by its recurrence.</summary>
    private static Expr Chebyshev(int i, Expr x)
    {
        (Expr before, Expr last) = (1, x);
        for (int k = 1; k < i; k++) (before, last) = (last, 2 * x * last - before);
        return last;
    }

    /// <summary>xᵢ, counted from 1, and 0 beyond the ends.</summary>
    private static Expr At(Expr[] x, int i) => i >= 1 && i <= x.Length ? x[i - 1] : 0;

    private static Expr Total(Expr[] x, Func<Expr, Expr> f) => x.Select(f).Aggregate((a, b) => a + b);

    /// <summary>Σ j·xⱼ from one place to another.</summary>
    private static Expr Ramp(Expr[] x, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(j => j * x[j - 1]).Aggregate((a, b) => a + b);
}
