using System.Numerics;

namespace Grad.Tests.Unit.Lanes;

/// <summary>Arguments for functions of lanes, and the measure of their results.</summary>
public static class LaneSamples
{
    /// <summary>Special values, then random ones of every and of usual magnitudes, from a fixed seed.</summary>
    public static T[] Of<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(20240229);
        List<T> samples = [.. Special<T>()];
        bool single = typeof(T) == typeof(float);
        (int low, int high) = single ? (-149, 128) : (-1074, 1024);
        for (int i = 0; i < 20_000; i++)
        {
            samples.Add(Draw(random.Next(low, high)));
            samples.Add(Draw(random.Next(-30, 20)));
            samples.Add(T.CreateTruncating((random.NextDouble() - 0.5) * 40));
            samples.Add(T.CreateTruncating((random.NextDouble() - 0.5) * (single ? 210 : 1500)));
            samples.Add(T.CreateTruncating(1 + random.NextDouble() - 0.5));
            // The neighbours of multiples of π/2.
            samples.Add(T.CreateTruncating((random.Next(2_000_000) >> random.Next(20)) * (Math.PI / 2)));
        }
        return [.. samples];

        T Draw(int exponent)
        {
            T significand = T.CreateTruncating(1 + random.NextDouble());
            return T.ScaleB(random.Next(2) == 0 ? significand : -significand, exponent);
        }
    }

    /// <summary>Zeros, infinities, NaN, the ends of the normal and subnormal numbers, and small integers.</summary>
    public static T[] Special<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T smallestNormal = T.CreateTruncating(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308);
        T greatest = T.BitDecrement(T.PositiveInfinity);
        T two = T.One + T.One;
        T[] positive =
        [
            T.Zero, T.Epsilon, T.BitDecrement(smallestNormal), smallestNormal, T.One / two, T.BitDecrement(T.One),
            T.One, T.BitIncrement(T.One), T.One + T.One / two, two, two + T.One / two, T.CreateTruncating(37.25),
            T.CreateTruncating(100), T.CreateTruncating(1e9), greatest, T.PositiveInfinity,
        ];
        return [.. positive, .. positive.Select(x => -x), T.NaN];
    }

    /// <summary>|value − expected| in units of the last place of T at the expected value.</summary>
    public static double Ulps<T>(T value, double expected) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rounded = T.CreateTruncating(expected);
        if (T.IsNaN(rounded) || T.IsNaN(value)) return T.IsNaN(rounded) == T.IsNaN(value) ? 0 : double.PositiveInfinity;
        if (T.IsNegative(value) != T.IsNegative(rounded)) return double.PositiveInfinity;
        if (T.IsInfinity(rounded) && value == rounded) return 0;
        // What overflowed counts as the number that would come next.
        T magnitude = T.Min(T.Abs(rounded), T.BitDecrement(T.PositiveInfinity));
        double ulp = double.CreateTruncating(magnitude - T.BitDecrement(magnitude));
        if (T.IsInfinity(value)) return (Math.Abs(double.CreateTruncating(magnitude) + ulp - Math.Abs(expected))) / ulp;
        return Math.Abs(double.CreateTruncating(value) - expected) / ulp;
    }

    /// <summary>Fails where two results differ, all NaN being one.</summary>
    public static void AssertSameBits<T>(T[] arguments, T[] expected, T[] actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = expected[i] == actual[i]
                ? T.IsNegative(expected[i]) == T.IsNegative(actual[i])
                : T.IsNaN(expected[i]) && T.IsNaN(actual[i]);
            Assert.True(same, $"x = {arguments[i]:R}: {actual[i]:R}, at one lane {expected[i]:R}");
        }
    }
}
