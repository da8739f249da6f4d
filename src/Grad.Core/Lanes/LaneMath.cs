using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>Elementary and special functions of lanes: one body each, for every width and both element types.</summary>
/// <remarks>
/// Elementary functions stay within 2 ulps over the whole range, subnormal numbers included, special functions within
/// 4 away from their zeros; ±0, ±∞ and NaN as IEEE 754-2019 recommends.
/// A lane's bits depend neither on the width nor on the other lanes. Argument reductions after Cody and Waite,
/// "Software Manual for the Elementary Functions" (1980), with fused multiply-adds; the polynomials are Chebyshev fits
/// made for these intervals.
/// <para>
/// Short bodies are inlined; the long ones are called, since the JIT stops inlining in a method of 512 locals.
/// </para>
/// </remarks>
public static partial class LaneMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>For bodies that would crowd their caller out of locals: called, and optimised at once.</summary>
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>The constant of the lanes' element type.</summary>
    [MethodImpl(Inline)]
    private static V Constant<V>(double forDouble, double forSingle) where V : struct, ILanes<V> =>
        V.Constant(V.IsDouble ? forDouble : forSingle);

    /// <summary>x, limited to [low, high]; NaN stays.</summary>
    [MethodImpl(Inline)]
    private static V Clamp<V>(V x, V low, V high) where V : struct, ILanes<V> =>
        V.GreaterOrSecond(low, V.LesserOrSecond(high, x));

    [MethodImpl(Inline)]
    private static V NaN<V>() where V : struct, ILanes<V> => V.Constant(double.NaN);

    [MethodImpl(Inline)]
    private static V Infinity<V>() where V : struct, ILanes<V> => V.Constant(double.PositiveInfinity);
}
