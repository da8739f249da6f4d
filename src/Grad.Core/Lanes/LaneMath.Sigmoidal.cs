using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Functions between two asymptotes, and logarithms of sums of exponentials.</content>
public static partial class LaneMath
{
    /// <summary>
    /// tanh |x| = (1 − e) / (1 + e) = 1 − 2e / (1 + e) of e = e^−2|x|. Near 0 the first, which gets 1 − e uncancelled; in float
    /// a polynomial, which is as fast there and half an ulp better.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x) where V : struct, ILanes<V>
    {
        if (!V.IsDouble) return TanhOfTail(x, TanhTail(x));
        V magnitude = V.Abs(x);
        V p = Expm1Reduced(V.GreaterOrSecond(Constant<V>(-45, -25), V.Constant(-2) * magnitude), out V n);
        V scale = LaneBits.PowerOfTwo(n);
        V e = V.Fma(scale, p, scale);
        V isNear = V.LessThan(magnitude, V.Constant(0.55));
        V quotient = V.Select(isNear, V.Fma(scale, -p, V.One - scale), e + e) / (V.One + e);
        return V.CopySign(V.Select(isNear, quotient, V.One - quotient), x);
    }

    /// <summary>1 − |tanh x| = 2e / (1 + e) of e = e^−2|x|.</summary>
    [MethodImpl(Inline)]
    public static V TanhTail<V>(V x) where V : struct, ILanes<V>
    {
        V e = Exp(V.Constant(-2) * V.Abs(x));
        return (e + e) / (V.One + e);
    }

    /// <summary>tanh x where 1 − |tanh x| is known.</summary>
    [MethodImpl(Inline)]
    public static V TanhOfTail<V>(V x, V tail) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x), z = x * x;
        // Where the tail is at most ½ the difference loses nothing; below, a polynomial does not cancel.
        V far = V.One - tail;
        // (tanh x − x) / x³
        V quotient;
        if (V.IsDouble)
        {
            quotient = V.Constant(-2.0598135435765926e-05);
            quotient = V.Fma(quotient, z, V.Constant(8.510647287641846e-05));
            quotient = V.Fma(quotient, z, V.Constant(-0.0002346306752452625));
            quotient = V.Fma(quotient, z, V.Constant(0.0005889346825917581));
            quotient = V.Fma(quotient, z, V.Constant(-0.0014556615522767391));
            quotient = V.Fma(quotient, z, V.Constant(0.003592110343931255));
            quotient = V.Fma(quotient, z, V.Constant(-0.008863234395177999));
            quotient = V.Fma(quotient, z, V.Constant(0.021869488493552625));
            quotient = V.Fma(quotient, z, V.Constant(-0.05396825396743151));
            quotient = V.Fma(quotient, z, V.Constant(0.13333333333332711));
            quotient = V.Fma(quotient, z, V.Constant(-0.3333333333333333));
        }
        else
        {
            quotient = V.Constant(-0.006609552573741415);
            quotient = V.Fma(quotient, z, V.Constant(0.021309029658556168));
            quotient = V.Fma(quotient, z, V.Constant(-0.05390937031637534));
            quotient = V.Fma(quotient, z, V.Constant(0.1333311343166349));
            quotient = V.Fma(quotient, z, V.Constant(-0.33333332005700905));
        }
        V near = V.Fma(magnitude * z, quotient, magnitude);
        return V.CopySign(V.Select(V.LessThan(magnitude, V.Constant(0.55)), near, far), x);
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x) where V : struct, ILanes<V>
    {
        // For x < 0 as eˣ / (1 + eˣ): relative accuracy down to the subnormal numbers.
        V e = Exp(-V.Abs(x));
        return V.Select(V.LessThan(x, V.Zero), e, V.One) / (V.One + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|ˣ|).</summary>
    [MethodImpl(Inline)]
    public static V Softplus<V>(V x) where V : struct, ILanes<V> =>
        V.GreaterOrSecond(V.Zero, x) + Log1p(Exp(-V.Abs(x)));

    /// <summary>x − tanh x.</summary>
    [MethodImpl(Called)]
    public static V TanhShrink<V>(V x) where V : struct, ILanes<V>
    {
        // (x − tanh x) / x³ below 1; from there on (|x| − 1) + 2/(e²ˣ + 1), a sum of positive terms.
        V magnitude = V.Abs(x);
        V z = DoubleWord.Product(x, x, out V zRest);
        ReadOnlySpan<double> coefficients = V.IsDouble
            ? [
                0.3333333333333333, -0.1333333333333309, 0.05396825396804637, -0.02186948852912909,
                0.008863235404578283, -0.003592126679366341, 0.0014558246920964941, -0.0005899792946300052,
                0.00023895705228738225,
                -9.646277743313181e-05, 3.8389607893147334e-05, -1.4606131676715378e-05, 4.987760317520347e-06,
                -1.3791814499083342e-06, 2.6330772232959337e-07, -2.5155023659382105e-08]
            : [
                0.333333332, -0.133333107, 0.0539634148, -0.0218295488, 0.00869784759, -0.00320680339, 0.000923500846,
                -0.000142793188];
        V quotient = Polynomial.Evaluate(z, coefficients);
        V factor = DoubleWord.Product(z, quotient, out V factorRest);
        V near = V.Fma(x, factor, x * V.Fma(zRest, quotient, factorRest));
        V far = V.CopySign(magnitude - V.One + V.Constant(2) / (V.One + Exp(magnitude + magnitude)), x);
        return V.Select(V.LessThan(magnitude, V.One), near, far);
    }

    /// <summary>ln σ(x) = −ln(1 + e⁻ˣ).</summary>
    [MethodImpl(Inline)]
    public static V LogSigmoid<V>(V x) where V : struct, ILanes<V> => -Softplus(-x);

    /// <summary>ln(eˣ + eʸ) = max(x, y) + ln(1 + e^−|x − y|).</summary>
    [MethodImpl(Inline)]
    public static V LogAddExp<V>(V x, V y) where V : struct, ILanes<V>
    {
        V difference = V.Select(V.Equal(x, y), V.Zero, x - y); // equal infinities have none
        return V.Maximum(x, y) + Log1p(Exp(-V.Abs(difference)));
    }

    /// <summary>ln(1 − eˣ) for x &lt; 0; −∞ at 0, NaN beyond.</summary>
    /// <remarks>
    /// One form on each side of −ln 2, after Mächler, "Accurately computing log(1 − exp(−|a|))" (2012).
    /// </remarks>
    [MethodImpl(Called)]
    public static V Log1mExp<V>(V x) where V : struct, ILanes<V> => V.Select(
        V.GreaterThan(x, V.Constant(-0.6931471805599453)), Log(-Expm1(x)), Log1p(-Exp(x)));
}
