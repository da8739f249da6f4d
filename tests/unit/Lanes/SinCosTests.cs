using System.Numerics;
using Grad.Numerics;

namespace Grad.Tests.Unit.Lanes;

public abstract unsafe class SinCosTests<V, T> where V : struct, ILanes<V> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Huge arguments and those that are no numbers among them, alone and beside ordinary ones.</summary>
    [Fact]
    public void Both_are_the_bits_of_each_alone()
    {
        T[] arguments = LaneSamples.Of<T>();
        var (sines, cosines) = (new T[arguments.Length], new T[arguments.Length]);
        var (alone, cosinesAlone) = (new T[arguments.Length], new T[arguments.Length]);
        fixed (T* from = arguments, sine = sines, cosine = cosines, sineAlone = alone, cosineAlone = cosinesAlone)
        {
            for (int i = 0; i < arguments.Length; i += V.Count)
            {
                int count = Math.Min(V.Count, arguments.Length - i);
                V x = V.LoadPartial((nint)(from + i), count);
                V.StorePartial((nint)(sine + i), LaneMath.SinCos(x, out V second), count);
                V.StorePartial((nint)(cosine + i), second, count);
                V.StorePartial((nint)(sineAlone + i), LaneMath.Sin(x), count);
                V.StorePartial((nint)(cosineAlone + i), LaneMath.Cos(x), count);
            }
        }
        LaneSamples.AssertSameBits(arguments, alone, sines);
        LaneSamples.AssertSameBits(arguments, cosinesAlone, cosines);
    }
}

public sealed class Lanes1OfFloatSinCosTests : SinCosTests<Lanes1<float>, float>;

public sealed class Lanes1OfDoubleSinCosTests : SinCosTests<Lanes1<double>, double>;

public sealed class Lanes128OfFloatSinCosTests : SinCosTests<Lanes128<float>, float>;

public sealed class Lanes128OfDoubleSinCosTests : SinCosTests<Lanes128<double>, double>;

public sealed class Lanes256OfFloatSinCosTests : SinCosTests<Lanes256<float>, float>;

public sealed class Lanes256OfDoubleSinCosTests : SinCosTests<Lanes256<double>, double>;

public sealed class Lanes512OfFloatSinCosTests : SinCosTests<Lanes512<float>, float>;

public sealed class Lanes512OfDoubleSinCosTests : SinCosTests<Lanes512<double>, double>;
