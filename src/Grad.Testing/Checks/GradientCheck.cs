using System.Collections.Immutable;

namespace Grad.Testing;

/// <summary>Which derivatives a check looks at.</summary>
public enum Probe
{
    /// <summary>Every entry of the Jacobian, by itself.</summary>
    Entries,

    /// <summary>
    /// One random combination of them all, ⟨ȳ, J ẋ⟩: fast for many parameters. Where it disagrees, the entries are
    /// looked at.
    /// </summary>
    Direction,
}

/// <summary>
/// Holds derivatives against difference quotients at one point: <c>GradientCheck.Of(loss, [w, b], at).Require();</c>
/// </summary>
public static class GradientCheck
{
    /// <summary>Compares the reverse pass, the forward pass and extrapolated central differences.</summary>
    /// <param name="y">The expression; any shape for the first order, a scalar for the second.</param>
    /// <param name="x">The variables with respect to which it is differentiated.</param>
    /// <param name="at">A value for each variable that it depends on.</param>
    /// <param name="order">1 for ∂y/∂x; 2 for the derivatives of the gradient too.</param>
    /// <param name="probe">Each entry, or one random direction.</param>
    /// <exception cref="ArgumentException">A variable is not bound, or y is no scalar in the second order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is neither 1 nor 2.</exception>
    public static GradientReport Of(
        Expr y,
        ReadOnlySpan<Variable> x,
        ReadOnlySpan<(Variable Variable, Value Value)> at,
        int order = 1,
        Probe probe = Probe.Entries)
    {
        ArgumentNullException.ThrowIfNull(y);
        if (order is not (1 or 2))
            throw new ArgumentOutOfRangeException(
                null,
                $"GradientCheck: the order is {order}. Ask for 1, the derivatives, or 2, those of the gradient too.");
        ImmutableArray<Variable> variables = [.. x];
        ImmutableArray<(Variable, Value)> values = [.. at];
        var functions = new List<(string Prefix, Expr Function)> { ("", y) };
        if (order == 2) functions.AddRange(Gradients(y, [.. x]).Select((g, k) => (variables[k].Name, g)));

        GradientReport Report(Probe by) => new(y, [.. functions.SelectMany(f => by == Probe.Direction
            ? Direction(f.Prefix, f.Function, variables, values)
            : Entries(f.Prefix, f.Function, variables, values))]);
        return probe == Probe.Direction && Report(Probe.Direction) is { Disagreements.IsEmpty: true } report
            ? report
            : Report(Probe.Entries);
    }

    private static IEnumerable<GradientEntry> Entries(
        string of, Expr y, ImmutableArray<Variable> x, ImmutableArray<(Variable, Value)> at)
    {
        var comparison = new DerivativeComparison(y, x, at);
        var cotangents = Units(comparison.ResultSizes).ToArray();
        var directions = new List<(string, double[][])>();
        foreach (var variable in x)
        {
            foreach (var (index, unit) in Units(comparison.Sizes(variable)))
            {
                directions.Add((variable.Name + index,
                    [.. x.Select(v => v == variable ? unit : new double[Count(comparison.Sizes(v))])]));
            }
        }
        return comparison.Entries(cotangents, directions,
            (j, i) => of == "" ? $"∂y{j}/∂{i}" : $"∂²y/∂{of}{j}∂{i}");
    }

    private static IEnumerable<GradientEntry> Direction(
        string of, Expr y, ImmutableArray<Variable> x, ImmutableArray<(Variable, Value)> at)
    {
        var comparison = new DerivativeComparison(y, x, at);
        var random = new Directions(1);
        (string, double[]) cotangent = ("", random.Next(Count(comparison.ResultSizes)));
        (string, double[][]) direction = ("", [.. x.Select(v => random.Next(Count(comparison.Sizes(v))))]);
        return comparison.Entries([cotangent], [direction],
            (_, _) => of == "" ? "∂y, one direction" : $"∂(∂y/∂{of}), one direction");
    }

    /// <summary>For each element its index, as it is written, and the array that is 1 there and 0 elsewhere.</summary>
    private static IEnumerable<(string Index, double[] Unit)> Units(int[] sizes)
    {
        int count = Count(sizes);
        for (int i = 0; i < count; i++)
        {
            var index = new int[sizes.Length];
            for (int k = sizes.Length - 1, rest = i; k >= 0; rest /= sizes[k--]) index[k] = rest % sizes[k];
            var unit = new double[count];
            unit[i] = 1;
            yield return (sizes.Length == 0 ? "" : $"[{string.Join(", ", index)}]", unit);
        }
    }

    private static int Count(int[] sizes) => sizes.Aggregate(1, (a, b) => a * b);
}

/// <summary>Random directions that are the same in each run; no component is near 0.</summary>
internal sealed class Directions(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Numbers of size ½ to 1, of either sign.</summary>
    public double[] Next(int count)
    {
        var direction = new double[count];
        for (int i = 0; i < count; i++) direction[i] = (random.Next(2) == 0 ? -0.5 : 0.5) * (1 + random.NextDouble());
        return direction;
    }
}
