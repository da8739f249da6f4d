using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <content>Inverse trigonometric functions.</content>
public static partial class LaneMath
{
    /// <summary>arctan x.</summary>
    [MethodImpl(Called)]
    public static V Atan<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V far = V.GreaterThan(magnitude, V.Constant(2.414213562373095));
        V middle = V.GreaterThan(magnitude, V.Constant(0.4142135623730951)) & ~far;
        V t = V.Select(middle, magnitude - V.One, V.Select(far, -V.One, magnitude))
            / V.Select(middle, magnitude + V.One, V.Select(far, magnitude, V.One));
        V angle = QuarterPi(V.Select(far, V.Constant(2), middle & V.One), AtanTail(t), t);
        return V.CopySign(angle, x);
    }

    /// <summary>The angle of the point (x, y), in [−π, π], signed zeros and infinities as IEEE 754-2019 says.</summary>
    [MethodImpl(Called)]
    public static V Atan2<V>(V y, V x) where V : struct, ILanes<V>
    {
        V sine = V.Abs(y), cosine = V.Abs(x);
        V bothInfinite = V.Equal(sine, Infinity<V>()) & V.Equal(cosine, Infinity<V>());
        V shrink = V.Constant(0.25);
        V huge = V.GreaterThan(V.GreaterOrSecond(sine, cosine), Constant<V>(1e300, 1e30));
        sine = V.Select(bothInfinite, V.One, V.Select(huge, sine * shrink, sine));
        cosine = V.Select(bothInfinite, V.One, V.Select(huge, cosine * shrink, cosine));
        V far = V.GreaterThan(sine, cosine * V.Constant(2.414213562373095));
        V middle = V.GreaterThan(sine, cosine * V.Constant(0.4142135623730951)) & ~far;
        V denominator = V.Select(middle, sine + cosine, V.Select(far, sine, cosine));
        V t = V.Select(middle, sine - cosine, V.Select(far, -cosine, sine))
            / V.Select(V.Equal(denominator, V.Zero), V.One, denominator);
        // To the left of the axis the angle is π − angle: 4, 3, 2 quarters of π instead of 0, 1, 2, and t reversed.
        V left = V.LessThan(V.CopySign(V.One, x), V.Zero);
        V quarters = V.Select(far, V.Constant(2), middle & V.One);
        quarters = V.Select(left, V.Constant(4) - quarters, quarters);
        V tail = AtanTail(t);
        return V.CopySign(QuarterPi(quarters, V.Select(left, -tail, tail), V.Select(left, -t, t)), y);
    }

    /// <summary>arcsin x; NaN outside [−1, 1].</summary>
    [MethodImpl(Called)]
    public static V Asin<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V far = V.GreaterThan(magnitude, V.Constant(0.5));
        // arcsin x = π/2 − 2 arcsin √((1 − x)/2).
        V z = V.Select(far, V.Fma(magnitude, V.Constant(-0.5), V.Constant(0.5)), x * x);
        V s = V.Select(far, V.Sqrt(z), magnitude);
        V tail = s * z * AsinTail(z);
        V angle = Constant<V>(1.5707963267948966, 1.5707963705062866)
            - (V.Fma(s + tail, V.Constant(2), Constant<V>(-6.123233995736766e-17, 4.371138828673793e-08)));
        return V.CopySign(V.Select(far, angle, s + tail), x);
    }

    /// <summary>arccos x; NaN outside [−1, 1].</summary>
    [MethodImpl(Called)]
    public static V Acos<V>(V x) where V : struct, ILanes<V>
    {
        V magnitude = V.Abs(x);
        V far = V.GreaterThan(magnitude, V.Constant(0.5));
        V z = V.Select(far, V.Fma(magnitude, V.Constant(-0.5), V.Constant(0.5)), x * x);
        V root = V.Sqrt(z);
        V s = V.Select(far, root, x);
        V tail = s * z * AsinTail(z);
        // 2 arcsin √((1 − |x|)/2), with what rounding the root lost; π minus it on the left.
        V lost = V.Select(V.Equal(root, V.Zero), V.Zero, V.Fma(-root, root, z) / (root + root));
        V right = root + (tail + lost);
        right += right;
        V low = Constant<V>(6.123233995736766e-17, -4.371138828673793e-08);
        V left = Constant<V>(3.141592653589793, 3.1415927410125732) - (right - (low + low));
        V near = Constant<V>(1.5707963267948966, 1.5707963705062866) - (s - (low - tail));
        return V.Select(far, V.Select(V.LessThan(x, V.Zero), left, right), near);
    }

    /// <summary>quarters·π/4 + (t + tail), the first term in two parts; t + tail alone for 0.</summary>
    [MethodImpl(Inline)]
    private static V QuarterPi<V>(V quarters, V tail, V t) where V : struct, ILanes<V>
    {
        V quarter = Constant<V>(0.7853981633974483, 0.7853981852531433);
        V high = quarters * quarter;
        V low = V.Fma(quarters, Constant<V>(3.061616997868383e-17, -2.1855694143368964e-08), tail);
        return high + (t + (V.Fma(quarters, quarter, -high) + low));
    }

    /// <summary>arctan t − t for |t| ≤ √2 − 1.</summary>
    [MethodImpl(Inline)]
    private static V AtanTail<V>(V t) where V : struct, ILanes<V>
    {
        V z = t * t;
        if (!V.IsDouble)
            return t * z * Polynomial.Evaluate(z,
                [-0.33333316, 0.19998528, -0.14244391, 0.10599167, -0.060900424]);
        return t * z * Polynomial.Evaluate(z,
            [-0.333333333333332, 0.19999999999953674, -0.14285714280199427, 0.11111110783474883, -0.09090897756772072,
            0.07692060194162345, -0.06663103891383854, 0.05847889164623071, -0.05039309674571961,
            0.038064845011670685, -0.017907703532884806]);
    }

    /// <summary>(arcsin s − s) / s³ as a function of z = s² ≤ ¼.</summary>
    [MethodImpl(Inline)]
    private static V AsinTail<V>(V z) where V : struct, ILanes<V>
    {
        if (!V.IsDouble)
            return Polynomial.Evaluate(z,
                [0.16666752, 0.07495307, 0.045469638, 0.024181541, 0.042165004]);
        return Polynomial.Evaluate(z,
            [0.16666666666665403, 0.07500000000338594, 0.04464285682694599, 0.030381959196423915, 0.02237175657531366,
            0.017359727673783906, 0.013885003109950684, 0.012170774729314323, 0.006521060106924846,
            0.01954759826593641, -0.016255211072641464, 0.03193390292089651]);
    }
}
