using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Sine, cosine and tangent.</content>
public static unsafe partial class LaneMath
{
    /// <summary>sin x; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Sin<V>(V x) where V : struct, ILanes<V>
    {
        V r = Reduced(V.Abs(x), out V lost, out V quadrant);
        V y = Sine(x, quadrant, SineOfSmall(r, lost), CosineOfSmall(r, lost));
        return V.Any(IsHuge(x)) ? OrOfHuge(x, y, &Math.Sin) : y;
    }

    /// <summary>cos x; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Cos<V>(V x) where V : struct, ILanes<V>
    {
        V r = Reduced(V.Abs(x), out V lost, out V quadrant);
        V y = Cosine(quadrant, SineOfSmall(r, lost), CosineOfSmall(r, lost));
        return V.Any(IsHuge(x)) ? OrOfHuge(x, y, &Math.Cos) : y;
    }

    /// <summary>sin x and (out) cos x, the bits of <see cref="Sin"/> and <see cref="Cos"/>, little dearer than one of them.</summary>
    [MethodImpl(Inline)]
    public static V SinCos<V>(V x, out V cosine) where V : struct, ILanes<V>
    {
        V r = Reduced(V.Abs(x), out V lost, out V quadrant);
        V s = SineOfSmall(r, lost), c = CosineOfSmall(r, lost);
        V sine = Sine(x, quadrant, s, c);
        cosine = Cosine(quadrant, s, c);
        if (V.Any(IsHuge(x))) (sine, cosine) = OrOfHuge(x, sine, cosine);
        return sine;
    }

    /// <summary>tan x; NaN at ±∞.</summary>
    [MethodImpl(Called)]
    public static V Tan<V>(V x) where V : struct, ILanes<V>
    {
        V n = V.Round(x * V.Constant(0.6366197723675814));
        V exact = V.Fma(-n, Constant<V>(1.5707963267948966, 1.5707963705062866), x);
        V middle = DoubleWord.Product(n, Constant<V>(-6.123233995736766e-17, 4.371138828673793e-08), out V middleRest);
        V r = DoubleWord.Sum(exact, middle, out V lost);
        lost += V.Fma(n, Constant<V>(1.4973849048591698e-33, 1.7151245100058819e-15), middleRest);

        V tangent = TangentOfSmall(r, lost, out V rest);
        // In odd quadrants −1/tan, whose error one Newton step removes.
        V cotangent = -V.One / tangent;
        V residual = V.Fma(cotangent, rest, V.Fma(cotangent, tangent, V.One));
        cotangent = V.Select(V.IsFinite(cotangent), V.Fma(cotangent, residual, cotangent), cotangent);
        V odd = V.NotEqual(n * V.Constant(0.5), V.Round(n * V.Constant(0.5)));
        V y = V.Select(V.Equal(x, V.Zero), x, V.Select(odd, cotangent, tangent));
        V huge = V.GreaterThan(V.Abs(x), ReductionLimit<V>());
        return V.Any(huge) ? V.Select(huge, Each(x, &Math.Tan), y) : y;
    }

    /// <summary>sin x / x; 1 at 0, 0 at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Sinc<V>(V x) where V : struct, ILanes<V>
    {
        V y = V.Select(V.Equal(x, V.Zero), V.One, Sin(x) / x);
        return V.Select(V.Equal(V.Abs(x), Infinity<V>()), V.Zero, y);
    }

    /// <summary>Up to here three parts of π/2 reduce the argument to well below an ulp.</summary>
    [MethodImpl(Inline)]
    private static V ReductionLimit<V>() where V : struct, ILanes<V> => Constant<V>(1073741824, 65536);

    [MethodImpl(Inline)]
    private static V IsHuge<V>(V x) where V : struct, ILanes<V> => V.GreaterThan(V.Abs(x), ReductionLimit<V>());

    /// <summary>y, but where x is huge the function of x. It is called with all that it needs: the usual way keeps nothing for it.</summary>
    [MethodImpl(Called)]
    private static V OrOfHuge<V>(
        V x, V y, delegate*<double, double> function, [CallerArgumentExpression(nameof(function))] string name = "")
        where V : struct, ILanes<V> => V.Select(IsHuge(x), Each(x, function, name), y);

    [MethodImpl(Called)]
    private static (V Sine, V Cosine) OrOfHuge<V>(V x, V sine, V cosine) where V : struct, ILanes<V> =>
        (OrOfHuge(x, sine, &Math.Sin), OrOfHuge(x, cosine, &Math.Cos));

    /// <summary>tan(r + lost) for |r| ≤ π/4, and (out) what it is rounded by.</summary>
    [MethodImpl(Inline)]
    private static V TangentOfSmall<V>(V r, V lost, out V rest) where V : struct, ILanes<V>
    {
        V z = r * r;
        ReadOnlySpan<double> coefficients = V.IsDouble
            ? [
                0.33333333333332776, 0.13333333333414843, 0.05396825392655666, 0.021869489611770678,
                0.008863219123809307, 0.0035922894575904462, 0.0014547555763493928, 0.0005950751816934075,
                0.0002223479818879431, 0.00013659306163705745, -2.648386037341063e-05, 8.954429667135592e-05,
                -4.492732718319377e-05, 2.0875731697488293e-05]
            : [0.3333335, 0.13332675, 0.05405948, 0.021280235, 0.010849977, 6.1925326e-05, 0.0043939375];
        V tail = V.Fma(z * r, Polynomial.Evaluate(z, coefficients), V.Fma(lost, z, lost));
        return DoubleWord.OrderedSum(r, tail, out rest);
    }

