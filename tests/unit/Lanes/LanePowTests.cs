using System.Numerics;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

public sealed class LanePowTests
{
    [Fact]
    public void Float_is_the_rounded_power_in_double_at_every_width()
    {
        IsPower<Lanes1<float>, float>();
        IsPower<Lanes128<float>, float>();
        IsPower<Lanes256<float>, float>();
        IsPower<Lanes512<float>, float>();
    }

    [Fact]
    public void Double_is_the_power_at_every_width()
    {
        IsPower<Lanes1<double>, double>();
        IsPower<Lanes128<double>, double>();
        IsPower<Lanes256<double>, double>();
        IsPower<Lanes512<double>, double>();
    }

    private static void IsPower<V, T>() where V : struct, ILanes<V> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] samples = [.. LaneSamples.Special<T>(), .. LaneSamples.Of<T>().Skip(40).Take(100)];
        for (int start = 0; start < samples.Length; start++)
        {
            T[] x = [.. Enumerable.Range(start, V.Count).Select(i => samples[i % samples.Length])];
            foreach (T y in samples)
            {
                V power = LaneMath.Pow(LaneArrays.Load<V, T>(x), LaneArrays.Fill<V, T>(y));
                T[] actual = LaneArrays.Of<V, T>(power);
                for (int i = 0; i < V.Count; i++)
                {
                    double expected = Math.Pow(double.CreateTruncating(x[i]), double.CreateTruncating(y));
                    double error = LaneSamples.Ulps(actual[i], expected);
                    Assert.True(error <= 2, $"x = {x[i]:R}, y = {y:R}: {actual[i]:R} is {error:F2} ulps off");
                }
            }
        }
    }
}
