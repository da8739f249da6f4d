using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Roots and lengths.</content>
public static partial class LaneMath
{
    /// <summary>∛x, the sign kept.</summary>
    [MethodImpl(Called)]
    public static V Cbrt<V>(V x) where V : struct, ILanes<V>
    {
        // |x| = m·2³ᑫ with m in [1, 8): a polynomial for the cube root on [1, 2), then Halley's step, whose residual
        // m − y³ is computed with what its products lose.
        V magnitude = V.Abs(x);
        V e = V.Exponent(magnitude);
        V q = V.Floor(V.Fma(e, V.Constant(0.3333333333333333), V.Constant(0.1)));
        V remainder = V.Fma(q, V.Constant(-3), e);
        V significand = V.Significand(magnitude);
        V first = V.GreaterThan(remainder, V.Constant(0.5)), second = V.GreaterThan(remainder, V.Constant(1.5));
        V m = significand * V.Select(second, V.Constant(4), V.Select(first, V.Constant(2), V.One));
        V y = Polynomial.Evaluate(significand, [
            0.4471417870285568, 0.9500976834715557, -0.666175607439838, 0.38536233545253806, -0.1444705540481841,
            0.03090417011392207, -0.0028596430130882165]);
        y *= V.Select(second, V.Constant(1.5874010519681994),
            V.Select(first, V.Constant(1.2599210498948732), V.One));
        V square = DoubleWord.Product(y, y, out V squareRest);
        V residual = V.Fma(-square, y, m) - squareRest * y;
        y = V.Fma(y, residual / V.Fma(square * y, V.Constant(2), m), y);
        V result = V.CopySign(V.ScaleByPowerOfTwo(y, q), x);
        return V.Select(V.IsFinite(x) & V.NotEqual(x, V.Zero), result, x);
    }

    /// <summary>1/√x; ±∞ at ±0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Rsqrt<V>(V x) where V : struct, ILanes<V>
    {
        // √x = root + lost to twice the precision; one Newton step for what the root and the quotient lost.
        V root = V.Sqrt(x);
        V y = V.One / root;
        V lost = V.Fma(-root, root, x) * (V.Constant(0.5) * y);
        V step = y * V.Fma(-lost, y, V.Fma(-root, y, V.One));
        return V.Select(V.IsFinite(step), y + step, y);
    }

    /// <summary>√(x² + y²) without overflow or underflow between; NaN if either is NaN.</summary>
    [MethodImpl(Inline)]
    public static V Hypot<V>(V x, V y) where V : struct, ILanes<V>
    {
        x = V.Abs(x);
        y = V.Abs(y);
        V greater = V.Maximum(x, y), lesser = V.Minimum(x, y);
        V large = V.GreaterThan(greater, Constant<V>(1e150, 1e18));
        V small = V.LessThan(greater, Constant<V>(1e-140, 1e-14));
        // 2^±600 or 2^±80: powers of two, so that scaling is exact.
        V up = Constant<V>(4.149515568880993e180, 1.2089258196146292e24);
        V down = Constant<V>(2.409919865102884e-181, 8.271806125530277e-25);
        V scale = V.Select(large, down, V.Select(small, up, V.One));
        V back = V.Select(large, up, V.Select(small, down, V.One));
        greater *= scale;
        lesser *= scale;
        return V.Sqrt(V.Fma(greater, greater, lesser * lesser)) * back;
    }

    /// <summary>x / √(x² + y²), 0 at (0, 0).</summary>
    [MethodImpl(Called)]
    public static V Direction<V>(V x, V y) where V : struct, ILanes<V>
    {
        // A multiple of both has the same direction, and a length that neither overflows nor is subnormal.
        V greater = V.Maximum(V.Abs(x), V.Abs(y));
        V tiny = V.LessThan(greater, Constant<V>(1e-290, 1e-30));
        V scale = V.Select(V.GreaterThan(greater, Constant<V>(1e300, 1e30)), V.Constant(0.25), V.One);
        scale = V.Select(tiny, V.Constant(1152921504606846976), scale);
        V quotient = x * scale / Hypot(x * scale, y * scale);
        return V.Select(V.Equal(x, V.Zero) & V.Equal(y, V.Zero), V.Zero, quotient);
    }
}
