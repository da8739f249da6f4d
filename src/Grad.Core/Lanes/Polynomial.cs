using System.Runtime.CompilerServices;

namespace Grad.Numerics;

/// <summary>Polynomials c₀ + c₁·x + c₂·x² + … by Horner's rule, over coefficients in memory.</summary>
internal static class Polynomial
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Evaluate<V>(V x, ReadOnlySpan<double> coefficients) where V : struct, ILanes<V>
    {
        V sum = V.Constant(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--) sum = V.Fma(sum, x, V.Constant(coefficients[i]));
        return sum;
    }
}
