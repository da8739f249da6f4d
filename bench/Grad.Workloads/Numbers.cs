using Grad.Numerics;

namespace Grad.Workloads;

/// <summary>Numbers for workloads, the same on every machine.</summary>
public static class Numbers
{
    private static readonly ulong Root = Philox.FromSeed(42);

    /// <summary>Normally distributed numbers.</summary>
    /// <param name="stream">Which ones.</param>
    /// <param name="count">How many.</param>
    public static double[] Normal(ulong stream, int count)
    {
        var numbers = new double[count];
        Philox.FillNormal<double>(Philox.Split(Root, stream), 0, numbers);
        return numbers;
    }

    /// <summary>Numbers evenly distributed from one bound to another.</summary>
    /// <param name="stream">Which ones.</param>
    /// <param name="count">How many.</param>
    /// <param name="from">The lower bound.</param>
    /// <param name="to">The upper bound.</param>
    public static double[] Uniform(ulong stream, int count, double from, double to)
    {
        var numbers = new double[count];
        Philox.FillUniform<double>(Philox.Split(Root, stream), 0, numbers);
        return [.. numbers.Select(u => from + ((to - from) * u))];
    }

    /// <summary>Numbers at equal distances, both bounds among them.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last.</param>
    /// <param name="count">How many.</param>
    public static double[] Evenly(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];

    /// <summary>Numbers as a column.</summary>
    public static Value Column(double[] numbers) => Value.Of(numbers, numbers.Length, 1);
}
