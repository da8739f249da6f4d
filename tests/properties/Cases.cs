using System.Globalization;
using Grad.Testing;

namespace Grad.Tests.Properties;

/// <summary>How many random cases a law is tried on: 10,000, or what GRAD_CASES says, times the law's share.</summary>
internal static class Cases
{
    // Of fewer a fifth that cannot be decided says nothing.
    private const int Fewest = 50;

    private static readonly int All =
        Environment.GetEnvironmentVariable("GRAD_CASES") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 10_000;

    /// <summary>Requires a law of random expressions and reports how many could not be decided.</summary>
    /// <param name="law">The law.</param>
    /// <param name="share">The part of all cases that it is tried on: what compiles takes longer.</param>
    public static void Hold(Law law, double share = 1)
    {
        var report = law.Sample(ExpressionGen.Cases, Share(share));
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
    }

    /// <summary>A part of all cases.</summary>
    public static int Share(double share) => Math.Max(Fewest, (int)(All * share));
}
