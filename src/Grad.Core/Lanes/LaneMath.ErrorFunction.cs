using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>The error function and its kin.</content>
public static partial class LaneMath
{
    /// <summary>erf x = 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    [MethodImpl(Inline)]
    public static V Erf<V>(V x) where V : struct, ILanes<V> => V.IsDouble ? ErfOfDouble(x) : ErfOfSingle(x);

    /// <summary>erfc x = 1 − erf x, accurate for large x.</summary>
    [MethodImpl(Called)]
    public static V Erfc<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.LesserOrSecond(Constant<V>(28, 11), V.Abs(x));
        V square = DoubleWord.Product(magnitude, magnitude, out V squareRest);
        V far = TimesExp(ErfcScaled(magnitude), square, squareRest);
        V near = V.One - V.Fma(x, ErfTail(square), x);
        far = V.Select(V.LessThan(x, V.Zero), V.Constant(2) - far, far);
        return V.Select(V.LessThan(magnitude, V.Constant(0.5)), near, far);
    }

    /// <summary>The x with erf x = y; ±∞ at ±1, NaN beyond.</summary>
    /// <remarks>
    /// y times a polynomial in −ln(1 − y²) or its root, after Giles, "Approximating the erfinv function" (2012).
    /// </remarks>
    [MethodImpl(Called)]
    public static V ErfInv<V>(V y) where V : struct, ILanes<V>
    {
        V w = -Log(V.Fma(-y, y, V.One));
        V root = V.Sqrt(w);
        V factor;
        if (V.IsDouble)
        {
            V center = Polynomial.Evaluate(w - V.Constant(3.125), [
                1.6536545626831027, 0.24015818242558834, -0.006033670871426996, -0.0007407025341545552,
                0.00018673420802052784, -1.3882523394195541e-05, -1.3654691772612698e-06, 4.2347881711861836e-07,
                -2.9070389898042194e-08, -4.112660641720736e-09, 1.0512225682110094e-09, -5.414294671540427e-11,
                -1.2978504613267553e-11, 2.63050357287932e-12, -8.079281582421034e-14, -4.001591791074324e-14,
                6.533326032364978e-15, -3.987575154406019e-17, -1.2344706133944263e-16, 1.5545043045477792e-17,
                6.955530928209021e-19, -3.4875867462830497e-19, 1.654357504445094e-20, 3.2192628909714943e-21,
                -3.0023240514358783e-22]);
            V middle = Polynomial.Evaluate(root - V.Constant(3.25), [
                3.0838856104922208, 1.005258967694165, 0.005370914553524048, -0.0037512085081859666,
                0.0024914420997665656, -0.0016882755366237766, 0.0009532893005911307, -0.00035503779760684716,
                2.403198432208133e-05, 6.82869967980394e-05, -4.732379678423004e-05, 1.2465559613714282e-05,
                2.9451251362239632e-06, -3.987136375364701e-06, 1.4503087388553324e-06, -2.5301773518406346e-08,
                -1.983100407107919e-07, 1.2951493735786982e-07, -6.034174342466962e-08, -1.4518060805831034e-08,
                2.1689232359033415e-08]);
            V tail = Polynomial.Evaluate(root - V.Constant(5), [
                4.849906401408584, 1.0103004648645433, -0.0001387193183934982, -0.00021503011971421674,
                7.599527845852367e-05, -1.9681772548688738e-05, 4.526048784628519e-06, -9.930155995763411e-07,
                2.2907208125023678e-07, -6.761236694245089e-08, 2.8963196447374013e-08, -1.511946543399643e-08,
                7.914872418186013e-09, -3.670805714007899e-09, 1.2244869075378848e-09, -2.6187547660853964e-10,
                1.1778967823091457e-10, -4.230458305991966e-11, -3.096141339205729e-11, 1.7483043530359118e-11]);
            factor = V.Select(V.LessThan(root, V.Constant(2.5)), center,
                V.Select(V.LessThan(root, V.Constant(4)), middle, tail));
        }
        else
        {
            V center = Polynomial.Evaluate(w - V.Constant(2.5),
                [1.5014094, 0.2466402, -0.0041778064, -0.0012525684, 0.00021888335, -5.063493e-06, -3.7048103e-06,
                4.8754146e-07, 6.7619936e-08, -1.0310062e-08, -2.8476428e-09]);
            V tail = Polynomial.Evaluate(root - V.Constant(3),
                [2.8329768, 1.0016748, 0.009444306, -0.007634272, 0.0056949533, -0.0036108622, 0.0014653901,
                -3.254392e-05, -0.00029473266, 0.00010003909]);
            factor = V.Select(V.LessThan(w, V.Constant(5)), center, tail);
        }
        V ends = V.CopySign(Infinity<V>(), y);
        return V.Select(V.Equal(V.Abs(y), V.One), ends, y * factor);
    }

    [MethodImpl(Inline)]
    private static V ErfOfSingle<V>(V x) where V : struct, ILanes<V>
    {
        // From 1 on as 1 − e^−q, q a polynomial for −ln erfc; at 3.93 the result rounds to 1.
        V magnitude = V.LesserOrSecond(V.Constant(3.93), V.Abs(x));
        V tail = Polynomial.Evaluate(magnitude * magnitude,
            [0.12837917, -0.37612626, 0.11283579, -0.026853347, 0.005187162, -0.00079978525, 7.8068966e-05]);
        V near = V.Fma(magnitude, tail, magnitude);
        V q = Polynomial.Evaluate(magnitude,
            [0.0003207897, 1.1271708, 0.6380136, 0.103217, -0.02188905, 0.0029599566, -0.00018758712]);
        V far = V.One - ScaleNearOne(V.One + Expm1Reduced(-q, out V n), n);
        return V.CopySign(V.Select(V.LessThan(magnitude, V.One), near, far), x);
    }

    [MethodImpl(Called)]
    private static V ErfOfDouble<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.LesserOrSecond(V.Constant(6), V.Abs(x));
        V square = DoubleWord.Product(magnitude, magnitude, out V squareRest);
        V near = V.Fma(magnitude, ErfTail(square), magnitude);
        V far = V.One - TimesExp(ErfcScaled(magnitude), square, squareRest);
        return V.CopySign(V.Select(V.LessThan(magnitude, V.Constant(0.5)), near, far), x);
    }

    /// <summary>erf x / x − 1 as a function of z = x² ≤ ¼.</summary>
    [MethodImpl(Inline)]
    private static V ErfTail<V>(V z) where V : struct, ILanes<V>
    {
        if (!V.IsDouble)
            return Polynomial.Evaluate(z,
                [0.12837917, -0.3761261, 0.11282851, -0.026758626, 0.0047207833]);
        return Polynomial.Evaluate(z,
            [0.1283791670955126, -0.3761263890318455, 0.11283791671039164, -0.026866170679370388,
            0.005223978324736318, -0.0008548407277301075, 0.00012060742307908249, -1.5137918639647053e-05,
            2.0938085580621126e-06, -5.506852955915489e-07]);
    }

    /// <summary>e^(x²)·erfc x for x ≥ ½.</summary>
    /// <remarks>
    /// (1 + 2x)·e^(x²)·erfc x as a polynomial in (x − 3)/(x + 3), after Shepherd and Laframboise, "Chebyshev
    /// approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞" (1981).
    /// </remarks>
    [MethodImpl(Inline)]
    private static V ErfcScaled<V>(V x) where V : struct, ILanes<V>
    {
        V u = (x - V.Constant(3)) / (x + V.Constant(3));
        V scaled;
        if (V.IsDouble)
            scaled = Polynomial.Evaluate(u, [
                1.2530080582697296, -0.1356211061245813, -0.04756229435345001, 0.12964515870278026,
                -0.1192736634153607, 0.06830802734319165, -0.023770514917137785, 0.002529391830551775,
                0.0018886903353878535, -0.0007798324189146035, -0.0001051595720665229, 0.00012510024615991803,
                4.94810522221866e-06, -2.0103964250745792e-05, -7.261246087521812e-07, 3.48047255478686e-06,
                3.4330657702834124e-07, -6.280483932680774e-07, -1.203270886246551e-07, 1.1015897871397741e-07,
                2.2401941025211663e-08, -1.4806154359671537e-08]);
        else
            scaled = Polynomial.Evaluate(u,
                [1.253008, -0.13562106, -0.047561985, 0.1296433, -0.119278654, 0.06832709, -0.023742238, 0.0024476754,
                0.0018231593, -0.0006207355, -4.9775408e-05]);
        return scaled / (x + x + V.One);
    }

    /// <summary>y·e^−(square + rest), rounded to a subnormal number once, at the end.</summary>
    [MethodImpl(Inline)]
    private static V TimesExp<V>(V y, V square, V rest) where V : struct, ILanes<V>
    {
        y = V.Fma(y, Expm1Reduced(-square, out V n), y);
        return V.ScaleByPowerOfTwo(V.Fma(-rest, y, y), n);
    }
}
