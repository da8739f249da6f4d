namespace Grad.Tests.Unit.Replays;

/// <summary>Holds results to reference values by ADBench's measure ρ = |x − y| / max(1, |x| + |y|).</summary>
internal static class Reference
{
    private const double Tolerance = 1e-10;

    public static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]) + Math.Abs(actual[i]));
            Assert.True(distance <= Tolerance, $"[{i}]: {actual[i]:R}, known {expected[i]:R}");
        }
    }
}
