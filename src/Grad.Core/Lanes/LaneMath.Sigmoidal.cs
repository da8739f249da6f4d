using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Functions between two asymptotes.</content>
public static partial class LaneMath
{
    /// <summary>tanh x = (e²ˣ − 1) / (e²ˣ + 1).</summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x) where V : struct, ILanes<V>
    {
        // From the limit on, tanh rounds to 1.
        V magnitude = V.LesserOrSecond(Constant<V>(20, 10), V.Abs(x));
        V e = Expm1(magnitude + magnitude);
        return V.CopySign(e / (e + V.Constant(2)), x);
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
}
