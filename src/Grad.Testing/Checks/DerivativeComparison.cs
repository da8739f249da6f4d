using System.Collections.Immutable;
using System.Globalization;

namespace Grad.Testing;

/// <summary>
/// Derivatives of one expression at one point, by the reverse pass, the forward pass and differences:
/// ⟨x̄, ẋ⟩ = ⟨ȳ, ẏ⟩ = ⟨ȳ, dy(x + tẋ)/dt⟩ for given ȳ and ẋ.
/// </summary>
internal sealed class DerivativeComparison
{
    // The widest steps that are tried, relative to the element that moves most.
    private static readonly double[] Steps = [1.0 / 128, 1.0 / 1024, 1.0 / 8192, 1.0 / 65536];
    private const double Good = 1e-8, Useful = 1e-4;

    private readonly Expr y;
    private readonly ImmutableArray<Variable> x;
    private readonly ImmutableArray<(Variable Variable, Value Value)> at;
    private readonly Variable yBar;
    private readonly ImmutableArray<Variable> xDot;
    private readonly ImmutableArray<Expr> xBar;
    private readonly Expr yDot;
    private readonly BoundedEvaluation primal;

    public DerivativeComparison(
        Expr y, ImmutableArray<Variable> x, ImmutableArray<(Variable Variable, Value Value)> at)
    {
        (this.y, this.x, this.at) = (y, x, at);
        yBar = Variable("ȳ", y.Shape);
        xDot = [.. x.Select(v => Variable($"{v.Name}˙", v.Shape))];
        xBar = Vjp(y, yBar, [.. x]);
        yDot = Jvp(y, [.. x.Select((v, k) => ((Expr)v, (Expr)xDot[k]))]);
        primal = BoundedEvaluation.Of([y, .. x], at.AsSpan(), Precision.Double);
    }

    /// <summary>The sizes of the result.</summary>
    public int[] ResultSizes => primal.Sizes(y);

    /// <summary>The sizes of a variable.</summary>
    public int[] Sizes(Variable variable) => primal.Sizes(variable);

    /// <summary>One entry for each direction and each cotangent.</summary>
    public IEnumerable<GradientEntry> Entries(
        IReadOnlyList<(string Name, double[] YBar)> cotangents,
        IReadOnlyList<(string Name, double[][] XDot)> directions,
        Func<string, string, string> name)
    {
        var reverse = cotangents.Select(c => Evaluated([.. xBar], (yBar, ResultSizes, c.YBar))).ToArray();
        foreach (var (direction, dot) in directions)
        {
            var forward = Evaluated([yDot], [.. xDot.Select((v, k) => (v, Sizes(x[k]), dot[k]))]);
            var quotient = Quotient(dot);
            for (int c = 0; c < cotangents.Count; c++)
            {
                var (cotangent, bar) = cotangents[c];
                var entry = Entry(name(cotangent, direction), reverse[c], forward, quotient, bar, dot);
                // Where they disagree every step is asked: the first two may have agreed by chance.
                if (!entry.Agrees) entry = Entry(entry.Name, reverse[c], forward, Quotient(dot, allSteps: true), bar, dot);
                yield return entry;
            }
        }
    }

    private GradientEntry Entry(
        string name,
        BoundedEvaluation reverse,
        BoundedEvaluation forward,
        Quotients quotient,
        double[] bar,
        double[][] dot)
    {
        var byReverse = Inner(reverse, xBar, dot);
        var byForward = Inner(forward, [yDot], [bar]);
        double difference = quotient.Failure is null ? 0 : double.NaN, error = 0;
        for (int j = 0; j < bar.Length && quotient.Failure is null; j++)
        {
            if (bar[j] == 0) continue;
            difference += bar[j] * quotient.Slopes[j].Slope;
            error += Math.Abs(bar[j]) * quotient.Slopes[j].Error;
        }
        double allowed = error + Math.Max(byReverse.Error, byForward.Error);
        string? skipped = quotient.Failure
            ?? (allowed <= Useful * Math.Max(1, Math.Abs(difference)) ? null
                : double.IsFinite(allowed)
                    ? $"the quotient is uncertain by {allowed.ToString("0.0e+00", CultureInfo.InvariantCulture)}"
                    : "it is not finite, or a jump is within rounding");
        double rounding = byReverse.Error + byForward.Error;
        return new(name, byReverse.Value, byForward.Value, difference, allowed, rounding, skipped);
    }

    private BoundedEvaluation Evaluated(
        Expr[] expressions, params (Variable Variable, int[] Sizes, double[] Numbers)[] more) => BoundedEvaluation.Of(
            expressions, [.. at, .. more.Select(m => (m.Variable, Value.Of(m.Numbers, m.Sizes)))], Precision.Double);