    /// <summary>
    /// x − n·π/2 for the nearest n and 0 ≤ x ≤ <see cref="ReductionLimit"/>: a number, (out) what it lost in rounding, and (out) n
    /// in the low bits.
    /// </summary>
    [MethodImpl(Inline)]
    private static V Reduced<V>(V x, out V lost, out V quadrant) where V : struct, ILanes<V>
    {
        V n = V.Round(x * V.Constant(0.6366197723675814));
        // n in the low bits of 1.5·2⁵² (1.5·2²³).
        quadrant = n + Constant<V>(6755399441055744, 12582912);

        // The first step is exact: the difference is a multiple of the last bit of π/2 and below 1.
        V exact = V.Fma(n, Constant<V>(-1.5707963267948966, -1.5707963705062866), x);
        // The second, which may cancel, keeps what its product and its difference lose (Dekker, Knuth).
        V product = n * Constant<V>(6.123233995736766e-17, -4.371138828673793e-08);
        V r = exact - product;
        V other = exact - r;
        lost = (exact - (r + other)) + (other - product);
        lost += V.Fma(n, Constant<V>(-6.123233995736766e-17, 4.371138828673793e-08), product);
        lost = V.Fma(n, Constant<V>(1.4973849048591698e-33, 1.7151245100058819e-15), lost);
        return r;
    }

    /// <summary>sin(r + lost) for |r| ≤ π/4.</summary>
    [MethodImpl(Inline)]
    private static V SineOfSmall<V>(V r, V lost) where V : struct, ILanes<V>
    {
        V z = r * r;
        // (sin r − r) / r³
        V quotient;
        if (V.IsDouble)
        {
            quotient = V.Constant(1.5915309183057952e-10);
            quotient = V.Fma(quotient, z, V.Constant(-2.5051092308431318e-08));
            quotient = V.Fma(quotient, z, V.Constant(2.7557315910939e-06));
            quotient = V.Fma(quotient, z, V.Constant(-0.00019841269836385435));
            quotient = V.Fma(quotient, z, V.Constant(0.0083333333333307));
            quotient = V.Fma(quotient, z, V.Constant(-0.16666666666666666));
        }
        else
        {
            quotient = V.Constant(2.724378140946123e-06);
            quotient = V.Fma(quotient, z, V.Constant(-0.00019840038872556747));
            quotient = V.Fma(quotient, z, V.Constant(0.008333331785217696));
            quotient = V.Fma(quotient, z, V.Constant(-0.1666666666362283));
        }
        return r + V.Fma(r * z, quotient, V.Fma(V.Constant(-0.5) * z, lost, lost));
    }

    /// <summary>cos(r + lost) for |r| ≤ π/4.</summary>
    [MethodImpl(Inline)]
    private static V CosineOfSmall<V>(V r, V lost) where V : struct, ILanes<V>
    {
        V z = r * r;
        // (1 − r²/2 − cos r) / r⁴
        V quotient;
        if (V.IsDouble)
        {
            quotient = V.Constant(1.1380868171449914e-11);
            quotient = V.Fma(quotient, z, V.Constant(-2.0876121534608454e-09));
            quotient = V.Fma(quotient, z, V.Constant(2.7557317151858866e-07));
            quotient = V.Fma(quotient, z, V.Constant(-2.480158729853226e-05));
            quotient = V.Fma(quotient, z, V.Constant(0.0013888888888887241));
            quotient = V.Fma(quotient, z, V.Constant(-0.041666666666666664));
        }
        else
        {
            quotient = V.Constant(-2.4542871110770263e-05);
            quotient = V.Fma(quotient, z, V.Constant(0.0013888279330556918));
            quotient = V.Fma(quotient, z, V.Constant(-0.04166666453632113));
        }
        V halfSquare = V.Constant(0.5) * z;
        V leading = V.One - halfSquare;
        return leading + (V.One - leading - halfSquare - V.Fma(z * z, quotient, r * lost));
    }

    /// <summary>sin x from the quadrant, and sine and cosine of what is left of |x|.</summary>
    [MethodImpl(Inline)]
    private static V Sine<V>(V x, V quadrant, V sine, V cosine) where V : struct, ILanes<V> =>
        OfQuadrant(quadrant, sine, cosine) ^ (x & V.ConstantBits(V.IsDouble ? long.MinValue : int.MinValue));

    /// <summary>cos x from the quadrant, and sine and cosine of what is left of |x|.</summary>
    [MethodImpl(Inline)]
    private static V Cosine<V>(V quadrant, V sine, V cosine) where V : struct, ILanes<V> =>
        OfQuadrant(V.AddBits(quadrant, V.ConstantBits(1)), sine, cosine);

    /// <summary>sin(r + n·π/2) from n in the low bits, and sine and cosine of r.</summary>
    [MethodImpl(Inline)]
    private static V OfQuadrant<V>(V quadrant, V sine, V cosine) where V : struct, ILanes<V>
    {
        V odd = V.SubtractBits(V.Zero, quadrant & V.ConstantBits(1));
        V sign = V.ShiftLeft(quadrant & V.ConstantBits(2), V.IsDouble ? 62 : 30);
        return V.Select(odd, cosine, sine) ^ sign;
    }
}
