using System.Globalization;

namespace Grad.Testing;

/// <summary>Whether two results differ by less than the bounds of their errors.</summary>
internal static class Comparison
{
    /// <summary>Broken, where two results differ by more than their errors; otherwise <see langword="null"/>.</summary>
    public static Verdict? Equal(string a, BoundedEvaluation inA, Expr x, string b, BoundedEvaluation inB, Expr y) =>
        Equal(a, inA.Values(x), b, inB.Values(y), inA.Errors(x), inB.Errors(y));

    /// <summary>Broken, where two arrays differ by more than their errors; otherwise <see langword="null"/>.</summary>
    public static Verdict? Equal(
        string a,
        ReadOnlySpan<double> x,
        string b,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> errorX,
        ReadOnlySpan<double> errorY)
    {
        if (x.Length != y.Length) return Verdict.Broken($"{a} has {x.Length} elements, {b} has {y.Length}.");
        for (int i = 0; i < x.Length; i++)
        {
            double allowed = errorX[i] + errorY[i];
            if (double.IsFinite(allowed) && !(Math.Abs(x[i] - y[i]) <= allowed))
            {
                return Verdict.Broken(string.Create(CultureInfo.InvariantCulture,
                    $"element {i}: {a} gives {x[i]:R}, {b} gives {y[i]:R}: " +
                    $"{Math.Abs(x[i] - y[i]):0.0e+00} apart, {allowed:0.0e+00} allowed."));
            }
        }
        return null;
    }

    /// <summary>Undecided, where the bound of some element is too wide for equality to mean anything.</summary>
    public static Verdict Decided(BoundedEvaluation bounds, ReadOnlySpan<Expr> expressions)
    {
        double useful = Math.Sqrt(bounds.Precision.Unit);
        foreach (var expression in expressions)
        {
            var values = bounds.Values(expression);
            var errors = bounds.Errors(expression);
            double largest = 1;
            foreach (double value in values) if (double.IsFinite(value)) largest = Math.Max(largest, Math.Abs(value));
            foreach (double error in errors)
            {
                if (!double.IsFinite(error)) return Verdict.Undecided("the result is not finite");
                if (error > 30 * useful * largest) return Verdict.Undecided("the error bound is too wide");
            }
        }
        return Verdict.Holds;
    }
}