    /// <summary>Σ a·b over several arrays, with the bound of its error; what meets a 0 does not count.</summary>
    private static (double Value, double Error) Inner(
        BoundedEvaluation evaluation, ImmutableArray<Expr> a, double[][] b)
    {
        double sum = 0, error = 0, size = 0;
        for (int k = 0; k < a.Length; k++)
        {
            var numbers = evaluation.Values(a[k]);
            var errors = evaluation.Errors(a[k]);
            for (int i = 0; i < numbers.Length; i++)
            {
                if (b[k][i] == 0) continue;
                sum += numbers[i] * b[k][i];
                error += errors[i] * Math.Abs(b[k][i]);
                size += Math.Abs(numbers[i] * b[k][i]);
            }
        }
        int terms = b.Sum(part => part.Count(v => v != 0));
        return (sum, error + terms * Precision.Double.Ulps(1, size));
    }

    private sealed record Quotients((double Slope, double Error)[] Slopes, string? Failure);

    /// <summary>The slopes of y along a direction, for each element by the step with the least error.</summary>
    private Quotients Quotient(double[][] dot, bool allSteps = false)
    {
        double scale = Scale(dot);
        var best = new (double Slope, double Error)[primal.Values(y).Length];
        Array.Fill(best, (double.NaN, double.PositiveInfinity));
        string? failure = null;
        int found = 0;
        foreach (double step in Steps.Select(s => s * scale))
        {
            var swept = Swept(dot, (_, d) => d * step);
            if (swept.Kink is not null || !swept.Errors(y).ToArray().All(double.IsFinite))
            {
                failure ??= swept.Kink is { } kink
                    ? $"{kink.Operator} has a kink within the step"
                    : "the expression is not finite within the step";
                continue;
            }
            // Both ends are rounded, x + tẋ before y: where y is small and x is not, that is most of the error.
            var rounded = Swept(dot, (v, d) => d == 0 ? 0 : Precision.Double.Ulps(1, Math.Abs(v) + d * step));
            var slopes = Differences.Slopes(t => Moved(dot, t), 0, step);
            for (int j = 0; j < slopes.Length; j++)
            {
                // What rounds is divided by the narrowest step; the extrapolation may double it.
                double error = slopes[j].Error + 2 * Differences.Widening * rounded.Errors(y)[j] / step;
                var (other, otherError) = best[j];
                if (error < otherError) best[j] = (slopes[j].Slope, error);
                else (other, otherError) = (slopes[j].Slope, error);
                // Now and then two entries of a table agree by chance; two tables do not.
                double gap = Math.Abs(other - best[j].Slope);
                double apart = gap > best[j].Error + otherError ? gap + otherError : Math.Min(gap, otherError);
                if (apart > best[j].Error) best[j].Error = apart;
            }
            if (++found > 1 && !allSteps && best.All(b => b.Error <= Good * Math.Max(1, Math.Abs(b.Slope)))) break;
        }
        return new(best, found > 0 ? null : failure);
    }

    /// <summary>y with bounds that cover moves of x; how far, is told of an element and its direction.</summary>
    private BoundedEvaluation Swept(double[][] dot, Func<double, double, double> far)
    {
        var moves = new Dictionary<Variable, double[]>(ReferenceEqualityComparer.Instance);
        for (int k = 0; k < x.Length; k++)
            moves[x[k]] = [.. dot[k].Zip(primal.Values(x[k]).ToArray(), (d, v) => far(v, Math.Abs(d)))];
        return BoundedEvaluation.Of([y], at.AsSpan(), Precision.Double, moves);
    }

    private double Scale(double[][] dot)
    {
        double scale = 1;
        for (int k = 0; k < x.Length; k++)
        {
            var numbers = primal.Values(x[k]);
            for (int i = 0; i < numbers.Length; i++)
                if (dot[k][i] != 0) scale = Math.Max(scale, Math.Abs(numbers[i]));
        }
        return scale;
    }

    private double[] Moved(double[][] dot, double t)
    {
        var values = at.ToArray();
        for (int k = 0; k < x.Length; k++)
        {
            int place = Array.FindIndex(values, v => v.Variable == x[k]);
            double[] numbers = [.. values[place].Value.Numbers.Select((v, i) => v + t * dot[k][i])];
            values[place].Value = Value.Of(numbers, values[place].Value.Sizes);
        }
        return Interpreter.Evaluate([y], new Bindings(values))[0].Numbers;
    }
}
