using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Remainders.</content>
public static partial class LaneMath
{
    /// <summary>x − y·trunc(x/y), exact, with the sign of x; NaN for y = 0 or infinite x.</summary>
    [MethodImpl(Called)]
    public static V Fmod<V>(V x, V y) where V : struct, ILanes<V>
    {
        if (RecordingLanes.Are<V>()) return RecordingLanes.EachLane("%", x, y);
        V divisor = V.Abs(y), rest = V.Abs(x);
        V valid = V.LessThan(rest, Infinity<V>()) & V.GreaterThan(divisor, V.Zero);
        rest = V.Select(valid, rest, V.Zero);
        V stillLarge = V.GreaterThanOrEqual(rest, divisor) & valid;
        while (V.Any(stillLarge))
        {
            // A multiple of the divisor that leaves a quotient of fewer bits than the significand: each step is exact.
            V shift = V.Exponent(rest) - V.Exponent(divisor) - Constant<V>(50, 21);
            V step = V.ScaleByPowerOfTwo(divisor, V.GreaterOrSecond(V.Zero, shift));
            V next = V.Fma(-V.Truncate(rest / step), step, rest);
            next = V.Select(V.LessThan(next, V.Zero), next + step, next); // the quotient was rounded up
            rest = V.Select(stillLarge, next, rest);
            stillLarge = V.GreaterThanOrEqual(rest, divisor) & valid;
        }
        return V.CopySign(V.Select(valid, rest, NaN<V>()), x);
    }

    /// <summary>x − y·⌊x/y⌋, with the sign of y; NaN for y = 0 or infinite x.</summary>
    [MethodImpl(Called)]
    public static V Remainder<V>(V x, V y) where V : struct, ILanes<V>
    {
        V rest = Fmod(x, y);
        V otherSide = V.LessThan(V.CopySign(V.One, rest) * V.CopySign(V.One, y), V.Zero);
        V zero = V.Equal(rest, V.Zero);
        rest = V.Select(otherSide & ~zero, rest + y, rest);
        return V.Select(zero, V.CopySign(rest, y), rest);
    }
}
