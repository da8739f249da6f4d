using Grad.Numerics;
using MathNet.Numerics.Distributions;

namespace Grad.Tests.Unit.Numerics;

public class PhiloxDistributionTests
{
    private const int N = 200_000;
    private static readonly ulong Key = Philox.FromSeed(2024);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Uniform_draws_are_uniform(long seed)
    {
        var draws = new double[N];
        Philox.FillUniform<double>(Philox.FromSeed(seed), 0, draws);

        Assert.All(draws, u => Assert.True(u is >= 0 and < 1));
        AssertMoments(draws, mean: 0.5, variance: 1.0 / 12, fourth: 1.0 / 80);
        double d = Samples.KolmogorovSmirnov(draws, u => ContinuousUniform.CDF(0, 1, u));
        Assert.True(d < Samples.KolmogorovSmirnovLimit, $"{d}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Normal_draws_are_normal(long seed)
    {
        var draws = new double[N];
        Philox.FillNormal<double>(Philox.FromSeed(seed), 0, draws);

        AssertMoments(draws, mean: 0, variance: 1, fourth: 3);
        double d = Samples.KolmogorovSmirnov(draws, z => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z));
        Assert.True(d < Samples.KolmogorovSmirnovLimit, $"{d}");
    }

    [Fact]
    public void The_two_normals_of_a_block_are_independent()
    {
        var draws = new double[N];
        Philox.FillNormal<double>(Key, 0, draws);
        double product = 0, squares = 0;
        for (int i = 0; i < N; i += 2)
        {
            product += draws[i] * draws[i + 1];
            squares += (draws[i] * draws[i] - 1) * (draws[i + 1] * draws[i + 1] - 1) / 2;
        }

        Assert.InRange(product / Math.Sqrt(N / 2), -4, 4);
        Assert.InRange(squares / Math.Sqrt(N / 2), -4, 4);
    }

    [Fact]
    public void Normal_tails_reach_as_far_as_they_should()
    {
        var draws = new double[10 * N];
        Philox.FillNormal<double>(Key, 0, draws);
        foreach (double edge in new[] { 2.0, 3.0, 4.0 })
        {
            double expected = 2 * draws.Length * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -edge);
            int beyond = draws.Count(z => Math.Abs(z) > edge);
            Assert.InRange((beyond - expected) / Math.Sqrt(expected), -4, 4);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.97)]
    public void Bernoulli_draws_have_the_probability(double p)
    {
        var tosses = new byte[N];
        Philox.FillBernoulli(Key, 0, p, tosses);
        int ones = tosses.Sum(t => t);

        Assert.All(tosses, t => Assert.InRange(t, 0, 1));
        Assert.InRange((ones - N * p) / Math.Sqrt(N * p * (1 - p)), -4, 4);
    }

    [Fact]
    public void Integers_are_uniform_over_their_range()
    {
        var draws = new int[N];
        Philox.FillIntegers(Key, 0, -3, 34, draws);
        var counts = new int[37];
        foreach (int draw in draws) counts[draw + 3]++;

        Assert.InRange(Samples.ChiSquareTail(counts), 0.001, 0.999);
    }

    [Fact]
    public void Integers_reach_both_ends_of_the_widest_range()
    {
        var draws = new int[N];
        Philox.FillIntegers(Key, 0, int.MinValue, int.MaxValue, draws);
        var shares = draws.Select(x => (x - (double)int.MinValue) / uint.MaxValue).ToArray();
        double d = Samples.KolmogorovSmirnov(shares, u => u);

        Assert.True(d < Samples.KolmogorovSmirnovLimit, $"{d}");
    }

    [Fact]
    public void A_range_of_one_has_one_value()
    {
        var draws = new int[100];
        Philox.FillIntegers(Key, 0, int.MaxValue - 1, int.MaxValue, draws);

        Assert.All(draws, x => Assert.Equal(int.MaxValue - 1, x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(10_000)]
    public void A_permutation_has_every_number_once(int n)
    {
        var order = new int[n];
        Philox.FillPermutation(Key, order);
        Array.Sort(order);

        Assert.Equal(Enumerable.Range(0, n), order);
    }

    [Fact]
    public void All_24_permutations_of_four_are_equally_likely()
    {
        var counts = new int[256];
        var order = new int[4];
        for (ulong i = 0; i < 48_000; i++)
        {
            Philox.FillPermutation(Philox.Split(Key, i), order);
            counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
        }
        var seen = counts.Where(count => count > 0).ToArray();

        Assert.Equal(24, seen.Length);
        Assert.InRange(Samples.ChiSquareTail(seen), 0.001, 0.999);
    }

    [Fact]
    public void Every_place_of_a_long_permutation_is_equally_likely()
    {
        const int Length = 600;
        var places = new int[Length];
        var order = new int[Length];
        for (ulong i = 0; i < 20 * Length; i++)
        {
            Philox.FillPermutation(Philox.Split(Key, i), order);
            places[Array.IndexOf(order, Length / 2)]++;
        }

        Assert.InRange(Samples.ChiSquareTail(places), 0.001, 0.999);
    }

    // The mean of n draws has variance σ²/n, their mean square deviation (μ₄ − σ⁴)/n.
    private static void AssertMoments(double[] draws, double mean, double variance, double fourth)
    {
        double first = draws.Average(), second = draws.Average(x => (x - mean) * (x - mean));
        Assert.InRange((first - mean) / Math.Sqrt(variance / draws.Length), -4, 4);
        Assert.InRange((second - variance) / Math.Sqrt((fourth - variance * variance) / draws.Length), -4, 4);
    }
}
