using System.Numerics;
using System.Runtime.CompilerServices;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

public abstract unsafe class LaneFunctionTests<F> where F : struct, ILaneFunction
{
    [Fact]
    public void Float_is_within_two_ulps() => IsAccurate<float>(2.01);

    [Fact]
    public void Double_is_within_two_ulps_and_the_error_of_the_reference() => IsAccurate<double>(2 + F.Slack);

    [Fact]
    public void Float_has_the_same_bits_at_every_width() => WidthsAgree<float>();

    [Fact]
    public void Double_has_the_same_bits_at_every_width() => WidthsAgree<double>();

    private static void IsAccurate<T>(double ulps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] arguments = LaneSamples.Of<T>();
        T[] values = Map<Lanes256<T>, T>(arguments);
        for (int i = 0; i < arguments.Length; i++)
        {
            double expected = F.Reference(double.CreateTruncating(arguments[i]));
            double error = LaneSamples.Ulps(values[i], expected);
            Assert.True(error <= ulps, $"x = {arguments[i]:R}: {values[i]:R} is {error:F2} ulps off {expected:R}");
        }
    }

    private static void WidthsAgree<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] arguments = LaneSamples.Of<T>();
        T[] scalar = Map<Lanes1<T>, T>(arguments);
        LaneSamples.AssertSameBits(arguments, scalar, Map<Lanes128<T>, T>(arguments));
        LaneSamples.AssertSameBits(arguments, scalar, Map<Lanes256<T>, T>(arguments));
        LaneSamples.AssertSameBits(arguments, scalar, Map<Lanes512<T>, T>(arguments));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T[] Map<V, T>(T[] arguments) where V : struct, ILanes<V> where T : unmanaged
    {
        T[] values = new T[arguments.Length];
        fixed (T* from = arguments, to = values)
        {
            for (int i = 0; i < arguments.Length; i += V.Count)
            {
                int count = Math.Min(V.Count, arguments.Length - i);
                V.StorePartial((nint)(to + i), F.Lanes(V.LoadPartial((nint)(from + i), count)), count);
            }
        }
        return values;
    }
}

public sealed class LaneExpTests : LaneFunctionTests<ExpFunction>;

public sealed class LaneExpm1Tests : LaneFunctionTests<Expm1Function>;

public sealed class LaneLogTests : LaneFunctionTests<LogFunction>;

public sealed class LaneLog1pTests : LaneFunctionTests<Log1pFunction>;

public sealed class LaneSinTests : LaneFunctionTests<SinFunction>;

public sealed class LaneCosTests : LaneFunctionTests<CosFunction>;

public sealed class LaneTanhTests : LaneFunctionTests<TanhFunction>;

public sealed class LaneSigmoidTests : LaneFunctionTests<SigmoidFunction>;

public sealed class LaneSoftplusTests : LaneFunctionTests<SoftplusFunction>;

public sealed class LaneExp2Tests : LaneFunctionTests<Exp2Function>;

public sealed class LaneLog2Tests : LaneFunctionTests<Log2Function>;

public sealed class LaneLog10Tests : LaneFunctionTests<Log10Function>;
