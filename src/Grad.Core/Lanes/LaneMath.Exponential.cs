using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Grad.Numerics;

/// <content>Exponentials.</content>
public static partial class LaneMath
{
    /// <summary>eˣ.</summary>
    [MethodImpl(Inline)]
    public static V Exp<V>(V x) where V : struct, ILanes<V>
    {
        V p = V.One + Expm1Reduced(ClampForExp(x), out V n);
        return ScaleNearOne(p, n);
    }

    /// <summary>2ˣ, exact for integers.</summary>
    [MethodImpl(Inline)]
    public static V Exp2<V>(V x) where V : struct, ILanes<V>
    {
        x = Clamp(x, Constant<V>(-1080, -160), Constant<V>(1030, 130));
        V n = V.Round(x);
        V exact = x - n;
        V ln2 = Constant<V>(0.6931471805599453, 0.6931471824645996);
        V r = exact * ln2;
        V lost = V.Fma(exact, Constant<V>(2.3190468138462996e-17, -1.904654299957768e-09), V.Fma(exact, ln2, -r));
        return ScaleNearOne(V.One + Expm1OfReduced(r, lost), n);
    }

    /// <summary>eˣ − 1, accurate near 0.</summary>
    [MethodImpl(Inline)]
    public static V Expm1<V>(V x) where V : struct, ILanes<V>
    {
        V p = Expm1Reduced(V.GreaterOrSecond(Constant<V>(-40, -20), ClampForExp(x)), out V n);
        // 2ⁿ(p + 1) − 1 from half the power, which does not overflow where the result does not.
        V half = LaneBits.PowerOfTwo(n - V.One);
        V y = V.Fma(half, p, half - V.Constant(0.5));
        return V.Select(V.LessThan(V.Abs(x), Negligible<V>()), x, y + y);
    }

    /// <summary>Limits x to where eˣ is rounded to neither 0 nor ∞, and little beyond.</summary>
    [MethodImpl(Inline)]
    private static V ClampForExp<V>(V x) where V : struct, ILanes<V> =>
        Clamp(x, Constant<V>(-746, -104), Constant<V>(710, 89));

    [MethodImpl(Inline)]
    private static V ScaleNearOne<V>(V x, V n) where V : struct, ILanes<V> =>
        Avx512F.VL.IsSupported && V.Count > 1 ? V.ScaleByPowerOfTwo(x, n) : LaneBits.ScaleNearOne(x, n);

    /// <summary>Below this |x|, 1 + x rounds to 1: eˣ − 1, ln(1 + x) round to x.</summary>
    [MethodImpl(Inline)]
    private static V Negligible<V>() where V : struct, ILanes<V> =>
        Constant<V>(5.551115123125783e-17, 2.9802322387695312e-08);

    /// <summary>p = eʳ − 1 with x = n·ln 2 + r, |r| ≤ ½ ln 2.</summary>
    [MethodImpl(Inline)]
    private static V Expm1Reduced<V>(V x, out V n) where V : struct, ILanes<V>
    {
        n = V.Round(x * V.Constant(1.4426950408889634));
        V low = Constant<V>(2.3190468138462996e-17, -1.9046542121259336e-09);
        V exact = V.Fma(-n, Constant<V>(0.6931471805599453, 0.6931471824645996), x);
        V r = V.Fma(-n, low, exact);
        V lost = V.Fma(-n, low, exact - r);
        return Expm1OfReduced(r, lost);
    }

    /// <summary>eʳ⁺ˡᵒˢᵗ − 1 for |r| ≤ ½ ln 2 and a lost below an ulp of r.</summary>
    [MethodImpl(Inline)]
    private static V Expm1OfReduced<V>(V r, V lost) where V : struct, ILanes<V>
    {
        // (eʳ − 1 − r) / r²
        V quotient;
        if (V.IsDouble)
        {
            quotient = V.Constant(2.091483135138041e-09);
            quotient = V.Fma(quotient, r, V.Constant(2.5105419192016337e-08));
            quotient = V.Fma(quotient, r, V.Constant(2.7557273295539724e-07));
            quotient = V.Fma(quotient, r, V.Constant(2.75572549134867e-06));
            quotient = V.Fma(quotient, r, V.Constant(2.4801587325822283e-05));
            quotient = V.Fma(quotient, r, V.Constant(0.00019841269875205077));
            quotient = V.Fma(quotient, r, V.Constant(0.001388888888888367));
            quotient = V.Fma(quotient, r, V.Constant(0.008333333333326025));
            quotient = V.Fma(quotient, r, V.Constant(0.04166666666666667));
            quotient = V.Fma(quotient, r, V.Constant(0.1666666666666667));
            quotient = V.Fma(quotient, r, V.Constant(0.5));
        }
        else
        {
            quotient = V.Constant(0.00019891180158282143);
            quotient = V.Fma(quotient, r, V.Constant(0.001393382048977602));
            quotient = V.Fma(quotient, r, V.Constant(0.008333310754576892));
            quotient = V.Fma(quotient, r, V.Constant(0.041666463386339524));
            quotient = V.Fma(quotient, r, V.Constant(0.16666666681794626));
            quotient = V.Fma(quotient, r, V.Constant(0.5000000013620138));
        }
        return r + V.Fma(r * r, quotient, lost);
    }
}
