using System.Globalization;
using CsCheck;

namespace Grad.Testing;

/// <summary>
/// Random cases that are the same in every run, so that a test that passed passes again, and others wherever the
/// environment variable GRAD_SEED says another number.
/// </summary>
public static class RepeatableSampling
{
    private static readonly uint Stream =
        Environment.GetEnvironmentVariable("GRAD_SEED") is { Length: > 0 } text
            ? uint.Parse(text, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Checks a number of cases, one after the other.</summary>
    /// <param name="cases">Where they come from.</param>
    /// <param name="check">What throws where a case fails.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed that a failure named: only that case is checked. CsCheck_Seed says the same.</param>
    /// <param name="print">How a failing case is printed.</param>
    /// <exception cref="CsCheckException">A case fails; the exception names its seed.</exception>
    public static void SampleRepeatably<T>(
        this Gen<T> cases, Action<T> check, int count, string? seed = null, Func<T, string>? print = null)
    {
        seed ??= Check.Seed;
        if (seed is not null) count = 1;
        for (int i = 0; i < count; i++)
            cases.Sample(check, iter: 1, seed: seed ?? Seed(i), threads: 1, print: print);
    }

    // Neighbouring states of a PCG begin alike, so the number of the case is mixed first
    // (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
    private static string Seed(int number)
    {
        ulong z = unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return new PCG(Stream, z ^ (z >> 31)).ToString();
    }
}
