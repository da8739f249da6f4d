using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>
/// Unevaluated sums high + low of two numbers, twice the precision: the error-free transformations of Knuth and Dekker,
/// the product by fused multiply-add.
/// </summary>
internal static class DoubleWord
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x + y = sum + low exactly.</summary>
    [MethodImpl(Inline)]
    internal static V Sum<V>(V x, V y, out V low) where V : struct, ILanes<V>
    {
        V sum = x + y;
        V part = sum - x;
        low = (x - (sum - part)) + (y - part);
        return sum;
    }

    /// <summary>x + y = sum + low exactly, for |x| ≥ |y|.</summary>
    [MethodImpl(Inline)]
    internal static V OrderedSum<V>(V x, V y, out V low) where V : struct, ILanes<V>
    {
        V sum = x + y;
        low = y - (sum - x);
        return sum;
    }

    /// <summary>x·y = product + low exactly.</summary>
    [MethodImpl(Inline)]
    internal static V Product<V>(V x, V y, out V low) where V : struct, ILanes<V>
    {
        V product = x * y;
        low = V.Fma(x, y, -product);
        return product;
    }

    /// <summary>(x + xLow)·(y + yLow) to about twice the precision.</summary>
    [MethodImpl(Inline)]
    internal static V Product<V>(V x, V xLow, V y, V yLow, out V low) where V : struct, ILanes<V>
    {
        V product = Product(x, y, out low);
        low += V.Fma(x, yLow, xLow * y);
        return product;
    }
    /// <summary>(x + xLow) / y to about twice the precision.</summary>
    [MethodImpl(Inline)]
    internal static V Quotient<V>(V x, V xLow, V y, out V low) where V : struct, ILanes<V>
    {
        V quotient = x / y;
        low = (V.Fma(-quotient, y, x) + xLow) / y;
        return quotient;
    }
}
