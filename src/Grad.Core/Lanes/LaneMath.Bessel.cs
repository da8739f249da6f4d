using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Modified Bessel functions of the first kind.</content>
public static partial class LaneMath
{
    /// <summary>I₀(x).</summary>
    [MethodImpl(Called)]
    public static V BesselI0<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V half = magnitude * V.Constant(0.5);
        V z = half * half;
        V reciprocal = V.One / magnitude;
        V near, far;
        if (V.IsDouble)
        {
            near = Polynomial.Evaluate(z, [
                1.0, 0.24999999999999994, 0.027777777777778068, 0.0017361111111105336, 6.944444444505062e-05,
                1.929012345293667e-06, 3.936759905169641e-08, 6.151186869639942e-10, 7.594067622011407e-12,
                7.593926140244166e-14, 6.277446522461062e-16, 4.348390969723879e-18, 2.6294669471881673e-20,
                1.1494801787456773e-22, 8.983958773085291e-25]);
            far = Polynomial.Evaluate(reciprocal, [
                0.39894228040143276, 0.04986778504990844, 0.0280506293619226, 0.029219275145045544,
                0.044778095656384194, 0.08428811157348964, 0.988801625053224, -65.03569061147705, 4222.343678804087,
                -206335.43419356598, 7825010.504572266, -233129209.117875, 5504846148.973144, -103555953621.68813,
                1554943317988.0398, -18612088087078.82, 176747187039228.3, -1319923539804387.8, 7641907174569082.0,
                -3.3548979644759904e+16, 1.0782134090937606e+17, -2.3908298164505354e+17, 3.267351852825301e+17,
                -2.073365178489616e+17]);
        }
        else
        {
            near = Polynomial.Evaluate(z,
                [1, 0.25, 0.027777772, 0.0017361196, 6.943928e-05, 1.9306217e-06, 3.9081108e-08, 6.452667e-10,
                5.7582125e-12, 1.3400973e-13]);
            far = Polynomial.Evaluate(reciprocal,
                [0.3989423, 0.049862258, 0.028551497, 0.012191081, 0.31076205, -1.8664198, 5.878586]);
        }
        near = V.Fma(z, near, V.One);
        return V.Select(V.LessThan(magnitude, V.Constant(7.75)), near, TimesGrowth(far, magnitude));
    }

    /// <summary>I₁(x).</summary>
    [MethodImpl(Called)]
    public static V BesselI1<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V half = magnitude * V.Constant(0.5);
        V z = half * half;
        V reciprocal = V.One / magnitude;
        V near, far;
        if (V.IsDouble)
        {
            near = Polynomial.Evaluate(z, [
                0.4999999999999999, 0.08333333333333423, 0.006944444444441995, 0.0003472222222254913,
                1.1574074071559133e-05, 2.755731934629189e-07, 4.9209494637658855e-09, 6.834661530433842e-11,
                7.59391658444998e-13, 6.905283928581867e-15, 5.2174657393484153e-17, 3.4208225263887343e-19,
                1.603203206494637e-21, 1.3540344546727772e-23]);
            far = Polynomial.Evaluate(reciprocal, [
                0.3989422804014326, -0.14960335515027046, -0.04675104876703065, -0.04090702598150196,
                -0.05756578657472655, -0.10355568771347941, -1.1447256115119788, 75.38535876643297,
                -4917.520259896638, 241049.9260552283, -9159885.515075184, 273295111.1006259, -6461560224.205998,
                121728519704.15166, -1831247267709.1157, 21975698325711.03, -209418985341578.94, 1571164543022530.8,
                -9150850797833310.0, 4.047425824345293e+16, -1.3127004548515467e+17, 2.94276721935101e+17,
                -4.0737635723694234e+17, 2.624074972120398e+17]);
        }
        else
        {
            near = Polynomial.Evaluate(z,
                [0.5, 0.083333306, 0.006944497, 0.0003471851, 1.158708e-05, 2.7303147e-07, 5.2094227e-09,
                4.966608e-11, 1.3798502e-12]);
            far = Polynomial.Evaluate(reciprocal,
                [0.3989423, -0.14960846, -0.046330128, -0.05372384, 0.116267644, -1.147021, 1.6998128]);
        }
        near = V.Fma(half * z, near, half);
        V result = V.Select(V.LessThan(magnitude, V.Constant(7.75)), near, TimesGrowth(far, magnitude));
        return V.CopySign(result, x);
    }

    /// <summary>y·eˣ/√x: overflows only where the result does.</summary>
    [MethodImpl(Inline)]
    private static V TimesGrowth<V>(V y, V x) where V : struct, ILanes<V>
    {
        x = V.LesserOrSecond(Constant<V>(720, 100), x);
        y = V.Fma(y, Expm1Reduced(x, out V n), y);
        return V.ScaleByPowerOfTwo(y / V.Sqrt(x), n);
    }
}
