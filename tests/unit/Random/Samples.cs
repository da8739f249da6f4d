namespace Grad.Tests.Unit.Numerics;

internal static class Samples
{
    /// <summary>What √n·D stays below with probability 0.999 when the sample has the distribution.</summary>
    internal const double KolmogorovSmirnovLimit = 1.95;

    /// <summary>√n · sup |Fₙ − F|. Sorts the sample.</summary>
    internal static double KolmogorovSmirnov(double[] sample, Func<double, double> distribution)
    {
        Array.Sort(sample);
        double n = sample.Length, worst = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            double f = distribution(sample[i]);
            worst = Math.Max(worst, Math.Max(f - i / n, (i + 1) / n - f));
        }
        return Math.Sqrt(n) * worst;
    }

    /// <summary>The probability of counts at least as uneven as these, all cells being equally likely.</summary>
    internal static double ChiSquareTail(ReadOnlySpan<int> counts)
    {
        double total = 0, sum = 0;
        foreach (int count in counts) total += count;
        double expected = total / counts.Length;
        foreach (int count in counts) sum += (count - expected) * (count - expected) / expected;
        return 1 - MathNet.Numerics.Distributions.ChiSquared.CDF(counts.Length - 1, sum);
    }
}
