using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>The logarithm of the gamma function and its derivatives.</content>
public static partial class LaneMath
{
    /// <summary>ln |Γ(x)|; ∞ at 0, −1, −2, …</summary>
    /// <remarks>
    /// A polynomial about 2 where the recurrence leads there, Stirling's series from 8 on, and for negative x
    /// Γ(x)·Γ(−x) = −π / (x·sin πx).
    /// </remarks>
    [MethodImpl(Called)]
    public static V Lgamma<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V result = LgammaOfPositive(magnitude);
        V negative = V.LessThan(x, V.Zero);
        if (!V.Any(negative)) return result;
        FromWhole(magnitude, out V sine);
        // ln π in two parts, and what the two differences lose.
        V first = DoubleWord.Sum(Constant<V>(1.1447298858494002, 1.1447299), -Log(magnitude * sine), out V lost);
        V second = DoubleWord.Sum(first, -result, out V lostToo);
        V reflected = second + (lost + lostToo + Constant<V>(1.0265951162707826e-17, 3.317300857258093e-08));
        reflected = V.Select(V.Equal(magnitude, Infinity<V>()) | V.Equal(sine, V.Zero), Infinity<V>(), reflected);
        // Near 0 both sides are −ln |x|, and the product may underflow.
        return V.Select(negative & V.GreaterThan(magnitude, V.Constant(1e-20)), reflected, result);
    }

    /// <summary>ψ(x) = Γ′(x)/Γ(x); −∞ at 0, NaN at −1, −2, …</summary>
    [MethodImpl(Called)]
    public static V Digamma<V>(V x) where V : struct, ILanes<V>
    {
        V negative = V.LessThan(x, V.Zero);
        V result = DigammaOfPositive(V.Select(negative, V.One - x, x));
        if (!V.Any(negative)) return result;
        // ψ(x) = ψ(1 − x) − π cot πx, which may cancel.
        V cotangent = Cotangent(x, out V rest);
        V product = DoubleWord.Product(Pi<V>(), PiRest<V>(), cotangent, rest, out V productRest);
        V reflected = DoubleWord.Sum(result, -product, out V lost);
        reflected = V.Select(V.IsFinite(cotangent), reflected + (lost - productRest), reflected);
        return V.Select(negative, V.Select(V.Equal(V.Round(x), x), NaN<V>(), reflected), result);
    }

    /// <summary>ψ′(x); ∞ at 0, −1, −2, …</summary>
    [MethodImpl(Called)]
    public static V Trigamma<V>(V x) where V : struct, ILanes<V>
    {
        V negative = V.LessThan(x, V.Zero);
        V result = TrigammaOfPositive(V.Select(negative, V.One - x, x));
        V tiny = V.LessThan(V.Abs(x), V.Constant(1e-10));
        V reciprocal = V.One / x;
        result = V.Select(tiny, reciprocal * reciprocal, result);
        if (!V.Any(negative)) return result;
        // ψ′(x) = π²/sin² πx − ψ′(1 − x).
        FromWhole(x, out V sine);
        V ratio = V.Constant(Math.PI) / sine;
        return V.Select(negative & ~tiny, V.Fma(ratio, ratio, -result), result);
    }

    [MethodImpl(Inline)]
    private static V LgammaOfPositive<V>(V x) where V : struct, ILanes<V>
    {
        // Towards [1.28, 2.5): down by Γ(y + 1) = y·Γ(y), six times at most, or up by one or two.
        V y = x, product = V.One;
        for (int i = 0; i < 6; i++)
        {
            V above = V.GreaterThanOrEqual(y, V.Constant(2.5));
            y -= above & V.One;
            product = V.Select(above, product * y, product);
        }
        V low = V.LessThan(x, V.Constant(1.28)), lowest = V.LessThan(x, V.Constant(0.5));
        V z = V.Select(lowest, x, V.Select(low, x - V.One, y - V.Constant(2)));
        V far = V.GreaterThanOrEqual(x, V.Constant(8));
        V factor = V.Select(lowest, V.Fma(x, x, x), V.Select(low | far, x, product));
        V log = Log(factor);
        V polynomial;
        if (V.IsDouble)
            polynomial = Polynomial.Evaluate(z, [
                0.42278433509846713, 0.32246703342411354, -0.06735230105319176, 0.020580808427729292,
                -0.007385551029251293, 0.002890510333469753, -0.0011927538908347325, 0.0005096694673866221,
                -0.00022315514647356066, 9.94580956956092e-05, -4.4922099440582357e-05, 2.0504574608374207e-05,
                -9.465759783472047e-06, 4.37511055579785e-06, -1.941466267307277e-06, 1.0007213379816684e-06,
                -6.435953736816213e-07, 4.5385742448577516e-08, 5.0078046628392477e-08, 2.446669882803955e-07]);
        else
            polynomial = Polynomial.Evaluate(z,
                [0.422784336, 0.322467058, -0.0673523889, 0.0205797298, -0.00738392784, 0.00290406093,
                -0.00120021692, 0.000443485547, -0.000225829687, 0.000216210489]);
        V near = V.Fma(z, polynomial, V.Select(low, -log, log));
        V reciprocal = V.One / x;
        V square = reciprocal * reciprocal;
        V series;
        if (V.IsDouble)
            series = Polynomial.Evaluate(square,
                [0.08333333333333245, -0.002777777776803335, 0.0007936504183188942, -0.000595169805491126,
                0.0008353173315982673, -0.0016089592543468724]);
        else
            series = Polynomial.Evaluate(square,
                [0.083333336, -0.0027781613, 0.00079962466]);
        // (x − ½)·(ln x − 1) + (½ ln 2π − ½) + series / x
        V rest = V.Fma(series, reciprocal, V.Constant(0.41893853320467274));
        V stirling = V.Fma(x - V.Constant(0.5), log - V.One, rest);
        return V.Select(far, stirling, near);
    }

    [MethodImpl(Inline)]
    private static V DigammaOfPositive<V>(V x) where V : struct, ILanes<V>
    {
        // Towards [1, 2) by ψ(y + 1) = ψ(y) + 1/y; the reciprocals summed as one quotient.
        V y = x, numerator = V.Zero, denominator = V.One;
        for (int i = 0; i < 6; i++)
        {
            V above = V.GreaterThanOrEqual(y, V.Constant(2));
            y -= above & V.One;
            numerator = V.Select(above, V.Fma(numerator, y, denominator), numerator);
            denominator = V.Select(above, denominator * y, denominator);
        }
        V low = V.LessThan(x, V.One);
        y = V.Select(low, x + V.One, y);
        V quotient = V.Select(low, -V.One, numerator) / V.Select(low, x, denominator);
        V polynomial;
        if (V.IsDouble)
            polynomial = Polynomial.Evaluate(y - V.Constant(1.5), [
                0.9510558760318328, -0.4236274212814606, 0.24054248424078725, -0.1484049230538804,
                0.09498872445284978, -0.061922133275533496, 0.040760833943387684, -0.026975796658002465,
                0.017907248235734658, -0.011908220144704626, 0.007927023323649847, -0.005279936749881167,
                0.0035180887573526003, -0.002345498876117006, 0.0015635029542409847, -0.0010364371149971972,
                0.0006902845088729492, -0.0004860180660359525, 0.00032587304547105435, -0.00014468646479525964,
                9.330911589144366e-05, -0.00017831000848614226, 0.0001211624026620841]);
        else
            polynomial = Polynomial.Evaluate(y - V.Constant(1.5),
                [0.9510559, -0.42362753, 0.24054085, -0.14839746, 0.0950412, -0.06207679, 0.0402007, -0.025670636,
                0.020127285, -0.016590199, 0.00604124]);
        // The positive zero of ψ in two parts.
        V fromZero = y - Constant<V>(1.4616321449683622, 1.4616321325302124)
            - Constant<V>(9.549995429965697e-17, 1.243815e-08);
        V near = V.Fma(fromZero, polynomial, quotient);
        V reciprocal = V.One / x;
        V square = reciprocal * reciprocal;
        V series;
        if (V.IsDouble)
            series = Polynomial.Evaluate(square,
                [-0.08333333333333309, 0.00833333333297029, -0.003968253777167897, 0.00416661802565373,
                -0.00756901784549369, 0.02056774456475329, -0.061150482759966054]);
        else
            series = Polynomial.Evaluate(square,
                [-0.08333333, 0.0083317775, -0.0038248533]);
        V far = Log(x) + V.Fma(reciprocal, V.Constant(-0.5), square * series);
        return V.Select(V.GreaterThanOrEqual(x, V.Constant(8)), far, near);
    }

    [MethodImpl(Inline)]
    private static V TrigammaOfPositive<V>(V x) where V : struct, ILanes<V>
    {
        // Up to 8 and beyond by ψ′(y) = 1/y² + ψ′(y + 1): the greatest term by itself, the others as one quotient.
        V limit = V.Constant(8), below = V.LessThan(x, limit);
        V greatest = V.Select(below, V.One / (x * x), V.Zero);
        V y = x + (below & V.One), numerator = V.Zero, denominator = V.One;
        for (int i = 0; i < 7; i++)
        {
            below = V.LessThan(y, limit);
            V square = y * y;
            numerator = V.Select(below, V.Fma(numerator, square, denominator), numerator);
            denominator = V.Select(below, denominator * square, denominator);
            y += below & V.One;
        }
        V reciprocal = V.One / y;
        V z = reciprocal * reciprocal;
        V series;
        if (V.IsDouble)
            series = Polynomial.Evaluate(z,
                [0.16666666666666405, -0.03333333332895958, 0.02380952134017463, -0.03333267053483441,
                0.07566172415262518, -0.24536549985753003, 0.827457373128989]);
        else
            series = Polynomial.Evaluate(z,
                [0.16666664, -0.03332401, 0.022810282]);
        V far = V.Fma(z, V.Fma(reciprocal, series, V.Constant(0.5)), reciprocal);
        return greatest + (numerator / denominator + far);
    }

    /// <summary>cot πx, and (out) what it is rounded by.</summary>
    [MethodImpl(Inline)]
    private static V Cotangent<V>(V x, out V rest) where V : struct, ILanes<V>
    {
        // Above a quarter tan of what is missing to a half, which is exact; below 1/tan.
        V distance = x - V.Round(x), magnitude = V.Abs(distance);
        V far = V.GreaterThan(magnitude, V.Constant(0.25));
        V angle = DoubleWord.Product(
            Pi<V>(), PiRest<V>(), V.Select(far, V.Constant(0.5) - magnitude, magnitude), V.Zero, out V angleRest);
        V tangent = TangentOfSmall(angle, angleRest, out V tangentRest);
        V inverse = V.One / tangent;
        V inverseRest = inverse * (V.Fma(-inverse, tangent, V.One) - (inverse * tangentRest));
        rest = V.Select(far, tangentRest, V.Select(V.IsFinite(inverse), inverseRest, V.Zero));
        rest = V.Select(V.LessThan(distance, V.Zero), -rest, rest);
        return V.CopySign(V.Select(far, tangent, inverse), distance);
    }

    /// <summary>π, rounded.</summary>
    [MethodImpl(Inline)]
    private static V Pi<V>() where V : struct, ILanes<V> => V.Constant(Math.PI);

    /// <summary>What π is rounded by.</summary>
    [MethodImpl(Inline)]
    private static V PiRest<V>() where V : struct, ILanes<V> => Constant<V>(1.2246467991473532e-16, -8.742278e-08);

    /// <summary>How far x is from the nearest whole number, and (out) |sin πx|, exactly 0 there.</summary>
    [MethodImpl(Inline)]
    private static V FromWhole<V>(V x, out V sine) where V : struct, ILanes<V>
    {
        V distance = x - V.Round(x);
        V r = Reduced(V.Constant(Math.PI) * V.Abs(distance), out V lost, out V quadrant);
        sine = OfQuadrant(quadrant, SineOfSmall(r, lost), CosineOfSmall(r, lost));
        return distance;
    }
}
