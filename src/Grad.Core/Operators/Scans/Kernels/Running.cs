using System.Numerics;

namespace Grad;

/// <summary>What runs along the rows of arrays.</summary>
internal static class Running
{
    /// <summary>yₖ = yₖ₋₁ + xₖ.</summary>
    public static void Sum<T>(ReadOnlySpan<T> x, Span<T> y, AxisRows rows) where T : unmanaged, INumberBase<T>
    {
        foreach (var (start, stride, count) in rows)
        {
            var sum = T.Zero;
            for (int k = 0, at = start; k < count; k++, at += stride) y[at] = sum += x[at];
        }
    }

    /// <summary>yₖ = ln(e^yₖ₋₁ + e^xₖ).</summary>
    public static void LogSum<T>(ReadOnlySpan<T> x, Span<T> y, AxisRows rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (start, stride, count) in rows)
        {
            var sum = T.NegativeInfinity;
            for (int k = 0, at = start; k < count; k++, at += stride)
            {
                var (low, high) = x[at] < sum ? (x[at], sum) : (sum, x[at]);
                y[at] = sum = T.IsNegativeInfinity(low) ? high : high + T.LogP1(T.Exp(low - high));
            }
        }
    }

    /// <summary>yₖ = aₖ·yₖ₋₁ + bₖ, from y₋₁ = 0.</summary>
    public static void Recurrence<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, AxisRows rows)
        where T : unmanaged, INumberBase<T>
    {
        foreach (var (start, stride, count) in rows)
        {
            var last = T.Zero;
            for (int k = 0, at = start; k < count; k++, at += stride) y[at] = last = k == 0 ? b[at] : (a[at] * last) + b[at];
        }
    }
}
