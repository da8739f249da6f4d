using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Sine and cosine.</content>
public static unsafe partial class LaneMath
{
    /// <summary>sin x; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Sin<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V y = OfQuadrant(magnitude, V.Zero) ^ (x & V.ConstantBits(V.IsDouble ? long.MinValue : int.MinValue));
        V huge = V.GreaterThan(magnitude, ReductionLimit<V>());
        return V.Any(huge) ? V.Select(huge, Each(x, &Math.Sin), y) : y;
    }

    /// <summary>cos x; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Cos<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V y = OfQuadrant(magnitude, V.ConstantBits(1));
        V huge = V.GreaterThan(magnitude, ReductionLimit<V>());
        return V.Any(huge) ? V.Select(huge, Each(x, &Math.Cos), y) : y;
    }

    /// <summary>Up to here three parts of π/2 reduce the argument to well below an ulp.</summary>
    [MethodImpl(Inline)]
    private static V ReductionLimit<V>() where V : struct, ILanes<V> => Constant<V>(1073741824, 65536);

    /// <summary>sin(x + quarterTurns · π/2) for 0 ≤ x ≤ <see cref="ReductionLimit"/>.</summary>
    [MethodImpl(Inline)]
    private static V OfQuadrant<V>(V x, V quarterTurns) where V : struct, ILanes<V>
    {
        V n = V.Round(x * V.Constant(0.6366197723675814));
        // n in the low bits of 1.5·2⁵² (1.5·2²³).
        V quadrant = V.AddBits(n + Constant<V>(6755399441055744, 12582912), quarterTurns);

        // The first step is exact: the difference is a multiple of the last bit of π/2 and below 1.
        V middle = Constant<V>(6.123233995736766e-17, -4.371138828673793e-08);
        V exact = V.Fma(-n, Constant<V>(1.5707963267948966, 1.5707963705062866), x);
        // The second, which may cancel, keeps what its product and its difference lose (Dekker, Knuth).
        V product = n * middle;
        V r = exact - product;
        V other = exact - r;
        V lost = (exact - (r + other)) + (other - product);
        lost = lost - V.Fma(n, middle, -product);
        lost = V.Fma(-n, Constant<V>(-1.4973849048591698e-33, -1.7151245100058819e-15), lost);

        V z = r * r;
        // (sin r − r) / r³ and (cos r − 1 + r²/2) / r⁴
        V forSine;
        if (V.IsDouble)
        {
            forSine = V.Constant(1.5915309183057952e-10);
            forSine = V.Fma(forSine, z, V.Constant(-2.5051092308431318e-08));
            forSine = V.Fma(forSine, z, V.Constant(2.7557315910939e-06));
            forSine = V.Fma(forSine, z, V.Constant(-0.00019841269836385435));
            forSine = V.Fma(forSine, z, V.Constant(0.0083333333333307));
            forSine = V.Fma(forSine, z, V.Constant(-0.16666666666666666));
        }
        else
        {
            forSine = V.Constant(2.724378140946123e-06);
            forSine = V.Fma(forSine, z, V.Constant(-0.00019840038872556747));
            forSine = V.Fma(forSine, z, V.Constant(0.008333331785217696));
            forSine = V.Fma(forSine, z, V.Constant(-0.1666666666362283));
        }
        V forCosine;
        if (V.IsDouble)
        {
            forCosine = V.Constant(-1.1380868171449914e-11);
            forCosine = V.Fma(forCosine, z, V.Constant(2.0876121534608454e-09));
            forCosine = V.Fma(forCosine, z, V.Constant(-2.7557317151858866e-07));
            forCosine = V.Fma(forCosine, z, V.Constant(2.480158729853226e-05));
            forCosine = V.Fma(forCosine, z, V.Constant(-0.0013888888888887241));
            forCosine = V.Fma(forCosine, z, V.Constant(0.041666666666666664));
        }
        else
        {
            forCosine = V.Constant(2.4542871110770263e-05);
            forCosine = V.Fma(forCosine, z, V.Constant(-0.0013888279330556918));
            forCosine = V.Fma(forCosine, z, V.Constant(0.04166666453632113));
        }

        V halfSquare = V.Constant(0.5) * z;
        V sine = r + V.Fma(r * z, forSine, V.Fma(-halfSquare, lost, lost));
        V leading = V.One - halfSquare;
        V rest = V.Fma(z * z, forCosine, -(r * lost));
        V cosine = leading + (V.One - leading - halfSquare + rest);

        V odd = V.SubtractBits(V.Zero, quadrant & V.ConstantBits(1));
        V sign = V.ShiftLeft(quadrant & V.ConstantBits(2), V.IsDouble ? 62 : 30);
        return V.Select(odd, cosine, sine) ^ sign;
    }
}
